"""The activity log in the window: read by those who may, sampled, signed and saved; never waited for."""
import unittest

from window import Grid, WindowTest, plain, wait

WHEN, USER, ROLE, WHAT, CLIENT = range(5)


class Log(WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.add_account('chef', 'manager')

    def open_as_manager(self):
        window = self.open('--server', self.backend.url, '--user', 'chef', '--password-file', self.backend.password_file)
        self.wait_until_synced(window)
        return window

    def go(self, window):
        self.activate(window)
        self.key(window, 'g', 'g')
        window.get('log-user')
        return Grid(window, 'log-grid')

    def rows_when(self, grid, holds, what):
        return wait(lambda: grid.rows() > 0 and holds() and grid.rows(), what)

    def test_a_manager_reads_who_did_what_and_narrows_it_down(self):
        window = self.open_as_manager()
        grid = self.go(window)
        self.rows_when(grid, lambda: 'Loggade in' in grid.column(WHAT), 'the sign-in is in the log')
        self.assertIn('chef', grid.column(USER))
        window.write('log-user', 'chef')
        self.key(window, 'ctrl+r')
        wait(lambda: set(grid.column(USER)) == {'chef'}, 'only what she did herself')
        window.write('log-client', '99999')
        self.key(window, 'ctrl+r')
        wait(lambda: 'Ingen kund med det numret' in plain(window.says('status-done')), 'what cannot be asked for is said')

    def test_a_sample_is_drawn_read_and_signed_and_the_check_stands_in_the_log(self):
        window = self.open_as_manager()
        grid = self.go(window)
        self.rows_when(grid, lambda: True, 'the log')
        self.key(window, 's')
        wait(lambda: 'urval' in plain(window.says('log-state')), 'a sample')
        many = grid.rows()
        self.assertLessEqual(many, 20)
        self.key(window, 'e')
        window.get('question-note')
        self.key(window, 'ctrl+Return')
        wait(lambda: 'Skriv vad du fann' in plain(window.says('status-done')), 'nothing is signed without a word')
        window.write('question-note', 'Alla läsningar hör till arbetet')
        self.key(window, 'ctrl+Return')
        wait(lambda: 'signerat' in plain(window.says('log-state')), 'it is signed')
        self.key(window, 'ctrl+r')
        wait(lambda: 'Gick igenom aktivitetsloggen' in grid.column(WHAT), 'the check stands in the log')

    def test_a_coordinator_is_told_who_reads_it(self):
        window = self.open_signed_in()
        self.activate(window)
        self.key(window, 'g', 'g')
        wait(lambda: any('läses av verksamhetsansvariga' in (node.get_name() or '') for node in window.nodes()), 'it is told')

    def test_a_server_that_is_away_is_said_and_the_window_answers_meanwhile(self):
        window = self.open_as_manager()
        grid = self.go(window)
        self.rows_when(grid, lambda: True, 'the log')
        self.backend.stop()
        self.addCleanup(self.backend.start)
        self.key(window, 'ctrl+r')
        self.key(window, 'g', 'a')
        window.get('shift-grid')
        self.key(window, 'g', 'g')
        wait(lambda: plain(window.says('log-state')) not in ('', 'Frågar servern ...'), 'it is said')
        self.assertGreater(grid.rows(), 0)


if __name__ == '__main__':
    unittest.main()
