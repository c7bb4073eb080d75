"""Visits mended, registered afterwards, and their history, from outside."""
import unittest

from world import World

DONE, REFUSED, USAGE = range(3)
WHY = "Låset svarade inte, felanmält samma dag"


class Mending(World):
    def setUp(self):
        super().setUp()
        self.anna = self.companion("anna")
        self.note = self.folder / "note.txt"
        self.note.write_text(WHY + "\n", encoding="utf-8")

    def visit(self, whose, source_id):
        return next(row for row in whose.json("visit.list", "--all") if row["source_id"] == source_id)

    def test_a_visit_that_stops_its_shift_is_mended_with_a_note_and_the_shift_approved(self):
        self.anna.json("shift.approve", "A2", code=REFUSED)
        told = self.anna.json("visit.edit", "B3", "--note-file", self.note)
        self.assertEqual([one["outcome"] for one in told], ["accepted"])
        self.anna.json("shift.approve", "A2")
        self.succeed(self.anna.run("visit.edit", "B4", "--service", "Lunch", "--end", "2026-10-06T12:25:00+02:00",
                                   "--note-file", self.note, "--sync"))
        bosse = self.companion("bosse")
        self.assertEqual(bosse.states()["A2"], "approved")
        self.assertEqual(self.visit(bosse, "B3")["note"], WHY)
        mended = self.visit(bosse, "B4")
        self.assertEqual(mended["end"], "2026-10-06T12:25:00+02:00")
        self.assertEqual([line["service"] for line in mended["service_lines"]], ["Lunch"])

    def test_what_the_rules_forbid_is_refused_with_the_paragraph_and_changes_nothing(self):
        self.note.write_text("EL", encoding="utf-8")
        told = self.anna.json("visit.edit", "B3", "--end", "2026-10-06T07:20:00+02:00", "--note-file", self.note, code=REFUSED)
        self.assertEqual([(f["check"], f["paragraph"]) for f in told[0]["findings"]], [("note-required", "4.12")])
        text = self.succeed(self.anna.run("visit.edit", "B3", "--end", "2026-10-06T07:20:00+02:00", "--lang", "sv"), code=REFUSED).stdout
        self.assertIn("Anteckningen säger inte varför", text)
        self.assertEqual(self.anna.json("outbox"), [])
        for words in (["B9"], ["B3", "--end", "sju"], ["B3", "--service", "Dusch=mycket"], ["B3", "--note-file", self.folder / "none"]):
            self.assertEqual(self.anna.run("visit.edit", *words).returncode, USAGE, words)

    def test_a_missed_visit_is_registered_and_everything_has_a_history(self):
        words = ["--shift", "A1", "--client", "3001", "--start", "2026-10-05T09:00:00+02:00", "--end", "2026-10-05T09:20:00+02:00",
                 "--service", "Dusch", "--note-file", self.note]
        made = self.anna.json("visit.register", *words)[0]
        self.assertEqual(made["outcome"], "accepted")
        self.anna.json("visit.edit", made["id"], "--end", "2026-10-05T09:25:00+02:00")
        self.succeed(self.anna.run("sync"))
        bosse = self.companion("bosse")
        history = bosse.json("visit.history", made["id"])
        self.assertEqual([(row["by"], row["verb"], row["fate"]) for row in history],
                         [("anna", "visit.edit", None), ("anna", "visit.register", None)])
        self.assertEqual(history[0]["changes"], [{"field": "end", "before": "09:20", "after": "09:25"}])
        self.assertIn({"field": "note", "before": "", "after": WHY}, history[1]["changes"])
        self.assertIn("09:20 → 09:25", self.succeed(bosse.run("visit.history", made["id"])).stdout)
        self.assertEqual(self.anna.run("visit.register", "--client", "3001", "--shift", "A1").returncode, USAGE)
        self.assertEqual(self.anna.run("visit.register", *words[:2], "--client", "4711", *words[4:]).returncode, USAGE)


if __name__ == "__main__":
    unittest.main()
