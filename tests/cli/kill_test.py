"""kill -9 at any moment: no acknowledged change is lost, none is applied twice. The moments come from a seed (SAMORDNA_SEED); how many
there are from SAMORDNA_KILLS."""
import os
import random
import shutil
import subprocess
import time
import unittest

from world import BIN, Companion, World, run

KILLS = int(os.environ.get("SAMORDNA_KILLS", "200"))
SEED = int(os.environ.get("SAMORDNA_SEED", "20261001"))
VERB = {"to_review": "shift.approve", "approved": "shift.revoke"}
AFTER = {"shift.approve": "approved", "shift.revoke": "to_review"}
SHIFTS = ["A1", "A4"]


class Killing(World):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)

    def start(self, command, *arguments):
        return subprocess.Popen(self.anna.arguments(command, *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                env=self.anna.environment)

    def time_of(self, *words):
        began = time.monotonic()
        self.succeed(self.anna.run(*words))
        return time.monotonic() - began

    def let_run(self, process, longest):
        """For a random while, or until it ends; gives its exit code, or None."""
        try:
            return process.wait(self.random.uniform(0, longest))
        except subprocess.TimeoutExpired:
            return None

    def test_no_acknowledged_change_is_lost_and_none_is_applied_twice(self):
        self.anna = self.companion("anna")
        ids = {shift["source_id"]: shift["id"] for shift in self.anna.json("shift.list", "--all")}
        before = self.backend.revisions("anna")
        longest = 1.1 * max(self.time_of("shift.approve", "A1", "--sync"), self.time_of("shift.revoke", "A1", "--sync"))
        stored = dict.fromkeys(SHIFTS, 0) | {"A1": 2}  # changes that the profile has taken
        states = self.anna.states()
        hit = {"companion": 0, "backend": 0, "too late": 0}

        for _ in range(KILLS):
            shift = self.random.choice(SHIFTS)
            verb = VERB[states[shift]]
            victim = self.random.choice(["companion", "backend"])
            process = self.start(verb, shift, "--sync")
            code = self.let_run(process, longest)
            hit["too late" if code is not None else victim] += 1
            if victim == "companion":
                process.kill()
                process.wait()
                self.assertIn(code, (None, 0))
            else:
                self.backend.kill()
                code = process.wait(60)
                self.assertIn(code, (0, 3), "without its backend the companion has done its part, or says that it is not reached")
                self.backend.start()
            now = self.anna.states()
            taken = now[shift] == AFTER[verb]
            if code in (0, 3):
                self.assertTrue(taken, f"{verb} was acknowledged and is gone")
            stored[shift] += taken
            others = [other for other in SHIFTS if other != shift]
            self.assertEqual([now[other] for other in others], [states[other] for other in others])
            states = now

        self.succeed(self.anna.run("sync"))
        self.assertEqual(self.anna.json("status")["waiting"], 0)
        after = self.backend.revisions("anna")
        applied = {shift: after[ids[shift]] - before[ids[shift]] for shift in SHIFTS}
        self.assertEqual(applied, stored, f"seed {SEED}: what the backend did against what the profile took")
        self.assertEqual(self.anna.states(), states)
        self.assertEqual(self.companion("bosse").states(), states)
        self.assertGreater(min(hit["companion"], hit["backend"]), KILLS // 10, hit)

    def test_a_first_sync_that_was_killed_can_be_made_again(self):
        self.anna = self.companion("anna")
        whole = self.anna.json("visit.list", "--all")
        profile = self.folder / "profile-new"
        self.anna = Companion(profile)
        for _ in range(max(2, KILLS // 20)):
            shutil.rmtree(profile, ignore_errors=True)
            for words in (["login", "--server", self.backend.url, "--user", "anna", "--password-file", self.password], ["sync"]):
                process = self.start(*words)
                self.let_run(process, 0.5)
                process.kill()
                process.wait()
                self.succeed(self.anna.run(*words))
            self.assertEqual(self.anna.json("visit.list", "--all"), whole)

    def test_an_import_that_was_killed_can_be_made_again(self):
        self.anna = self.companion("anna")
        whole = [visit["source_id"] for visit in self.anna.json("visit.list", "--all")]
        self.backend.stop()
        self.backend.url = None
        for number in range(max(2, KILLS // 20)):
            data = self.folder / f"data-{number}"
            process = subprocess.Popen([BIN / "samordnad", "import", "--data", data, self.package], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.let_run(process, 0.2)
            process.kill()
            process.wait()
            self.succeed(run("samordnad", "import", "--data", data, self.package))
        self.data, self.backend.data = data, data
        again = self.companion("cecilia")
        self.assertEqual([visit["source_id"] for visit in again.json("visit.list", "--all")], whole)


if __name__ == "__main__":
    unittest.main()
