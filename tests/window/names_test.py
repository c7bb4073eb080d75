"""Open to everyone: each page, panel and dialog is heard as it is seen. Every control that can have the keys has a name and an id, every
list has named columns, what is read first has the keys first, Tab is never caught, and Esc leads back."""
import unittest

from places import Places
from window import Atspi, Grid, WindowTest, wait

NO_STOP = {Atspi.Role.MENU, Atspi.Role.MENU_ITEM, Atspi.Role.MENU_BAR, Atspi.Role.CHECK_MENU_ITEM, Atspi.Role.FRAME, Atspi.Role.DIALOG}
WITHOUT_ID = {*NO_STOP, Atspi.Role.LABEL, Atspi.Role.TABLE_COLUMN_HEADER}
LISTS = (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE)
LINE = 2  # so little of each other is none


def called(node):
    return f'{node.get_role_name()} [{node.get_accessible_id()}] {node.get_name()!r}' if node is not None else 'nothing'


def can_have_keys(node):
    # Of a choice the toolkit tells when it has the keys, but not that it can have them.
    return node.get_state_set().contains(Atspi.StateType.FOCUSABLE) or node.get_role() == Atspi.Role.COMBO_BOX


def nameless(nodes):
    found = []
    for node in nodes:
        if not node.get_name():
            found.append(f'{called(node)} has no name')
        elif node.get_role() not in WITHOUT_ID and not node.get_accessible_id():
            found.append(f'{called(node)} has no id')
    return found


def nameless_columns(nodes):
    return [f'column {column} of {called(node)} has no name' for node in nodes if node.get_role() in LISTS
            for column, name in enumerate(Atspi.Table.get_column_description(node, c) for c in range(Atspi.Table.get_n_columns(node)))
            if not name]


def against_the_eye(nodes):
    """Whatever comes later, though it stands above in the same column, or to the left on the same line."""
    boxes = [(node, Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)) for node in nodes]
    found = []
    for i, (first, a) in enumerate(boxes):
        for later, b in boxes[i + 1:]:
            same_column = min(a.x + a.width, b.x + b.width) - max(a.x, b.x) > LINE
            same_line = min(a.y + a.height, b.y + b.height) - max(a.y, b.y) > LINE
            if (same_column and b.y + b.height <= a.y + LINE) or (same_line and b.x + b.width <= a.x + LINE):
                found.append(f'{called(later)} comes after {called(first)}')
    return found


class Names(WindowTest):
    def look(self, places, name, root):
        with self.subTest(name):
            nodes = places.nodes(root)
            stops = [node for node in nodes if can_have_keys(node) and node.get_role() not in NO_STOP]
            self.assertEqual(nameless(node for node in nodes if can_have_keys(node)), [])
            self.assertEqual(nameless_columns(nodes), [])
            stops = [node for node in stops if node.get_state_set().contains(Atspi.StateType.SENSITIVE)]
            self.assertEqual(against_the_eye(stops), [])
            self.assertEqual(len({node.get_accessible_id() for node in stops}), len(stops), 'an id stands for one control')
            ids = [node.get_accessible_id() for node in stops]
            at = ids.index(places.focus.now()) + 1
            visited = places.focus.by_tab(len(ids)) if len(ids) > 1 else stops
            # The button of a choice, too, which is not in the tree.
            self.assertEqual(nameless(node for node in visited if node is not None), [])
            silent = [called(node) for node in visited if node and node.get_role() == Atspi.Role.COMBO_BOX and not node.get_description()]
            self.assertEqual(silent, [], 'a choice says what is chosen')
            self.assertEqual([node and node.get_accessible_id() for node in visited], ids[at:] + ids[:at])

    def test_every_page_panel_and_dialog(self):
        seen = []

        def see(name, root):
            seen.append(name)
            self.look(places, name, root)
        places = Places(self, see)
        places.walk()
        self.assertGreaterEqual(len(seen), 23)
        self.assertEqual(len(set(seen)), len(seen))

    def test_the_matrix_as_it_is_filled_in(self):
        self.backend.add_account('chef', 'manager')
        seen = []

        def see(name, root):
            if places.window.find('matrix-grid'):
                places.window.get('matrix-set')
                seen.append(name)
                self.look(places, name, root)
        places = Places(self, see, 'chef')
        places.sign_in()
        places.rules()
        self.assertEqual(len(seen), 1)

    def test_what_a_flag_is_stands_in_words_beside_its_picture(self):
        window = self.open_signed_in()
        window.press('filter.needs_action')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action') > 0, 'those that need action')
        grid.select(0)
        visits = Grid(window, 'visit-list')
        wait(lambda: visits.rows() > 0 and 'Hindrar godkännandet.' in visits.column(0), 'the visit that stops the approval says so')
        self.assertIn('Hindrar godkännandet.', window.says('shift-findings'))


if __name__ == '__main__':
    unittest.main()
