"""kill -9 of the window at any moment of its start and of the work in it, then again on the same profile: nothing that the window has
shown as done is lost, and nothing is applied twice."""
import signal
import subprocess
import threading
import time
import unittest

from window import STATE, Grid, Windows, plain
from world import Companion
from killing import AFTER, KILLS_OF_WINDOWS, SEED, SHIFTS, VERB, Killing  # noqa: E402 - beside world

ROW = {'A1': 0, 'A4': 3}  # in the grid, which is sorted by day
BUTTON = {'shift.approve': 'shift-approve', 'shift.revoke': 'shift-revoke'}
SHOWN = {'Godkänt': 'approved', 'Att godkänna': 'to_review'}


class KillingTheWindow(Windows, Killing):
    def start(self, *arguments, when_started=lambda process: None):
        window = self.open(*arguments, profile=self.profile, when_started=when_started)
        self.grid = Grid(window, 'shift-grid')
        window.wait(lambda: self.grid.rows() == len(self.states), 'the shifts are shown')
        return window

    def shown(self, shift):
        return SHOWN.get(plain(self.grid.cell(ROW[shift], STATE)).split(',')[0])

    def do(self, window, shift, state, how):
        """Acknowledged is what the grid shows."""
        self.on_its_way = (shift, state)
        how()
        window.wait(lambda: self.shown(shift) == state, f'{shift} is shown as {state}')
        self.on_its_way = None
        self.states[shift] = state

    def work(self, window, strokes):
        can_undo = []
        for _ in range(strokes):
            if can_undo and self.random.random() < 0.3:
                self.do(window, *can_undo.pop(), lambda: window.menu('Ångra'))
                continue
            shift = self.random.choice(SHIFTS)
            former, verb = self.states[shift], VERB[self.states[shift]]

            def press(shift=shift, verb=verb):
                self.grid.select(ROW[shift])
                window.press(BUTTON[verb])
            self.do(window, shift, AFTER[verb], press)
            can_undo.append((shift, former))

    def kill_after(self, seconds):
        def when_started(process):
            self.victim = process
            timer = threading.Timer(seconds, process.kill)
            self.addCleanup(timer.cancel)
            timer.start()
        return when_started

    def until_killed(self, strokes_take, start_takes, while_starting):
        """True if it had started. A window that dies answers in many ways; what counts is that it was killed."""
        started = False
        try:
            if while_starting:
                window = self.start(when_started=self.kill_after(self.random.uniform(0.05, 0.8) * start_takes))
            else:
                window = self.start()
                self.kill_after(self.random.uniform(0, strokes_take))(window.process)
            started = True
            self.work(window, 1000)
        except Exception:
            try:
                if self.victim.wait(2) == -signal.SIGKILL:
                    return started
            except subprocess.TimeoutExpired:
                pass
            raise
        self.fail('the window outlived its kill')

    def test_nothing_that_was_shown_as_done_is_lost_and_nothing_is_applied_twice(self):
        self.states = self.companion('anna').states()
        self.on_its_way = None
        self.profile = self.folder / 'profile-window'
        anna = Companion(self.profile, key=())
        began = time.monotonic()
        window = self.start('--server', self.backend.url, '--user', 'anna', '--password-file', self.password)
        self.open_account(anna)
        started = time.monotonic()
        self.work(window, 5)
        strokes_take = time.monotonic() - started
        window.process.kill()
        window.process.wait()

        died_starting = 0
        for n in range(KILLS_OF_WINDOWS):
            died_starting += not self.until_killed(strokes_take, started - began, while_starting=n % 3 == 0)
            now = anna.states()
            if self.on_its_way and now[self.on_its_way[0]] == self.on_its_way[1]:
                self.states[self.on_its_way[0]] = self.on_its_way[1]
            self.on_its_way = None
            self.assertEqual(now, self.states, f'seed {SEED}: what was shown as done, against what the profile has')
        self.assertGreater(died_starting, 0)

        def taken():
            rows = anna.json('outbox', '--all')
            self.assertEqual({row['fate'] for row in rows}, {'accepted'})
            return {shift: sum(row['source_id'] == shift for row in rows) for shift in SHIFTS}
        self.close_account(anna, self.states, taken)


if __name__ == '__main__':
    unittest.main()
