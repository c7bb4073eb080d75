"""kill -9 of companion and backend at any moment: no acknowledged change is lost, none is applied twice."""
import shutil
import subprocess
import time
import unittest

from killing import AFTER, KILLS, KILLS_OF_WINDOWS, SHIFTS, VERB, Killing
from world import BIN, Companion, run

HERE = KILLS - KILLS_OF_WINDOWS


class KillingFromOutside(Killing):
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
        self.open_account(self.anna)
        longest = 1.1 * max(self.time_of("shift.approve", "A1", "--sync"), self.time_of("shift.revoke", "A1", "--sync"))
        stored = dict.fromkeys(SHIFTS, 0) | {"A1": 2}  # changes that the profile has taken
        states = self.anna.states()
        hit = {"companion": 0, "backend": 0, "too late": 0}

        for _ in range(HERE):
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

        self.close_account(self.anna, states, lambda: stored)
        self.assertGreater(min(hit["companion"], hit["backend"]), HERE // 10, hit)

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
