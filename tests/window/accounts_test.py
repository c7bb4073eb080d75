"""Care workers' accounts and the orders of administrators': by keys, and what the backend has of it afterwards."""
import json
import re
import unittest

from window import Companion, Grid, WindowTest, count_of, plain, wait

STATUS, NAME, NUMBER = range(3)


class Accounts(WindowTest):
    def open_as(self, user, role):
        self.backend.add_account(user, role)
        window = self.open('--server', self.backend.url, '--user', user, '--password-file', self.backend.password_file)
        self.wait_until_synced(window)
        return window

    def go(self, window, key='i', kind='account'):
        self.activate(window)
        self.key(window, 'g', key)
        window.get(f'{kind}-search')
        window.press(f'{kind}-filter.all')
        grid = Grid(window, f'{kind}-grid')
        wait(lambda: count_of(window.get(f'{kind}-filter.all').get_name()) == grid.rows(), 'the grid has as many rows as the chip says')
        return grid

    def other(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        return companion

    def listed(self, companion, what):
        companion.demand('sync')
        done = companion.run(what, '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def account(self, companion, number):
        return next((one for one in self.listed(companion, 'care_worker.list') if one['number'] == number), None)

    def row(self, grid, number):
        return grid.column(NUMBER).index(number)

    def test_an_account_is_put_up_and_its_code_is_shown_once(self):
        window = self.open_signed_in()
        grid = self.go(window)
        many = grid.rows()
        self.key(window, 'ctrl+n')
        for field, text in (('number', 'P900'), ('first_name', 'Nils'), ('last_name', 'Nyman')):
            window.write(f'question-{field}', text)
        self.key(window, 'ctrl+Return')
        wait(lambda: grid.rows() == many + 1, 'one more')
        self.assertEqual(grid.cell(self.row(grid, 'P900'), STATUS), 'Aldrig inloggad')
        self.assertEqual(grid.selected(), [self.row(grid, 'P900')])
        self.key(window, 'c')
        window.get('decision-text')
        title = wait(lambda: next((node.get_name() for node in window.nodes() if 'Engångskod för' in (node.get_name() or '')), None),
                     'the code')
        code = re.search(r'[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}', title)
        self.assertIsNotNone(code, title)
        self.key(window, 'Escape')
        wait(lambda: window.find('decision-text') is None, 'Esc closes it')
        self.assertFalse(any(code.group(0) in (node.get_name() or '') for node in window.nodes()))
        companion = self.other()
        wait(lambda: (self.account(companion, 'P900') or {}).get('code_until'), 'the backend knows that a code has been handed over')

    def test_a_number_that_is_taken_is_said_and_nothing_typed_is_lost(self):
        window = self.open_signed_in()
        grid = self.go(window)
        taken = grid.cell(0, NUMBER)
        self.key(window, 'ctrl+n')
        window.write('question-number', taken)
        window.write('question-last_name', 'Nyman')
        self.key(window, 'ctrl+Return')
        wait(lambda: 'numret' in plain(window.says('status-done')).lower(), 'it is said')
        self.assertEqual(window.says('question-last_name'), 'Nyman')

    def test_one_question_ends_the_account_of_a_leaver_and_takes_her_phone_back(self):
        companion = self.other()
        phones = [one for one in self.listed(companion, 'phone.list') if one['active']]
        window = self.open_signed_in()
        grid = self.go(window)
        row = next(row for row in range(grid.rows()) if grid.cell(row, STATUS) in ('I bruk', 'Aldrig inloggad'))
        number = grid.cell(row, NUMBER)
        companion.demand('phone.edit', phones[0]['source_id'], '--holder', number, '--sync')
        self.key(window, 'F5')
        grid.select(self.row(grid, number))
        wait(lambda: phones[0]['label'] in window.says('account-details'), 'her phone is told')
        self.key(window, 'x')
        window.get('question-reason')
        wait(lambda: any((node.get_accessible_id() or '').startswith('question-phone-') for node in window.nodes()), 'her phone is asked about')
        self.key(window, 'Return')
        wait(lambda: grid.cell(self.row(grid, number), STATUS) == 'Inaktiverat', 'she is out')
        wait(lambda: not self.account(companion, number)['active'], 'the backend knows')
        phone = next(one for one in self.listed(companion, 'phone.list') if one['id'] == phones[0]['id'])
        self.assertTrue(phone['active'])
        self.assertIsNone(phone['holder_id'])

    def test_a_manager_orders_an_administrators_account_and_says_how_far_it_has_come(self):
        window = self.open_as('mona', 'manager')
        grid = self.go(window, 'd', 'account-order')
        self.key(window, 'ctrl+n')
        window.write('question-person', 'Eva Ek')
        self.key(window, 'ctrl+Return')
        wait(lambda: grid.rows() == 1 and grid.cell(0, STATUS) == 'Att beställa', 'it is to be ordered')
        self.key(window, 'e')
        window.get('question-state')
        self.key(window, 'Down', 'ctrl+Return')
        wait(lambda: grid.cell(0, STATUS) == 'Beställt', 'it has been ordered')
        companion = self.other()
        wait(lambda: [one['state'] for one in self.listed(companion, 'account_order.list')] == ['ordered'], 'the backend knows')


if __name__ == '__main__':
    unittest.main()
