"""What the companion lists: golden answers, the figures of a package, packages that are damaged."""
import json
import pathlib
import unittest

from world import CLIENT_NAMES, World, run, small_package, write_package

GOLDEN = pathlib.Path(__file__).parent / "golden"


class Listing(World):
    maxDiff = None

    def assert_golden(self, name, objects):
        """tests/cli/golden/NAME; to make it anew, delete it, run the test twice and read what it wrote."""
        path = GOLDEN / name
        text = "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects) + "\n]\n"
        if not path.exists():
            path.write_text(text, encoding="utf-8")
            self.fail(f"{path} was missing and has been written")
        self.assertEqual(text, path.read_text(encoding="utf-8"))

    def test_listings_are_as_they_always_were(self):
        anna = self.companion("anna")
        visits = anna.json("visit.list", "--month", "2026-10")
        shifts = anna.json("shift.list", "--month", "2026-10")
        self.assert_golden("visit_list.json", visits)
        self.assert_golden("shift_list.json", shifts)
        self.assertEqual({visit["shift_id"] for visit in visits}, {shift["id"] for shift in shifts})
        self.assertEqual(anna.json("shift.list", "--all"), shifts)
        self.assertEqual(anna.json("visit.list", "--all"), visits)
        self.assertEqual(anna.json("shift.list", "--month", "2026-09"), [])
        self.assertEqual(anna.json("outbox"), [])

    def test_the_listings_for_people_speak_swedish_and_english(self):
        anna = self.companion("anna")
        swedish = self.succeed(anna.run("shift.list", "--all", "--language", "sv")).stdout
        english = self.succeed(anna.run("shift.list", "--all", "--language", "en")).stdout
        self.assertIn("Personal", swedish)
        self.assertIn("Manuell utan anteckning", swedish)
        self.assertIn("Care worker", english)
        self.assertNotEqual(swedish, english)
        self.assertEqual(len(swedish.splitlines()), 5)
        self.assertIn("Nils Granlund", swedish)

    def test_the_figures_agree_with_the_package(self):
        anna = self.companion("anna")
        visits = anna.json("visit.list", "--all")
        rows = {row[0]: row for row in small_package()["visits"]}
        self.assertEqual({visit["source_id"] for visit in visits}, set(rows))
        for visit in visits:
            row = rows[visit["source_id"]]
            told = [visit["care_worker_number"], str(visit["client_number"]), visit["start"], visit["end"],
                    visit["start_verification"], visit["end_verification"]]
            self.assertEqual(told, row[2:8])
            self.assertEqual(visit["note"], row[9])
            lines = [[line["service"], str(line["minutes"] or ""), line["extra"]] for line in visit["service_lines"]]
            self.assertEqual(lines, [[r[1], r[2], r[3] == "yes"] for r in small_package()["service_lines"] if r[0] == row[0]])

    def test_a_second_import_changes_nothing(self):
        anna = self.companion("anna")
        before = self.backend.revisions("anna")
        self.succeed(run("samordnad", "import", "--data", self.data, self.package))
        self.assertEqual(self.backend.revisions("anna"), before)
        self.assertEqual(anna.json("sync")["received"], 0)

    def test_a_damaged_package_is_refused_with_its_place_and_leaves_nothing_behind(self):
        anna = self.companion("anna")
        before = anna.json("visit.list", "--all")
        tables = small_package()
        tables["visits"].append(["B9", "A9", "P2", "3002", "2026-10-08T12:00:00+02:00", "soon", *tables["visits"][0][6:]])
        tables["visits"].insert(0, ["B0", "A0", "P2", "3002", "2026-10-08T12:00:00+02:00", "", *tables["visits"][0][6:]])
        damaged = write_package(self.folder / "damaged", tables)
        answer = run("samordnad", "import", "--data", self.data, damaged)
        self.assertNotEqual(answer.returncode, 0)
        told = answer.stdout + answer.stderr
        for part in ("visits.csv", "9", "end"):  # the note in B5 takes two lines
            self.assertIn(part, told)
        for name in CLIENT_NAMES:
            self.assertNotIn(name, told)
        self.assertEqual(anna.json("sync")["received"], 0)
        self.assertEqual(anna.json("visit.list", "--all"), before)

        fresh = self.folder / "fresh"
        self.assertNotEqual(run("samordnad", "import", "--data", fresh, damaged).returncode, 0)
        self.assertEqual([path for path in fresh.rglob("*") if path.is_file()] if fresh.exists() else [], [])

    def test_a_damaged_package_gives_its_good_rows_when_asked_to_keep_going(self):
        anna = self.companion("anna")
        tables = small_package()
        tables["visits"].append(["B8", "A8", "P2", "3002", "2026-10-08T12:00:00+02:00", "", *tables["visits"][0][6:]])
        tables["visits"].append(["B9", "A9", "P2", "3002", "2026-10-08T12:00:00+02:00", "soon", *tables["visits"][0][6:]])
        damaged = write_package(self.folder / "damaged", tables)
        run("samordnad", "import", "--data", self.data, damaged, "--keep-going")
        self.succeed(anna.run("sync"))
        visits = {visit["source_id"]: visit for visit in anna.json("visit.list", "--all")}
        self.assertIn("B8", visits)
        self.assertIsNone(visits["B8"]["end"])
        self.assertNotIn("B9", visits)


if __name__ == "__main__":
    unittest.main()
