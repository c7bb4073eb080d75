"""The same day with real keys: one hand on the letters. Typing in a field is never a command."""
import contextlib
import itertools
import subprocess
import unittest

from window import Atspi, CARE_WORKER, DAY, Grid, WindowTest, plain, wait


class Keys(WindowTest):
    def test_a_day_by_keyboard(self):
        # The keyboard that she has. On another one xdotool would have to move a key for a moment to type a §.
        subprocess.run(['setxkbmap', 'se'], check=True)
        window = self.open_signed_in()
        self.activate(window)
        grid = Grid(window, 'shift-grid')

        self.key(window, '2')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, '2 shows those that are ready')
        second = (grid.cell(1, DAY), grid.cell(1, CARE_WORKER))
        third = (grid.cell(2, DAY), grid.cell(2, CARE_WORKER))
        self.key(window, 'Home')
        self.key(window, 'a')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'A approves')
        self.assertEqual((grid.cell(0, DAY), grid.cell(0, CARE_WORKER)), second)
        self.key(window, 'a')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 2, 'A approves the next one')
        self.assertEqual((grid.cell(0, DAY), grid.cell(0, CARE_WORKER)), third)
        self.key(window, 'ctrl+z')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'Ctrl+Z undoes the last')
        self.key(window, 'ctrl+shift+z')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 2, 'Ctrl+Shift+Z does it again')

        self.key(window, 'ctrl+f')
        subprocess.run(['xdotool', 'type', '--delay', '20', 'aau 123 ?'], check=True)
        wait(lambda: window.says('search') == 'aau 123 ?', 'letters and digits are text in a field')
        wait(lambda: self.chip(window, 'filter.all') == 0, 'nothing is called that')
        self.key(window, 'Escape')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 2, 'Esc clears the search, and nothing was done by typing')

        self.key(window, 'space')
        wait(lambda: '1 markerat' in plain(window.says('status-rows')), 'Space marks')
        self.key(window, 'j', 'space')
        wait(lambda: '2 markerade' in plain(window.says('status-rows')), 'J goes down')
        self.key(window, 'a')
        wait(lambda: 'ångrar alltihop' in window.says('decision-text'), 'A of marked ones asks first')
        self.key(window, 'Escape')
        wait(lambda: window.find('decision-text') is None, 'Esc closes the question')
        self.key(window, 'Escape')
        wait(lambda: 'marker' not in window.says('status-rows'), 'Esc clears the marks')
        self.key(window, 'shift+a')
        wait(lambda: 'ångrar alltihop' in window.says('decision-text'), 'Shift+A asks about all clean ones')
        self.key(window, 'Return')
        wait(lambda: self.chip(window, 'filter.ready') == 0, 'Enter says yes')

        self.key(window, '1')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action') > 0, '1 shows what needs action')
        plain_findings = wait(lambda: window.says('shift-findings'), 'the findings')
        self.key(window, 'section')
        wait(lambda: len(window.says('shift-findings')) > len(plain_findings), 'the key of the paragraph shows the paragraph')
        self.key(window, 'g', 'c')
        wait(lambda: Grid(window, 'change-grid').rows() > 0, 'G C goes to the changes')
        self.key(window, 'g', 'a')
        wait(lambda: grid.rows() > 0, 'G A goes to the shifts')
        self.key(window, 'question')
        dialog = wait(window.dialog, '? shows all keys')
        wait(lambda: window.find('key-list', dialog), 'the list of keys')
        self.key(window, 'Escape')
        wait(lambda: window.dialog() is None, 'Esc closes it')

    def test_a_list_is_sorted_without_a_mouse(self):
        subprocess.run(['setxkbmap', 'se'], check=True)
        window = self.open_signed_in()
        self.activate(window)
        grid = Grid(window, 'shift-grid')
        self.key(window, '6')
        wait(lambda: grid.rows() == self.chip(window, 'filter.all') > 0, 'all shifts')

        def workers():
            """Of the first rows: who, each once where her rows stand together."""
            return [name for name, _ in itertools.groupby(grid.cell(row, CARE_WORKER) for row in range(25))]

        def selected():
            return next((node.get_name() for node in window.popups() if node.get_role() == Atspi.Role.MENU_ITEM and
                         node.get_state_set().contains(Atspi.StateType.SELECTED)), None)

        def choose_care_workers():
            self.key(window, 'o')
            wait(lambda: any(node.get_name().startswith('Personal') for node in window.popups()), 'O opens a menu')
            # The menu may not have the keys yet when it is seen.
            while not (selected() or '').startswith('Personal'):
                before = selected()
                self.key(window, 'Down')
                with contextlib.suppress(AssertionError):
                    wait(lambda before=before: selected() != before, 'Down goes to the next', patience=1)
            self.key(window, 'Return')

        self.assertGreater(len(workers()), len(set(workers())), 'by day a worker comes again and again')
        choose_care_workers()
        wait(lambda: window.says('status-done') == 'Sorterat efter Personal, stigande', 'it says how it is sorted')
        ascending = wait(lambda: len(workers()) == len(set(workers())) and workers(), 'each once')
        choose_care_workers()
        wait(lambda: window.says('status-done') == 'Sorterat efter Personal, fallande', 'the same again turns it round')
        descending = wait(lambda: not set(workers()) & set(ascending) and workers(), 'the other way round')
        self.assertEqual(len(descending), len(set(descending)))
        self.key(window, 'o')
        wait(lambda: any(window.popups()), 'the menu again')
        self.key(window, 'Escape')
        wait(lambda: not any(window.popups()), 'Esc closes it')
        self.assertEqual(workers(), descending, 'Esc leaves it as it is')

    def test_the_keys_are_not_lost_while_another_window_is_in_front(self):
        window = self.open_signed_in()
        grid = Grid(window, 'shift-grid')
        self.activate(window)
        window.write('search', 'xyzzy')
        Atspi.Component.grab_focus(window.get('empty-action'))
        other = self.open()
        self.activate(other)
        # What had the keys goes.
        window.press('empty-action')
        wait(lambda: grid.rows() == self.chip(window, 'filter.all') > 0, 'the list is back')
        self.activate(window)
        self.key(window, '2')
        wait(lambda: grid.rows() == self.chip(window, 'filter.ready'), 'a key does what it does')
        other.close()


if __name__ == '__main__':
    unittest.main()
