"""The shifts that have one flag, alone: chosen beside the chips, with the mouse's way and with the keys."""
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from window import FLAGS, Grid, WindowTest, count_of, plain, wait  # noqa: E402

ALL = 'Alla flaggor'


class Flags(WindowTest):
    def offered(self, window):
        choice = window.get('filter.check')
        menu = choice.get_child_at_index(0)
        return [menu.get_child_at_index(row).get_name() for row in range(menu.get_child_count())]

    def choose(self, window, row):
        Atspi.Selection.select_child(window.get('filter.check'), row)

    def chosen(self, window):
        return Atspi.Selection.get_selected_child(window.get('filter.check'), 0).get_name()

    def test_each_flag_shows_as_many_shifts_as_it_says_the_most_frequent_first(self):
        window = self.open_signed_in()
        window.press('filter.all')
        grid = Grid(window, 'shift-grid')
        offered = wait(lambda: self.offered(window) if len(self.offered(window)) > 3 else None, 'there are flags to choose')
        self.assertEqual(offered[0], ALL)
        counts = [count_of(label) for label in offered[1:]]
        self.assertEqual(counts, sorted(counts, reverse=True))
        everything = self.chip(window, 'filter.all')
        for row in (1, len(counts)):
            with self.subTest(offered[row]):
                self.choose(window, row)
                wait(lambda row=row: grid.rows() == counts[row - 1] > 0, 'the shifts with the flag')
                name = offered[row].rsplit('  ', 1)[0]
                self.assertEqual([flags for flags in grid.column(FLAGS) if name not in flags], [])
                self.assertRegex(plain(window.says('status-rows')), rf'^{counts[row - 1]} av {everything} pass')
                self.assertFalse(window.get('filter.all').get_state_set().contains(Atspi.StateType.CHECKED))

    def test_the_chips_and_the_flag_go_together_and_all_is_all(self):
        window = self.open_signed_in()
        window.press('filter.all')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.all'), 'all shifts')
        everything = grid.rows()
        self.choose(window, 1)
        wait(lambda: grid.rows() < everything, 'the shifts with the flag')
        window.press('filter.manual')
        wait(lambda: grid.rows() == self.chip(window, 'filter.manual'), 'the chip counts what it shows')
        self.assertEqual(count_of(self.chosen(window)), grid.rows())
        self.assertEqual(self.chip(window, 'filter.all'), everything)
        window.press('filter.all')
        wait(lambda: grid.rows() == everything, 'all shifts are shown again')
        self.assertEqual(self.chosen(window), ALL)

    def test_the_keys_reach_the_flags_and_esc_leaves_them(self):
        window = self.open_signed_in()
        self.activate(window)
        grid = Grid(window, 'shift-grid')
        self.key(window, '6')
        wait(lambda: grid.rows() == self.chip(window, 'filter.all'), 'all shifts')
        everything = grid.rows()
        self.key(window, 'shift+f', 'Down')
        wait(lambda: self.chosen(window) != ALL, 'Shift+F goes to the choice, Down chooses the first flag')
        wait(lambda: grid.rows() == count_of(self.chosen(window)) < everything, 'the shifts with the flag')
        self.key(window, 'Escape')
        wait(lambda: grid.rows() == everything, 'Esc shows all flags again')
        self.assertEqual(self.chosen(window), ALL)


if __name__ == '__main__':
    unittest.main()
