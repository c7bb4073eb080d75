"""The rules in the window: what the municipality's text says, what changed, and the matrix that the manager fills in."""
import subprocess
import tempfile
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from window import Grid, WindowTest, wait  # noqa: E402

CHECK, WEIGHT, PARAGRAPH = range(3)
CHECKS, SETTINGS, SERVICES, MATRIX, CHANGED = range(5)


class Rules(WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.add_account('chef', 'manager')

    def open_as_manager(self, **named):
        window = self.open('--server', self.backend.url, '--user', 'chef', '--password-file', self.backend.password_file, **named)
        self.wait_until_synced(window)
        return window

    def key(self, window, *keys):
        found = wait(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(window.process.pid)], capture_output=True,
                                            text=True).stdout.split(), 'the window is on the display')
        subprocess.run(['xdotool', 'windowactivate', '--sync', found[-1]], check=False)
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def go(self, window, sheet):
        self.key(window, 'g', 'r')
        Atspi.Selection.select_child(window.get('rule-sheets'), sheet)

    def matrix(self, window):
        self.go(window, MATRIX)
        grid = Grid(window, 'matrix-grid')
        wait(lambda: grid.rows() == 24, 'the matrix has its services')
        Atspi.Component.grab_focus(grid.node)
        return grid

    def says_of(self, window, words):
        return any(words in (node.get_name() or '') for node in window.nodes())

    def test_every_check_has_its_paragraph_and_the_sentence_of_the_text(self):
        window = self.open_signed_in()
        self.go(window, CHECKS)
        grid = Grid(window, 'rule-checks')
        wait(lambda: grid.rows() > 20, 'the checks are listed')
        row = grid.column(CHECK).index('Manuell utan anteckning')
        self.assertEqual(grid.cell(row, PARAGRAPH), '§ 4.10')
        grid.select(row)
        wait(lambda: 'anteckning' in window.says('rule-checks-text') and '§ 4.10' in window.says('rule-checks-text'), 'its sentence')

    def test_settings_services_and_what_changed_are_listed(self):
        window = self.open_signed_in()
        for sheet, name in ((SETTINGS, 'rule-parameters'), (SERVICES, 'rule-services'), (CHANGED, 'rule-difference')):
            with self.subTest(name):
                self.go(window, sheet)
                wait(lambda name=name: Grid(window, name).rows() > 0, 'rows')

    def test_the_manager_fills_the_matrix_in_by_keyboard_and_the_draft_survives_a_kill(self):
        window = self.open_as_manager(profile=tempfile.mkdtemp())
        grid = self.matrix(window)
        self.assertTrue(self.says_of(window, '0 av 276 par är ifyllda'))
        self.key(window, '2')
        wait(lambda: self.says_of(window, 'Inte sparat än. 1 av 276'), '2 says that they may not be combined')
        self.assertEqual(grid.cell(0, 2), 'nej')
        self.assertEqual(grid.cell(1, 1), 'nej')
        self.key(window, 'Right', '1')
        wait(lambda: grid.cell(0, 3) == 'ja', '1 says that they may')
        self.key(window, '0')
        wait(lambda: grid.cell(0, 3) == '', '0 says nothing')
        window.process.kill()
        window.process.wait()

        window = self.open(profile=window.profile)
        self.wait_until_synced(window)
        grid = self.matrix(window)
        wait(lambda: grid.cell(0, 2) == 'nej', 'what was begun is there')
        window.press('matrix-set')
        wait(lambda: not self.says_of(window, 'Inte sparat'), 'it is saved')
        self.key(window, 'g', 'c')
        changes = Grid(window, 'change-grid')
        wait(lambda: changes.rows() == 1 and 'Fyll i matrisen' in [changes.cell(0, column) for column in range(3)], 'it is among her changes')

        other = self.open_signed_in()
        grid = self.matrix(other)
        wait(lambda: grid.cell(0, 2) == 'nej', 'the coordinator sees it')
        self.assertIsNone(other.find('matrix-set'))
        self.key(other, '1')
        self.assertTrue(self.says_of(other, 'Den fylls i av verksamhetsansvarig.'))
        self.assertEqual(grid.cell(0, 2), 'nej')


if __name__ == '__main__':
    unittest.main()
