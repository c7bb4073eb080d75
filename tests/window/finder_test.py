"""Ctrl+K by real keys: people, shifts, pages and commands from one field. Typing in it is never a command."""
import subprocess
import unittest

from window import CARE_WORKER, DAY, Atspi, Grid, WindowTest, wait


class Finder(WindowTest):
    def open_finder(self, window):
        wait(lambda: window.dialog() is None, 'the former one is gone')
        self.key(window, 'ctrl+k')
        dialog = wait(window.dialog, 'Ctrl+K opens the field')
        wait(lambda: window.find('finder-field', dialog), 'the field')
        self.list = wait(lambda: window.find('finder-list', dialog), 'the list')
        self.field = window.find('finder-field', dialog)
        wait(lambda: self.field.get_state_set().contains(Atspi.StateType.FOCUSED), 'the keys go to the field')

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '5', text], check=True)
        # What its first letters find may be the same, and goes when the next one comes.
        wait(lambda: Atspi.Text.get_text(self.field, 0, -1) == text, 'all of it is written')

    def rows(self):
        return Atspi.Table.get_n_rows(self.list)  # of the one that is open

    def cell(self, row, column):
        cell = Atspi.Table.get_accessible_at(self.list, row, column)
        return (cell.get_child_at_index(1) if cell.get_child_count() > 1 else cell).get_name() or ''

    def told(self):
        """What a screen reader hears of the row, while the field keeps the focus."""
        return self.field.get_description() or ''

    def wait_first(self, title, what):
        wait(lambda: self.rows() > 0 and self.cell(0, 0) == title and self.told().startswith(title), what)

    def test_a_lock_and_a_phone_are_found_by_their_number_and_chosen_on_their_page(self):
        window = self.open_signed_in()
        self.activate(window)
        numbers = {}
        for key, kind in (('l', 'lock'), ('t', 'phone')):
            self.key(window, 'g', key)
            window.get(f'{kind}-search')
            window.press(f'{kind}-filter.all')
            grid = Grid(window, f'{kind}-grid')
            wait(lambda: grid.rows() > 1, 'there are some')
            numbers[kind] = grid.cell(grid.rows() - 1, 1)
        for kind, number in numbers.items():
            self.open_finder(window)
            self.type(number)
            wait(lambda: self.rows() > 0 and number in self.told(), 'it is found')
            self.key(window, 'Return')
            grid = Grid(window, f'{kind}-grid')
            wait(lambda: window.find(f'{kind}-search') is not None and grid.selected() and
                 grid.cell(grid.selected()[0], 1) == number, 'it is chosen on its page')

    def test_anything_is_found_and_done_by_keyboard(self):
        subprocess.run(['setxkbmap', 'se'], check=True)
        window = self.open_signed_in()
        self.activate(window)
        grid = Grid(window, 'shift-grid')
        self.key(window, '2')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, 'those that are ready')
        self.key(window, 'Home')

        # A command, with its key shown; what cannot be done now says so and is not done.
        self.open_finder(window)
        self.type('godkänn')
        self.wait_first('Godkänn', 'the command is first')
        self.assertEqual(self.cell(0, 2), 'A')
        self.key(window, 'Return')
        wait(lambda: window.dialog() is None, 'Enter closes it')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'and does it')
        self.open_finder(window)
        self.type('spara matrisen')
        self.wait_first('Spara matrisen', 'a command of another page')
        self.assertTrue(self.cell(0, 1).startswith('Kan inte göras nu'))
        self.key(window, 'Return')
        self.key(window, 'Escape')
        wait(lambda: window.dialog() is None, 'Esc closes it')

        # Letters are text: nothing was approved, marked or left.
        self.open_finder(window)
        self.type('a u j 1 aauu')
        wait(lambda: 'Inget hittades' in self.told(), 'nothing is called that')
        self.key(window, 'Escape')
        wait(lambda: window.dialog() is None, 'Esc closes it')
        self.assertEqual(self.chip(window, 'filter.ready'), ready - 1)

        # A shift by care worker and day, from wherever it is hidden.
        last = grid.rows() - 1
        name, day = grid.cell(last, CARE_WORKER), grid.cell(last, DAY)
        self.key(window, '5')
        wait(lambda: grid.rows() == 1, 'only the approved one')
        self.open_finder(window)
        self.type(f'{name} {day}')
        self.wait_first(f'{name} · {day}', 'the shift')
        self.key(window, 'Return')
        wait(lambda: any((grid.cell(row, CARE_WORKER), grid.cell(row, DAY)) == (name, day) for row in grid.selected()),
             'she stands on it')

        # A page, by arrows.
        self.open_finder(window)
        self.type('ändring')
        self.wait_first('Ändringar', 'the page is first')
        wait(lambda: self.rows() > 1, 'others speak of changes too')
        self.key(window, 'Down')
        wait(lambda: self.told().startswith(self.cell(1, 0)), 'the arrows move while the field keeps the focus')
        self.key(window, 'Up')
        wait(lambda: self.told().startswith('Ändringar'), 'and back')
        self.key(window, 'Return')
        wait(lambda: Grid(window, 'change-grid').rows() > 0, 'the page')

        # A care worker.
        self.open_finder(window)
        self.type(name)
        self.wait_first(name, 'the care worker stands before her shifts')
        self.assertTrue(self.cell(0, 1).startswith('Personal '))
        self.key(window, 'Return')
        wait(lambda: window.dialog() is None, 'Enter closes it')
        workers = Grid(window, 'worker-grid')
        wait(lambda: workers.rows() > 0 and [workers.cell(row, 1) for row in workers.selected()] == [name], 'what there is of her')


if __name__ == '__main__':
    unittest.main()
