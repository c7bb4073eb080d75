"""Every control that can have the focus has a name and an id, on every page: without them a screen reader says nothing."""
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from window import Grid, WindowTest, wait  # noqa: E402

WITHOUT_ID = {Atspi.Role.MENU, Atspi.Role.MENU_ITEM, Atspi.Role.MENU_BAR, Atspi.Role.CHECK_MENU_ITEM, Atspi.Role.FRAME, Atspi.Role.DIALOG,
              Atspi.Role.COMBO_BOX, Atspi.Role.LABEL, Atspi.Role.TABLE_COLUMN_HEADER}


class Names(WindowTest):
    def look(self, window, root=None):
        nameless = []
        seen = 0
        for node in window.nodes(root):
            if not node.get_state_set().contains(Atspi.StateType.FOCUSABLE):
                continue
            seen += 1
            role = node.get_role()
            if not node.get_name():
                nameless.append(f'{node.get_role_name()} [{node.get_accessible_id()}] has no name')
            elif role not in WITHOUT_ID and not node.get_accessible_id():
                nameless.append(f'{node.get_role_name()} {node.get_name()!r} has no id')
        self.assertEqual(nameless, [])
        return seen

    def test_the_whole_window(self):
        window = self.open()
        window.get('sign-in')
        self.assertGreaterEqual(self.look(window), 4)
        window.close()

        window = self.open_signed_in()
        self.assertGreaterEqual(self.look(window), 12)
        window.press('filter.needs_action')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action'), 'those that need action')
        grid.select(0)
        window.press('shift-approve')
        window.get('decision-confirm')
        self.look(window)
        window.press('decision-cancel')
        window.write('search', 'xyzzy')
        window.get('empty-action')
        self.look(window)
        window.menu('Ändringar')
        window.get('empty-action')
        self.look(window)
        window.menu('Alla tangenter')
        dialog = wait(window.dialog, 'the sheet of keys')
        wait(lambda: window.find('key-list', dialog), 'the list of keys')
        self.look(window, dialog)
        window.press('key-close', dialog)


if __name__ == '__main__':
    unittest.main()
