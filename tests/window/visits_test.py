"""The page of visits: searching, filtering, filters and columns that are there the next time, and the way to the shift."""
import subprocess
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from window import Grid, WindowTest, count_of, plain, wait  # noqa: E402


class Visits(WindowTest):
    def to_visits(self, window):
        window.menu('Besök')
        grid = Grid(window, 'visit-grid')
        wait(lambda: grid.rows() > 0, 'the visits are shown')
        return grid

    def open_visits(self):
        window = self.open_signed_in()
        grid = self.to_visits(window)
        window.press('filter.all')
        wait(lambda: grid.rows() == self.chip(window, 'filter.all'), 'all visits are shown')
        return window, grid

    def texts(self, grid, header, rows=None):
        """Of a column: a month is read with the table found once."""
        table, column = grid.node, grid.headers().index(header)
        return [self.text(Atspi.Table.get_accessible_at(table, row, column)) for row in rows or range(Atspi.Table.get_n_rows(table))]

    def text(self, cell):
        return (cell.get_child_at_index(1) if cell.get_child_count() > 1 else cell).get_name() or ''

    def offered(self, window, name):
        menu = window.get(name).get_child_at_index(0)
        return [menu.get_child_at_index(row).get_name() for row in range(menu.get_child_count())]

    def choose(self, window, name, label):
        wait(lambda: label in self.offered(window, name), f'{label} can be chosen')
        Atspi.Selection.select_child(window.get(name), self.offered(window, name).index(label))

    def again(self, window):
        """The same profile, opened again."""
        profile = window.profile
        self.assertEqual(window.quit(), 0)
        opened = self.open(profile=profile)
        self.wait_until_synced(opened)
        return opened

    def test_the_month_is_shown_in_words_and_the_search_knows_swedish(self):
        window, grid = self.open_visits()
        everything = grid.rows()
        self.assertGreater(everything, 500)
        self.assertEqual(grid.headers()[:4], ['Status', 'Dag', 'Tid', 'Kund'])
        self.assertEqual(plain(window.says('status-rows')).replace(' ', ''), f'{everything}av{everything}besök')
        clients = self.texts(grid, 'Kund')
        swedish = next(name for name in clients if any(letter in name.lower() for letter in 'åäö'))
        window.write('search', swedish.upper())
        wait(lambda: grid.rows() == self.chip(window, 'filter.all') == clients.count(swedish), 'all of the client\'s visits, and no others')
        self.assertEqual(set(self.texts(grid, 'Kund')), {swedish})
        plain_letters = swedish.lower().translate(str.maketrans('åäö', 'aao'))
        window.write('search', plain_letters.split()[0] + ' xyzzy')
        window.get('empty-action')
        window.press('empty-action')
        wait(lambda: grid.rows() == everything, 'all visits are back')

    def test_notes_are_searched_and_the_chip_counts_them(self):
        window, grid = self.open_visits()
        window.press('filter.note')
        wait(lambda: grid.rows() == self.chip(window, 'filter.note') > 0, 'those with a note')
        notes = self.texts(grid, 'Anteckning')
        self.assertNotIn('', notes)
        word = max(notes[0].split(), key=len)
        window.write('search', word)
        wait(lambda: grid.rows() == self.chip(window, 'filter.note') < len(notes) or len(set(notes)) == 1, 'those whose note has the word')
        self.assertGreater(grid.rows(), 0)
        findings = wait(lambda: window.says('visit-findings'), 'what is said of the visit')
        self.assertIn(word, findings)

    def test_filters_hold_at_once_and_esc_takes_them_off(self):
        window, grid = self.open_visits()
        self.activate(window)
        everything = grid.rows()
        self.choose(window, 'filter.verified', 'Manuell vid början')
        wait(lambda: 0 < grid.rows() < everything, 'those by hand at the start')
        by_hand = grid.rows()
        self.assertNotIn('Lås', self.texts(grid, 'Kvittens'))
        day = grid.cell(0, grid.headers().index('Dag'))
        self.choose(window, 'filter.day', day)
        wait(lambda: 0 < grid.rows() < by_hand, 'those of the day')
        self.assertEqual(set(self.texts(grid, 'Dag')), {day})
        # What there is to choose from follows when she pauses.
        def flags():
            return self.offered(window, 'filter.check')[1:]
        wait(lambda: sum(map(count_of, flags())) <= 2 * grid.rows(), 'the day\'s flags')
        flag = next((label for label in flags() if count_of(label) > 0), None)
        if flag:
            self.choose(window, 'filter.check', flag)
            wait(lambda: grid.rows() == count_of(flag), 'as many as the flag says')
        self.key(window, 'Escape')
        wait(lambda: grid.rows() == everything, 'Esc shows all')

    def test_a_saved_filter_is_there_the_next_time_and_can_be_removed(self):
        window, grid = self.open_visits()
        self.activate(window)
        everything = grid.rows()
        client = grid.cell(0, grid.headers().index('Kund'))
        window.write('search', client)
        wait(lambda: grid.rows() < everything, 'the client\'s visits')
        found = grid.rows()
        window.press('filter.save')
        window.write('filter.name', 'Hos en kund, åäö')
        window.press('filter.keep')
        wait(lambda: 'Hos en kund, åäö' in self.offered(window, 'filter.saved'), 'it has a name')
        ini = (window.profile / 'window.ini').read_text(encoding='utf-8') if (window.profile / 'window.ini').exists() else ''
        self.assertNotIn(client.split()[0], ini)

        window = self.again(window)
        ini = (window.profile / 'window.ini').read_text(encoding='utf-8')
        for word in (*client.split(), 'åäö'):
            self.assertNotIn(word, ini)
        grid = self.to_visits(window)
        wait(lambda: grid.rows() == everything, 'a search is for the moment')
        self.choose(window, 'filter.saved', 'Hos en kund, åäö')
        wait(lambda: grid.rows() == found, 'what was saved is shown')
        self.assertEqual(window.says('search'), client)
        window.press('filter.remove')
        wait(lambda: 'Hos en kund, åäö' not in self.offered(window, 'filter.saved') if window.find('filter.saved') else False, 'it is gone')

    def test_the_order_of_the_columns_is_there_the_next_time(self):
        window, grid = self.open_visits()
        self.activate(window)
        before = grid.headers()
        self.assertNotIn('Pass', before)
        self.key(window, 'ctrl+shift+c')
        columns = Grid(window, 'column-list')
        wait(lambda: columns.rows() == 13, 'all columns can be chosen')
        self.key(window, 'Down', 'alt+Up')  # the day, before the state
        wait(lambda: grid.headers()[:2] == ['Dag', 'Status'], 'it has moved')
        self.key(window, 'End', 'space')  # the shift
        wait(lambda: 'Pass' in grid.headers(), 'it is shown')
        self.key(window, 'Escape')
        wait(lambda: window.find('column-list') is None, 'Esc closes')
        after = grid.headers()
        window = self.again(window)
        grid = self.to_visits(window)
        self.assertEqual(grid.headers(), after)
        window.press('columns')
        window.press('column-reset')
        wait(lambda: grid.headers() == before, 'as it was from the start')

    def test_clients_are_sorted_as_in_a_swedish_dictionary(self):
        window, grid = self.open_visits()
        self.activate(window)
        # The toolkit tells which header it was of the mouse alone.
        header = Atspi.Table.get_column_header(grid.node, grid.headers().index('Kund'))
        box = Atspi.Component.get_extents(header, Atspi.CoordType.SCREEN)
        subprocess.run(['xdotool', 'mousemove', str(box.x + box.width // 3), str(box.y + box.height // 2), 'click', '1'], check=True)
        alphabet = {letter: place for place, letter in enumerate('abcdefghijklmnopqrstuvwxyzåäö')}
        some = range(0, grid.rows(), 20)

        def in_order():
            places = [alphabet.get(name[0].lower(), -1) for name in self.texts(grid, 'Kund', some)]
            return places in (sorted(places), sorted(places, reverse=True)) and places[0] != places[-1]
        wait(in_order, 'the clients are in order, å ä ö last')

    def test_enter_goes_to_the_shift_of_the_visit(self):
        window = self.open_signed_in()
        self.activate(window)
        self.key(window, 'g', 'b')
        grid = Grid(window, 'visit-grid')
        wait(lambda: grid.rows() > 0, 'G B goes to the visits')
        self.key(window, '1')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action') > 0, 'those that need action')
        self.key(window, 'j')
        wait(lambda: grid.selected() == [1], 'J goes down')
        worker = grid.cell(1, grid.headers().index('Personal'))
        time = grid.cell(1, grid.headers().index('Tid'))
        self.key(window, 'Return')
        shifts = Grid(window, 'shift-grid')
        wait(lambda: window.find('visit-grid') is None and shifts.selected(), 'Enter goes to the shift')
        self.assertEqual(shifts.cell(shifts.selected()[0], 3), worker)
        visits = Grid(window, 'visit-list')
        wait(lambda: visits.selected() and visits.cell(visits.selected()[0], visits.headers().index('Tid')) == time, 'on that visit')

        self.key(window, 'g', 'b')
        wait(lambda: grid.rows() > 0, 'back at the visits')
        self.assertEqual(grid.selected(), [1])
        self.key(window, 'e')
        window.get('mend-note')


if __name__ == '__main__':
    unittest.main()
