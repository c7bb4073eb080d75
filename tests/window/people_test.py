"""The pages of clients and of care workers: reached by key, searched, filtered, and one person's day that leads to its shift."""
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from names_test import WITHOUT_ID
from window import Grid, WindowTest, count_of, plain, wait

NUMBER, NAME = range(2)
CLIENT_SILENCE, CLIENT_VISITS = 8, 5
TIME, WHAT, WHO = range(3)
CLIENT_CHIPS = ('client-filter.needs_action', 'client-filter.silent', 'client-filter.manual', 'client-filter.all')


class People(WindowTest):
    def go(self, window, keys, grid):
        self.activate(window)
        self.key(window, *keys)
        found = Grid(window, grid)
        wait(lambda: found.rows() > 0, f'{grid} has rows')
        return found

    def nameless(self, window):
        out = []
        for node in window.nodes():
            if node.get_state_set().contains(Atspi.StateType.FOCUSABLE):
                has_id = node.get_accessible_id() or node.get_role() in WITHOUT_ID
                if not node.get_name() or not has_id:
                    out.append(f'{node.get_role_name()} {node.get_name()!r} [{node.get_accessible_id()}]')
        return out

    def test_g_k_shows_the_clients_in_swedish_order_and_the_chips_count_what_they_show(self):
        window = self.open_signed_in()
        grid = self.go(window, ('g', 'k'), 'client-grid')
        self.assertEqual(grid.headers()[:2], ['Nummer', 'Namn'])
        self.assertEqual(grid.rows(), 40)
        names = grid.column(NAME)
        alphabet = 'abcdefghijklmnopqrstuvwxyzåäö'
        first = [alphabet.index(name[0].lower().replace('é', 'e')) for name in names]
        self.assertEqual(first, sorted(first))
        for chip in CLIENT_CHIPS:
            with self.subTest(chip):
                # Who is silent is known a while after the rest.
                wait(lambda chip=chip: '  ' in plain(window.get(chip).get_name()), 'the chip counts')
                window.press(chip)
                expected = count_of(window.get(chip).get_name())
                wait(lambda expected=expected: grid.rows() == expected, 'the grid has as many rows as the chip says')
                if chip == 'client-filter.silent' and expected:
                    self.assertNotIn('', grid.column(CLIENT_SILENCE))
        self.assertEqual(self.nameless(window), [])

    def test_the_search_finds_by_name_and_number(self):
        window = self.open_signed_in()
        grid = self.go(window, ('g', 'k'), 'client-grid')
        number, name = grid.cell(3, NUMBER), grid.cell(3, NAME)
        window.write('client-search', number)
        wait(lambda: grid.rows() == 1, 'one client is found')
        self.assertEqual(grid.cell(0, NAME), name)
        window.write('client-search', 'xyzzy')
        window.press('empty-action')
        wait(lambda: grid.rows() == 40, 'all are back')

    def test_the_table_of_the_day_says_what_is_drawn_and_enter_goes_to_the_shift(self):
        window = self.open_signed_in()
        grid = self.go(window, ('g', 'k'), 'client-grid')
        rows = [row for row in range(grid.rows()) if int(grid.cell(row, CLIENT_VISITS)) > 0]
        grid.select(rows[0])
        day = Grid(window, 'day-table')
        wait(lambda: day.rows() > 0, 'the day has visits')
        drawn = plain(window.get('day-timeline').get_description()).split('; ')
        self.assertEqual(drawn, [plain(f'{day.cell(row, TIME)} {day.cell(row, WHAT)}') for row in range(day.rows())])
        row = next(row for row in range(day.rows()) if day.cell(row, WHO))
        start = day.cell(row, TIME)
        worker = day.cell(row, WHO)
        self.key(window, 'Return')
        wait(day.selected, 'the keys are in the day')
        day.select(row)
        self.key(window, 'Return')
        visits = Grid(window, 'visit-list')
        wait(lambda: visits.rows() > 0, 'the shift is shown')
        chosen = visits.selected()
        self.assertEqual(len(chosen), 1)
        self.assertEqual(visits.cell(chosen[0], 1), start)
        shifts = Grid(window, 'shift-grid')
        self.assertEqual(shifts.cell(shifts.selected()[0], 3), worker)

    def test_the_month_of_a_client_says_what_was_ordered_and_how_much_of_the_caps_is_used(self):
        window = self.open_signed_in()
        grid = self.go(window, ('g', 'k'), 'client-grid')
        grid.select(0)
        wait(lambda: Atspi.Selection.select_child(window.get('client-parts'), 1), 'the tab is chosen')
        services = Grid(window, 'client-services')
        wait(lambda: services.rows() > 0, 'there are services')
        self.assertEqual(services.headers()[3:6], ['Beställt', 'Utfört', 'Skillnad'])
        measures = Grid(window, 'client-measures')
        said = [plain(text) for text in measures.column(0)]
        self.assertEqual(said[0], 'Manuellt, av besöken')
        self.assertIn('gränsen är 10 %', plain(measures.cell(0, 1)))
        self.assertIn('Fönsterputs, i år', said)
        self.assertEqual(self.nameless(window), [])

    def test_g_p_shows_the_care_workers_and_enter_on_a_shift_goes_to_it(self):
        window = self.open_signed_in()
        grid = self.go(window, ('g', 'p'), 'worker-grid')
        self.assertEqual(grid.rows(), count_of(window.get('worker-filter.all').get_name()))
        self.assertGreaterEqual(grid.rows(), 8)
        grid.select(0)
        name = grid.cell(0, NAME)
        day = Grid(window, 'day-table')
        wait(lambda: day.rows() > 1, 'the day has visits')
        self.assertTrue(any(plain(text).startswith('Mellan besök') for text in day.column(WHAT)))
        self.assertEqual(self.nameless(window), [])
        wait(lambda: Atspi.Selection.select_child(window.get('worker-parts'), 1), 'the tab is chosen')
        shifts = Grid(window, 'worker-shifts')
        wait(lambda: shifts.rows() == int(grid.cell(0, 2)), 'as many shifts as the row says')
        number = shifts.cell(0, 5)
        Atspi.Component.grab_focus(shifts.node)
        shifts.select(0)
        self.key(window, 'Return')
        all_shifts = Grid(window, 'shift-grid')
        wait(lambda: all_shifts.rows() > 0 and all_shifts.selected(), 'the shifts are shown')
        self.assertEqual(all_shifts.cell(all_shifts.selected()[0], 3), name)
        self.assertTrue(number)


if __name__ == '__main__':
    unittest.main()
