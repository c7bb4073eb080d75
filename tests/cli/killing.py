"""What the tests that kill have in common: moments from a seed (SAMORDNA_SEED), how many they are (SAMORDNA_KILLS, over all victims), and
the account of what was done: what the backend applied against what the profile took."""
import os
import random

from world import World

KILLS = int(os.environ.get("SAMORDNA_KILLS", "200"))
KILLS_OF_WINDOWS = KILLS * 15 // 100  # a window starts slowly; the rest is shared by backend and companion
SEED = int(os.environ.get("SAMORDNA_SEED", "20261001"))
VERB = {"to_review": "shift.approve", "approved": "shift.revoke"}
AFTER = {"shift.approve": "approved", "shift.revoke": "to_review"}
SHIFTS = ["A1", "A4"]  # those of the small package that the rules let through


class Killing(World):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)

    def open_account(self, companion):
        self.ids = {shift["source_id"]: shift["id"] for shift in companion.json("shift.list", "--all")}
        self.before = self.backend.revisions("anna")

    def close_account(self, companion, states, taken):
        """Sends what waits. `taken` tells what the profile took, shift -> how many changes; it is asked when all is sent."""
        self.succeed(companion.run("sync"))
        self.assertEqual(companion.json("status")["waiting"], 0)
        after = self.backend.revisions("anna")
        applied = {shift: after[self.ids[shift]] - self.before[self.ids[shift]] for shift in SHIFTS}
        self.assertEqual(applied, taken(), f"seed {SEED}: what the backend did against what the profile took")
        self.assertEqual(companion.states(), states)
        self.assertEqual(self.companion("bosse").states(), states)
