"""What the companion does: approving, revoking, working without the backend, two who do the same, the exit codes."""
import subprocess
import unittest

from world import AFTER_CLOSING, BIN, CLIENT_NAMES, World

DONE, REFUSED, USAGE, NOT_REACHED, CONFLICT = range(5)


class Approving(World):
    def test_an_approval_is_at_the_backend_after_the_next_sync(self):
        anna = self.companion("anna")
        told = anna.json("shift.approve", "A1")
        self.assertEqual([(one["source_id"], one["outcome"], one["findings"]) for one in told], [("A1", "accepted", [])])
        self.assertEqual(anna.states()["A1"], "approved")
        self.assertEqual([(row["source_id"], row["verb"], row["fate"]) for row in anna.json("outbox")],
                         [("A1", "shift.approve", "waiting")])
        self.assertEqual(anna.json("status")["waiting"], 1)
        summary = anna.json("sync")
        self.assertEqual((summary["accepted"], summary["refused"], summary["waiting"]), (1, 0, 0))
        self.assertEqual(anna.json("status")["waiting"], 0)
        bosse = self.companion("bosse")
        self.assertEqual(bosse.states(), {"A1": "approved", "A2": "to_review", "A3": "to_review", "A4": "to_review"})

    def test_all_clean_shifts_of_a_month_are_approved_in_one_stroke(self):
        anna = self.companion("anna")
        told = anna.json("shift.approve", "--clean", "--month", "2026-10")
        self.assertEqual([(one["source_id"], one["outcome"]) for one in told], [("A1", "accepted"), ("A4", "accepted")])
        self.assertEqual(anna.states(), {"A1": "approved", "A2": "to_review", "A3": "to_review", "A4": "approved"})

    def test_a_shift_with_a_finding_that_blocks_is_refused_with_the_finding(self):
        anna = self.companion("anna")
        told = anna.json("shift.approve", "A1", "A2", "A3", code=REFUSED)
        self.assertEqual({one["source_id"]: one["outcome"] for one in told}, {"A1": "accepted", "A2": "refused", "A3": "refused"})
        found = {one["source_id"]: [(f["source_id"], f["check"], f["severity"]) for f in one["findings"]] for one in told}
        self.assertEqual(found["A2"], [("B3", "manual-without-note", "blocks")])
        self.assertEqual(found["A3"], [("B4", "service-missing", "blocks")])
        self.assertEqual(anna.states()["A2"], "to_review")

    def test_an_approval_can_be_revoked_by_id(self):
        anna = self.companion("anna")
        ids = {shift["source_id"]: shift["id"] for shift in anna.json("shift.list", "--all")}
        self.succeed(anna.run("shift.approve", ids["A4"], "--sync"))
        self.succeed(anna.run("shift.revoke", ids["A4"], "--sync"))
        self.assertEqual(anna.states()["A4"], "to_review")
        self.assertEqual(self.backend.revisions("anna")[ids["A4"]], 3)
        self.assertEqual(anna.json("shift.revoke", "A4", code=REFUSED)[0]["findings"][0]["check"], "not-approved")

    def test_a_wrong_command_line_is_told_from_everything_else(self):
        anna = self.companion("anna")
        for wrong in (["nonsense"], ["shift.list", "--month", "October"], ["shift.list", "--month", "2026-10", "--all"],
                      ["shift.approve"], ["shift.approve", "A77"], ["shift.approve", "--month", "2026-10"],
                      ["shift.approve", "A1", "--clean"], ["login"], ["status", "--language", "xx"]):  # fmt: skip
            self.assertEqual(anna.run(*wrong).returncode, USAGE, wrong)
        self.assertEqual(subprocess.run([BIN / "samordnactl", "status"], capture_output=True, check=False).returncode, USAGE)
        self.assertEqual(subprocess.run([BIN / "samordnactl", "--help"], capture_output=True, check=False).returncode, DONE)

    def test_a_wrong_password_is_refused_and_changes_nothing(self):
        anna = self.companion("anna")
        wrong = self.folder / "wrong"
        wrong.write_text("inte det här\n", encoding="utf-8")
        answer = anna.run("login", "--server", self.backend.url, "--user", "anna", "--password-file", wrong)
        self.assertEqual(answer.returncode, REFUSED)
        self.assertTrue(answer.stderr.strip())
        self.assertEqual(anna.json("status")["user"], "anna")

    def test_the_status_says_who_how_fresh_and_how_long(self):
        anna = self.companion("anna")
        status = anna.json("status")
        self.assertEqual((status["user"], status["role"], status["server"]), ("anna", "coordinator", self.backend.url))
        self.assertTrue(status["complete"])
        self.assertTrue(status["rehearsal"])
        self.assertIsNotNone(status["last_synced"])
        self.assertEqual([(m["month"], m["closing_time"], m["closed"]) for m in status["months"]],
                         [("2026-10", "2026-11-04T23:59:59+01:00", False)])


class WithoutTheBackend(World):
    def test_work_goes_on_and_arrives_later_in_order_once(self):
        anna = self.companion("anna")
        before = self.backend.revisions("anna")
        ids = {shift["source_id"]: shift["id"] for shift in anna.json("shift.list", "--all")}
        self.backend.stop()
        self.assertEqual(anna.run("sync").returncode, NOT_REACHED)
        for words in (["shift.approve", "A1"], ["shift.revoke", "A1"], ["shift.approve", "A1", "A4"]):
            self.succeed(anna.run(*words))
        self.assertEqual(anna.run("shift.revoke", "A4", "--sync").returncode, NOT_REACHED)
        self.assertEqual(anna.json("status")["waiting"], 5)
        self.assertEqual(len(anna.json("shift.list", "--all")), 4)
        self.backend.start()
        summary = anna.json("sync")
        self.assertEqual((summary["accepted"], summary["waiting"]), (5, 0))
        self.assertEqual(anna.json("sync")["accepted"], 0)
        after = self.backend.revisions("anna")
        self.assertEqual(after[ids["A1"]] - before[ids["A1"]], 3)
        self.assertEqual(after[ids["A4"]] - before[ids["A4"]], 2)
        self.assertEqual((anna.states()["A1"], anna.states()["A4"]), ("approved", "to_review"))

    def test_two_who_approve_the_same_shift_end_with_the_same_truth(self):
        anna, bosse = self.companion("anna"), self.companion("bosse")
        self.succeed(anna.run("shift.approve", "A1"))
        self.succeed(bosse.run("shift.approve", "A1", "A4"))
        self.succeed(anna.run("sync"))
        self.assertEqual(bosse.json("sync")["conflicts"], 0)  # they agree
        self.succeed(anna.run("sync"))
        self.assertEqual(anna.states(), bosse.states())
        self.assertEqual(anna.states(), {"A1": "approved", "A2": "to_review", "A3": "to_review", "A4": "approved"})
        self.assertEqual(bosse.json("status")["waiting"], 0)

    def test_work_that_no_longer_fits_is_parked_and_not_silently_gone(self):
        anna, bosse = self.companion("anna"), self.companion("bosse")
        self.succeed(anna.run("shift.approve", "A1", "--sync"))
        self.succeed(bosse.run("sync"))
        self.succeed(bosse.run("shift.revoke", "A1"))
        self.succeed(anna.run("shift.revoke", "A1", "--sync"))
        self.succeed(anna.run("shift.approve", "A1", "--sync"))
        answer = bosse.run("sync", "--json")
        self.succeed(anna.run("sync"))
        self.assertEqual(anna.states(), bosse.states())
        if answer.returncode == CONFLICT:
            self.assertEqual([row["fate"] for row in bosse.json("outbox")], ["conflict"])
            self.assertEqual(anna.states()["A1"], "approved")
        else:  # made again on the newer revision, where it still makes sense
            self.assertEqual(answer.returncode, DONE)
            self.assertEqual(anna.states()["A1"], "to_review")

    def test_an_approval_made_in_time_that_arrives_after_the_closing_time_is_refused_and_kept_in_sight(self):
        anna = self.companion("anna")
        self.backend.stop()
        self.succeed(anna.run("shift.approve", "A1"))
        self.backend.clock = AFTER_CLOSING
        self.backend.start()
        self.assertEqual(anna.run("sync").returncode, REFUSED)
        self.assertEqual(anna.states()["A1"], "to_review")
        rows = anna.json("outbox")
        self.assertEqual([(row["fate"], row["late"], row["findings"][0]["check"]) for row in rows],
                         [("refused", True, "after-closing")])
        self.assertEqual(anna.json("status")["needs_attention"], 1)
        self.assertTrue(all(shift["closed"] for shift in anna.json("shift.list", "--all")))

    def test_another_user_does_not_get_the_profile_while_work_waits_in_it(self):
        anna = self.companion("anna")
        self.add_account("bosse")
        self.succeed(anna.run("shift.approve", "A1"))
        self.assertEqual(self.log_in(anna, "bosse").returncode, REFUSED)
        self.assertEqual(anna.json("status")["user"], "anna")
        self.succeed(anna.run("sync"))
        self.succeed(self.log_in(anna, "bosse"))
        self.assertEqual(anna.json("shift.list", "--all"), [])


class Secrecy(World):
    def test_no_file_that_the_companion_leaves_tells_a_clients_name_or_a_password(self):
        anna = self.companion("anna")
        for words in (["shift.approve", "A1"], ["visit.list", "--all"], ["shift.list", "--all", "--json"], ["sync"], ["outbox"]):
            self.succeed(anna.run(*words))
        killed = subprocess.Popen(anna.arguments("shift.list", "--all"), stdout=subprocess.DEVNULL, env=anna.environment)
        killed.kill()
        killed.wait()
        # What is the companion's own: everything but the backend's data, the package and the password.
        ours = [path for path in self.folder.rglob("*") if path.is_file()
                and path.relative_to(self.folder).parts[0] not in ("data", "package", "password")]  # fmt: skip
        self.assertTrue(ours)
        secrets = [*CLIENT_NAMES, "19391002", "Skolvägen", "ringde kontaktcenter", "korrekt häst"]
        for path in ours:
            content = path.read_bytes()
            for secret in secrets:
                for encoding in ("utf-8", "utf-16-le"):
                    self.assertNotIn(secret.encode(encoding), content, path.name)
        for path in [anna.profile, *(path for path in ours if anna.profile in path.parents)]:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path.name)


if __name__ == "__main__":
    unittest.main()
