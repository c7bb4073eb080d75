"""A coordinator's day in the window, on a real backend, through the accessibility tree: what she sees, and what the backend has after."""
import unittest

from window import CARE_WORKER, DAY, FLAGS, STATE, USER, PASSWORD, Companion, Grid, WindowTest, plain, wait


class Shifts(WindowTest):
    def test_she_signs_in_and_a_wrong_password_is_answered_with_a_sentence(self):
        window = self.open()
        window.write('sign-in-server', self.backend.url)
        window.write('sign-in-user', USER)
        window.write('sign-in-password', 'not this one')
        window.press('sign-in')
        wait(lambda: any(node.get_name() == 'Användarnamnet eller lösenordet stämmer inte.' for node in window.nodes()),
             'it is said that the password is wrong')
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        self.wait_until_synced(window)
        self.assertIsNone(window.find('sign-in-password'))

    def test_the_grid_shows_the_month_in_words(self):
        window = self.open_signed_in()
        window.press('filter.all')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.all'), 'all shifts are shown')
        self.assertEqual(grid.headers()[1:4], ['Status', 'Dag', 'Personal'])
        self.assertRegex(plain(grid.cell(0, DAY)), r'^(mån|tis|ons|tor|fre|lör|sön) \d+ okt$')
        self.assertNotEqual(grid.cell(grid.rows() - 1, CARE_WORKER), '')
        self.assertRegex(plain(window.says('status-rows')), rf'^{grid.rows()} av {grid.rows()} pass')
        self.assertRegex(plain(window.says('status-closing')), r'^Spärrdatum ons 4 nov 23:59 · \d d \d+ h kvar$')
        self.assertIn('Övning', window.says('status-rehearsal'))

    def test_the_chips_count_what_they_show(self):
        window = self.open_signed_in()
        grid = Grid(window, 'shift-grid')
        for chip, state in (('filter.needs_action', 'Att åtgärda'), ('filter.ready', 'Att godkänna')):
            with self.subTest(chip):
                window.press(chip)
                wait(lambda chip=chip: grid.rows() == self.chip(window, chip), 'the grid has as many rows as the chip says')
                self.assertEqual(set(grid.column(STATE)), {state})
        window.press('filter.needs_action')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action'), 'those that need action')
        self.assertNotIn('', grid.column(FLAGS))

    def test_the_search_leaves_what_it_finds_and_says_when_it_finds_nothing(self):
        window = self.open_signed_in()
        window.press('filter.all')
        grid = Grid(window, 'shift-grid')
        all_rows = self.chip(window, 'filter.all')
        name = grid.cell(0, CARE_WORKER)
        window.write('search', name)
        wait(lambda: grid.rows() == self.chip(window, 'filter.all') < all_rows, 'fewer shifts are shown')
        self.assertEqual(set(grid.column(CARE_WORKER)), {name})
        window.write('search', 'xyzzy')
        window.get('empty-action')
        window.press('empty-action')
        wait(lambda: grid.rows() == all_rows, 'all shifts are back')

    def test_approving_one_reaches_the_backend_and_the_next_row_is_selected(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        before = companion.approved()
        window = self.open_signed_in()
        window.press('filter.ready')
        grid = Grid(window, 'shift-grid')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, 'those that are ready')
        second = (grid.cell(1, DAY), grid.cell(1, CARE_WORKER))
        grid.select(0)
        window.press('shift-approve')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'one less is ready')
        self.assertEqual((grid.cell(0, DAY), grid.cell(0, CARE_WORKER)), second)
        self.assertEqual(grid.selected(), [0])
        self.assertEqual(window.says('status-done'), '1 pass godkänt')
        self.wait_until_synced(window)
        self.assertEqual(len(companion.approved() - before), 1)

    def test_all_clean_ones_are_approved_after_a_summary_and_undone_in_one_stroke(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        before = companion.approved()
        window = self.open_signed_in()
        ready = self.chip(window, 'filter.ready')
        window.menu('Godkänn alla klara')
        summary = plain(wait(lambda: window.says('decision-text'), 'the summary'))
        self.assertRegex(summary, r'\d+ besök · .* utfört · oktober 2026')
        self.assertIn('Ctrl+Z ångrar alltihop.', summary)
        self.assertIn('Lämnas utanför', summary)
        self.assertEqual(self.chip(window, 'filter.ready'), ready, 'nothing is done before she says so')
        window.press('decision-confirm')
        wait(lambda: self.chip(window, 'filter.ready') == 0, 'none is left')
        self.wait_until_synced(window)
        self.assertEqual(len(companion.approved() - before), ready)

        window.menu('Ångra')
        wait(lambda: self.chip(window, 'filter.ready') == ready, 'all are back')
        self.wait_until_synced(window)
        self.assertEqual(companion.approved(), before)

    def test_a_shift_that_the_rules_stop_is_approved_only_with_the_unpaid_visits_named(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        before = companion.approved()
        window = self.open_signed_in()
        window.press('filter.needs_action')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action'), 'those that need action')
        count = grid.rows()
        grid.select(0)
        wait(lambda: window.says('shift-findings'), 'the findings')
        window.press('shift-approve')
        wait(lambda: 'obetal' in window.says('decision-text'), 'what goes unpaid is said')
        window.press('decision-cancel')
        wait(lambda: window.find('decision-cancel') is None, 'the question is gone')
        self.assertEqual(self.chip(window, 'filter.needs_action'), count)
        window.press('shift-approve')
        window.press('decision-confirm')
        wait(lambda: self.chip(window, 'filter.needs_action') == count - 1, 'it is approved')
        self.wait_until_synced(window)
        self.assertEqual(len(companion.approved() - before), 1)

    def test_an_approval_is_revoked(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        window = self.open_signed_in()
        window.press('filter.ready')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.ready') > 0, 'those that are ready')
        grid.select(0)
        window.press('shift-approve')
        self.wait_until_synced(window)
        window.press('filter.approved')
        wait(lambda: grid.rows() == self.chip(window, 'filter.approved') > 0, 'those that are approved')
        before = companion.approved()
        count = grid.rows()
        grid.select(0)
        window.press('shift-revoke')
        wait(lambda: self.chip(window, 'filter.approved') == count - 1, 'one less is approved')
        self.wait_until_synced(window)
        self.assertEqual(len(before - companion.approved()), 1)

    def test_what_she_does_without_the_backend_waits_is_told_of_and_arrives(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        before = companion.approved()
        window = self.open_signed_in()
        window.press('filter.ready')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.ready') > 0, 'those that are ready')
        self.backend.stop()
        try:
            grid.select(0)
            window.press('shift-approve')
            wait(lambda: '1 ändring väntar' in plain(window.says('status-sync')), 'the change waits')
            window.menu('Ändringar')
            changes = Grid(window, 'change-grid')
            wait(lambda: changes.rows() > 0, 'the change stands on the page of changes')
            self.assertIn(changes.cell(0, 0), ('Väntar', 'Skickas'))
        finally:
            self.backend.start()
        window.menu('Synka nu')
        wait(lambda: plain(window.says('status-sync')).endswith('allt är skickat'), 'it is sent')
        self.assertEqual(len(companion.approved() - before), 1)

    def test_the_language_is_switched_at_once_and_remembered(self):
        window = self.open_signed_in()
        window.menu('English')
        wait(lambda: Grid(window, 'shift-grid').headers()[1:4] == ['Status', 'Day', 'Care worker'], 'the grid speaks English')
        self.assertIn('everything is sent', window.says('status-sync'))
        window.menu('Svenska')
        wait(lambda: Grid(window, 'shift-grid').headers()[1:4] == ['Status', 'Dag', 'Personal'], 'the grid speaks Swedish')


if __name__ == '__main__':
    unittest.main()
