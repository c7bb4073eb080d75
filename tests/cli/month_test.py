"""How a month stands before it closes, and the follow-up of how its visits were registered, as the companion tells them."""
import csv
import unittest

from world import CLIENT_NAMES, MONTH, World

DONE, USAGE, ATTENTION = 0, 2, 5


class TheMonth(World):
    def status(self, companion):
        return companion.json("month.status", "--month", MONTH, code=ATTENTION)

    def test_hours_stand_where_the_package_says_and_the_exit_code_tells_that_somebody_has_to_do_something(self):
        anna = self.companion("anna")
        status = self.status(anna)
        told = {one["standing"]: (one["minutes"], one["visits"], one["shifts"]) for one in status["standing"]}
        self.assertEqual(told, {"approved": (0, 0, 0), "ready": (30 + 25 + 45, 3, 2), "needs_note": (30, 1, 1),
                                "needs_edit": (20, 1, 1), "cannot_be_saved": (0, 0, 0)})
        self.assertTrue(status["near"])  # Monday the 2nd; it closes on Wednesday
        self.assertFalse(status["published"])
        self.assertEqual(status["vardagar_left"], 2)
        self.assertEqual({one["number"]: one["minutes"] for one in status["care_workers"]}, {"P1": 85, "P2": 65})
        items = {one["item"]: (one["state"], one["count"]) for one in status["checklist"]}
        self.assertEqual(items["shifts_approved"], ("open", 4))
        self.assertEqual(items["findings_mended"], ("open", 2))
        self.assertEqual(items["startups_registered"], ("open", 1))
        self.assertEqual(items["everything_sent"], ("done", 0))

    def test_what_is_approved_is_no_longer_open_but_is_to_be_sent(self):
        anna = self.companion("anna")
        self.succeed(anna.run("shift.approve", "--clean", "--month", MONTH))
        status = self.status(anna)
        self.assertEqual(status["standing"][0]["minutes"], 100)
        items = {one["item"]: (one["state"], one["count"]) for one in status["checklist"]}
        self.assertEqual(items["shifts_approved"], ("open", 2))
        self.assertEqual(items["everything_sent"], ("open", 2))

    def test_a_month_without_anything_in_it_is_told_too_and_one_that_is_none_is_not(self):
        anna = self.companion("anna")
        answer = anna.run("month.status", "--month", "2026-03", "--language", "sv")
        self.assertIn(answer.returncode, (DONE, ATTENTION))
        self.assertIn("mars 2026", answer.stdout)
        self.assertEqual(anna.run("month.status", "--month", "mars").returncode, USAGE)


class FollowUp(World):
    def test_the_share_the_ways_and_the_causes_are_those_of_the_package(self):
        told = self.companion("anna").json("followup.show", "--month", MONTH, "--by", "care-worker")
        whole = told["all"]
        self.assertEqual((whole["visits"], whole["lock_visits"], whole["tag_visits"], whole["manual_visits"]), (5, 1, 2, 2))
        self.assertEqual((whole["lock_ends"], whole["tag_ends"], whole["manual_ends"]), (3, 5, 2))
        self.assertEqual(whole["manual_share"]["visits"], {"manual": 2, "all": 5, "per_mille": 400})
        self.assertEqual(whole["manual_share"]["visits_not_exempt"]["manual"], 1)  # a walk may end elsewhere
        self.assertEqual({one["source_id"]: one["cause"] for one in told["manual"]}, {"B3": "none", "B5": "exempt"})
        self.assertEqual({one["number"]: one["manual_visits"] for one in told["rows"]}, {"P1": 1, "P2": 1})
        self.assertEqual(whole["locks"][-1], 1)

    def test_visits_counted_otherwise_change_the_share_that_is_told_beside_it(self):
        anna = self.companion("anna")
        told = anna.json("followup.show", "--month", MONTH, "--what-if", "accepted", "--visit", "B3")
        self.assertEqual(told["what_if"]["visits"]["manual"], 1)
        self.assertEqual(told["all"]["manual_share"]["visits"]["manual"], 2)
        by_cause = anna.json("followup.show", "--month", MONTH, "--what-if", "exempt", "--cause", "none")
        self.assertEqual(by_cause["what_if"]["visits_not_exempt"]["manual"], 0)
        self.assertEqual(anna.run("followup.show", "--month", MONTH, "--what-if", "exempt", "--visit", "B9").returncode, USAGE)

    def test_text_names_what_binds_in_both_languages(self):
        anna = self.companion("anna")
        swedish = self.succeed(anna.run("followup.show", "--month", MONTH, "--language", "sv")).stdout
        self.assertIn("den här gäller", swedish)
        english = self.succeed(anna.run("followup.show", "--month", MONTH, "--language", "en")).stdout
        self.assertIn("this one binds", english)


class Sample(World):
    def tables(self):
        tables = super().tables()
        for row in tables["visits"]:
            row[4], row[5] = (moment.replace(row[4][:10], "2026-10-15") for moment in row[4:6])
        return tables

    def test_the_same_seed_draws_the_same_clients_and_what_is_kept_is_found_again(self):
        anna = self.companion("anna")
        one = anna.json("followup.sample", "--month", MONTH, "--seed", "7", "--count", "1")[0]
        self.assertEqual((one["day"], one["seed"], len(one["clients"])), ("2026-10-15", 7, 1))
        self.assertEqual(anna.json("followup.sample", "--month", MONTH, "--kept"), [])
        kept = anna.json("followup.sample", "--month", MONTH, "--seed", "7", "--count", "1", "--keep")[0]
        self.assertEqual(kept["clients"], one["clients"])
        self.assertEqual(kept["made_by"], "anna")
        self.assertEqual(anna.json("followup.sample", "--month", MONTH, "--kept"), [kept])

    def test_the_two_measures_are_those_of_the_day_and_the_file_has_no_names(self):
        anna = self.companion("anna")
        file = self.folder / "sample.csv"
        clients = {one["client_number"]: one for one in
                   anna.json("followup.sample", "--month", MONTH, "--seed", "7", "--out", str(file))[0]["clients"]}
        with_lock, with_tag = clients[3001], clients[3002]
        self.assertEqual((with_lock["has_lock"], with_lock["visits"], with_lock["by_hand"], with_lock["care_workers_without"]),
                         (True, 2, 1, 0))
        self.assertEqual((with_tag["has_lock"], with_tag["visits"], with_tag["by_hand"]), (False, 3, 1))
        text = file.read_text(encoding="utf-8")
        self.assertEqual(len(list(csv.reader(text.splitlines()))), 3)
        for name in CLIENT_NAMES:
            self.assertNotIn(name, text)


if __name__ == "__main__":
    unittest.main()
