"""The whole morning: from the first sync to nothing left, once by real keys alone and once by the accessibility tree alone."""
import unittest

from morning import Keys, Morning, Tree
from window import USER, Companion, Grid, WindowTest, wait


class WholeMorning(WindowTest):
    """Each morning has a unit of its own: what one pair of hands has approved is not there for the other."""

    def morning_of(self, hands):
        window = self.open('--server', self.backend.url, '--user', USER, '--password-file', self.backend.password_file, settings=None)
        self.wait_until_synced(window)
        morning = Morning(window, hands(window))
        self.assertGreater(morning.left(), 5)
        return morning

    def work(self, morning, most):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        before = companion.approved()
        morning.work_all(at_most=most)
        self.assertEqual(morning.mended, most)
        self.assertEqual(morning.unpaid, 0)
        morning.approve_clean()
        self.wait_until_sent(morning.window)
        approved = companion.approved() - before
        self.assertGreater(len(approved), most)
        notes = [row['note'] for row in companion.json('visit.list', '--all')]
        self.assertGreaterEqual(sum('gruppledare' in note for note in notes), most)

    def wait_until_sent(self, window):
        wait(lambda: window.says('status-sync').endswith('allt är skickat'), 'everything is sent')


class ByRealKeysAlone(WholeMorning):
    def test_from_the_first_sync_to_nothing_left_of_the_clean_ones(self):
        self.work(self.morning_of(Keys), 5)


class ByTheAccessibilityTreeAlone(WholeMorning):
    def test_from_the_first_sync_to_nothing_left_of_the_clean_ones(self):
        self.work(self.morning_of(Tree), 5)


class TheQueue(WholeMorning):
    def test_it_has_most_hours_first_and_what_is_skipped_comes_last(self):
        morning = self.morning_of(Tree)
        window = morning.window
        first = morning.grid.cell(0, 2), morning.grid.cell(0, 3), morning.grid.cell(0, 4)
        left = morning.left()
        window.menu('Hoppa över')
        wait(lambda: (morning.grid.cell(0, 2), morning.grid.cell(0, 3), morning.grid.cell(0, 4)) != first, 'another one is first')
        last = morning.grid.rows() - 1
        self.assertEqual((morning.grid.cell(last, 2), morning.grid.cell(last, 3), morning.grid.cell(last, 4)), first)
        self.assertEqual(morning.left(), left)
        self.assertEqual(Grid(window, 'shift-grid').selected(), [0])


if __name__ == '__main__':
    unittest.main()
