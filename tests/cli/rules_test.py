"""The faces of the rules: what was found and in which words, the rulebooks and what changes between them, what is paid, and the calendar."""
import json
import pathlib
import unittest

from world import World, run, small_package

USAGE = 2
GOLDEN = pathlib.Path(__file__).parent / "golden"
FINDING = ["visit_id", "source_id", "check", "severity", "rulebook", "paragraph", "parameters", "sentence"]
BASIS = ["client_number", "service", "ordered_minutes", "performed_minutes", "paid_minutes", "reason"]
DAYS = ["month", "third_vardag", "sample_day", "closing_time"]
NACKA = ["nacka-3.0-2025-10-15", "nacka-3.0-2026-03-25", "nacka-trygghetslas-2026-06-02"]


def calendar(*words, environment=None):
    return run("samordnactl", "calendar.show", *words, environment=environment)


class Findings(World):
    def test_every_finding_is_listed_with_its_paragraph_and_a_sentence_in_the_language_asked_for(self):
        anna = self.companion("anna")
        for language in ("sv", "en"):
            rows = anna.json("finding.list", "--month", "2026-10", "--lang", language)
            for row in rows:
                self.assertEqual(list(row), FINDING)
            shown = [{**row, "visit_id": row["visit_id"] and "an id"} for row in rows]
            golden = GOLDEN / f"finding_list_{language}.json"
            self.assertEqual(shown, json.loads(golden.read_text(encoding="utf-8")))
        self.assertEqual(rows, anna.json("finding.list", "--all", "--lang", "en"))

    def test_what_is_found_of_the_month_as_a_whole_has_no_visit(self):
        rows = self.companion("anna").json("finding.list", "--all")
        of_month = [row for row in rows if row["visit_id"] is None]
        self.assertEqual([(row["check"], row["source_id"]) for row in of_month], [("manual-share", None)])  # 2 of 5

    def test_a_month_without_findings_is_an_empty_list_and_a_wrong_one_is_a_fault_of_usage(self):
        anna = self.companion("anna")
        self.assertEqual(anna.json("finding.list", "--month", "2026-01"), [])
        self.assertEqual(anna.run("finding.list", "--month", "2026-13").returncode, USAGE)

    def test_for_people_there_is_a_table_without_codes(self):
        text = self.succeed(self.companion("anna").run("finding.list", "--all")).stdout
        self.assertIn("The visit has no service (§ 4.1). Add what was done", text)
        for code in ("service-missing", "manual-without-note", "blocks"):
            self.assertNotIn(code, text)


class Rules(World):
    def tables(self):
        """With a client who has two locks, and an hour of startup for each."""
        tables = small_package()
        tables["locks"].append(["L2", "door", "380 T4", "3001", "2026-02-11", "", "ok", "2026-10-02T11:00:00+02:00"])
        for visit, day in (("B6", "08"), ("B7", "09")):
            times = [f"2026-10-{day}T09:00:00+02:00", f"2026-10-{day}T10:00:00+02:00"]
            tables["visits"].append([visit, f"A-{visit}", "P1", "3001", *times, "lock", "lock", "no", "", "", "", "", "T1"])
            tables["service_lines"].append([visit, "Uppstart smarta lås", "", "no", "no"])
        return tables

    def test_the_rulebooks_are_listed_with_checks_and_settings_also_without_a_profile(self):
        answer = self.succeed(run("samordnactl", "rule.list", "--json"))
        books = json.loads(answer.stdout)
        self.assertEqual([book["version"] for book in books if book["municipality"] == "Nacka"], NACKA)
        for book in books:
            self.assertEqual(list(book), ["version", "municipality", "valid_from", "extends", "source", "checks", "parameters"])
            self.assertTrue(all(check["sentence"] for check in book["checks"] if check["check"] != "impossible-time"))
            self.assertTrue(all(parameter["why"] for parameter in book["parameters"]))
        newer = {check["check"]: check for check in books[-1]["checks"]}["manual-without-note"]
        self.assertEqual((newer["severity"], newer["paragraph"]), ("blocks", "4.10"))
        self.assertEqual(self.companion("anna").json("rule.list"), books)

    def test_for_people_the_rulebooks_are_words(self):
        text = self.succeed(self.companion("anna").run("rule.list", "--lang", "sv")).stdout
        for words in ("Manuell utan anteckning", "hindrar godkännande", "Genomförandesamtal: högst antal minuter"):
            self.assertIn(words, text)
        for code in ("manual-without-note", "introduction_talk_minutes"):
            self.assertNotIn(code, text)

    def test_a_difference_tells_what_changed_and_which_open_visits_are_judged_otherwise(self):
        anna = self.companion("anna")
        told = anna.json("rule.diff", NACKA[0], NACKA[1])
        self.assertEqual(list(told), ["old", "new", "changes", "touched_visits", "visits"])
        paragraphs = {change["name"]: (change["before"], change["after"]) for change in told["changes"]
                      if change["subject"] == "paragraph"}  # fmt: skip
        self.assertEqual(paragraphs["manual-without-note"], ("3.10", "4.10"))
        self.assertEqual((told["touched_visits"], told["visits"]), (0, []))  # the same is judged, elsewhere in the text
        told = anna.json("rule.diff", NACKA[1], NACKA[2])  # one startup for each client, then one for each lock
        self.assertIn({"subject": "parameter", "name": "lock_startup_per", "before": "client", "after": "lock"}, told["changes"])
        self.assertEqual((told["touched_visits"], [visit["source_id"] for visit in told["visits"]]), (1, ["B7"]))
        self.succeed(anna.run("rule.diff", NACKA[0], NACKA[1]))

    def test_a_rulebook_compared_with_itself_says_the_same(self):
        told = self.companion("anna").json("rule.diff", NACKA[1], NACKA[1])
        self.assertEqual((told["changes"], told["touched_visits"]), ([], 0))

    def test_an_unknown_rulebook_is_a_fault_of_usage_that_names_the_known_ones(self):
        answer = self.companion("anna").run("rule.diff", "nacka-1", NACKA[1])
        self.assertEqual(answer.returncode, USAGE)
        self.assertIn(NACKA[0], answer.stderr)


class Matrix(World):
    def tables(self):
        tables = small_package()
        times = ["2026-10-08T07:00:00+02:00", "2026-10-08T08:00:00+02:00"]
        tables["visits"].append(["B6", "A5", "P1", "3001", *times, "lock", "lock", "no", "", "", "", "", "T1"])
        tables["orders"].append(["3001", "Tvätt", "30", "no", "2026-01-01", ""])
        tables["service_lines"] += [["B6", "Dusch", "30", "no", "no"], ["B6", "Tvätt", "30", "no", "no"]]
        return tables

    def combined(self, companion):
        rows = companion.json("finding.list", "--all")
        return [row["source_id"] for row in rows if row["check"] == "combination"]

    def sheet(self, companion, cell):
        """As it is, with one cell filled in, in the place below the diagonal."""
        rows = [line.split(";") for line in self.succeed(companion.run("matrix.show")).stdout.splitlines()]
        column = rows[0].index("Dusch")
        next(row for row in rows if row[0] == "Tvätt")[column] = cell
        path = self.folder / "matrix.csv"
        path.write_bytes("\ufeff".encode() + "\r\n".join(";".join(row) for row in rows).encode() + b"\r\n")
        return path

    def test_what_the_manager_reads_in_from_a_sheet_is_judged_by_everywhere(self):
        chef, anna = self.companion("chef", "manager"), self.companion("anna")
        self.assertEqual(self.combined(chef), [])
        self.succeed(chef.run("matrix.set", self.sheet(chef, "nej"), "--sync"))
        self.assertEqual(self.combined(chef), ["B6"])
        self.succeed(anna.run("sync"))
        self.assertEqual(self.combined(anna), ["B6"])
        told = anna.json("matrix.show")
        self.assertEqual(list(told), ["rulebook", "own", "services", "cells"])
        self.assertEqual((told["own"], told["cells"]), (True, [{"a": "Dusch", "b": "Tvätt", "value": "forbidden"}]))
        # The version before it has a matrix of its own.
        before = anna.json("matrix.show", "--rulebook", NACKA[0])
        self.assertEqual((before["rulebook"], before["own"], before["cells"]), (NACKA[0], False, []))

    def test_a_sheet_that_cannot_be_read_is_refused_with_its_place_and_changes_nothing(self):
        chef = self.companion("chef", "manager")
        answer = self.succeed(chef.run("matrix.set", self.sheet(chef, "kanske"), "--lang", "sv"), code=1)
        self.assertIn("Rad 17, kolumn 11 i matrisen säger ”kanske”", answer.stdout)
        self.assertEqual(chef.json("matrix.show")["own"], False)
        self.assertEqual(chef.json("outbox"), [])
        self.assertEqual(chef.run("matrix.set", self.folder / "nothing.csv").returncode, USAGE)
        self.assertEqual(chef.run("matrix.show", "--rulebook", "haninge-2026").returncode, USAGE)

    def test_a_coordinator_is_told_that_she_may_not(self):
        anna = self.companion("anna")
        refused = anna.json("matrix.set", self.sheet(anna, "nej"), code=1)
        self.assertEqual([finding["check"] for finding in refused[0]["findings"]], ["not-allowed"])
        self.assertEqual(self.combined(anna), [])


class Basis(World):
    def tables(self):
        tables = small_package()
        times = ["2026-10-08T07:00:00+02:00", "2026-10-08T07:40:00+02:00"]
        inside = ["2026-10-08T07:05:00+02:00", "2026-10-08T07:35:00+02:00"]
        rest = ["lock", "lock", "no", "", "", "", "", "T1"]
        tables["orders"].append(["3001", "Morgon", "45", "yes", "2026-01-01", ""])
        tables["visits"] += [["B6", "A5", "P1", "3001", *times, *rest], ["B7", "A6", "P2", "3001", *inside, *rest]]
        tables["visits"][-1][8] = "yes"
        backwards = ["2026-10-09T12:30:00+02:00", "2026-10-09T12:00:00+02:00"]
        tables["visits"].append(["B8", "A7", "P1", "3002", *backwards, *rest])
        tables["service_lines"] += [["B6", "Morgon", "", "no", "no"], ["B8", "Lunch", "", "no", "no"]]
        return tables

    def test_there_is_one_row_for_each_client_and_service_with_the_reason_where_paid_is_less(self):
        rows = self.companion("anna").json("basis.show", "--month", "2026-10")
        for row in rows:
            self.assertEqual(list(row), BASIS)
        self.assertEqual([tuple(row.values()) for row in rows], [
            (3001, "Dubbelbemanning", 45, 30, 30, ""),
            (3001, "Dusch", 60, 60, 30, "manual-without-note"),
            (3001, "Morgon", 45, 40, 40, ""),
            (3002, "", 0, 20, 0, "service-missing"),
            (3002, "Lunch", 90, 55, 55, ""),  # one of three ends before it begins: nothing performed, nothing paid
            (3002, "Promenad", 0, 15, 15, ""),
        ])  # fmt: skip

    def test_for_people_the_reason_is_in_words_and_the_last_line_is_the_sum(self):
        anna = self.companion("anna")
        lines = self.succeed(anna.run("basis.show", "--month", "2026-10")).stdout.splitlines()
        self.assertIn("Manual without note", "\n".join(lines))
        self.assertIn("Impossible time", "\n".join(lines))
        self.assertIn("Total", lines[-1])
        self.assertEqual(anna.run("basis.show", "--month", "october").returncode, USAGE)
        self.assertEqual(anna.json("basis.show", "--month", "2026-02"), [])


class Calendar(unittest.TestCase):
    def test_months_are_told_without_a_profile_and_the_municipality_in_any_case(self):
        answer = calendar("--municipality", "NACKA", "--from", "2026-10", "--to", "2026-12", "--json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        rows = json.loads(answer.stdout)
        self.assertEqual([list(row) for row in rows], [DAYS] * 3)
        self.assertEqual([tuple(row.values()) for row in rows], [
            ("2026-10", "2026-10-05", "2026-10-15", "2026-11-04T23:59:59+01:00"),
            ("2026-11", "2026-11-04", "2026-11-16", "2026-12-03T23:59:59+01:00"),
            ("2026-12", "2026-12-03", "2026-12-15", "2027-01-07T23:59:59+01:00"),
        ])  # fmt: skip

    def test_haninge_has_one_too_and_people_get_a_table(self):
        rows = json.loads(calendar("--municipality", "haninge", "--from", "2026-06", "--to", "2026-06", "--json").stdout)
        self.assertEqual(rows[0]["closing_time"], "2026-07-03T23:59:59+02:00")
        answer = calendar("--municipality", "haninge", "--from", "2026-06", "--to", "2026-06", "--lang", "sv")
        self.assertIn("juni 2026", answer.stdout)

    def test_what_cannot_be_answered_is_a_sentence_and_a_fault_of_usage(self):
        for words in (["--municipality", "Täby", "--from", "2026-10", "--to", "2026-12"],
                      ["--municipality", "nacka", "--from", "2026-10", "--to", "2026-14"],
                      ["--municipality", "nacka", "--from", "2026-10", "--to", "2026-09"],
                      ["--municipality", "nacka", "--from", "1999-10", "--to", "2026-09"],
                      ["--municipality", "nacka", "--from", "2026-10", "--to", "2150-09"],
                      ["--municipality", "nacka", "--from", "2026-10"]):  # fmt: skip
            answer = calendar(*words, "--json")
            self.assertEqual((answer.returncode, answer.stdout), (USAGE, ""), words)
            self.assertTrue(answer.stderr.strip(), words)
        answer = calendar("--municipality", "nacka", "--from", "1999-10", "--to", "1999-10", "--lang", "en")
        self.assertIn("2005 to 2099, not 1999", answer.stderr)


if __name__ == "__main__":
    unittest.main()
