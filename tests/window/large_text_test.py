"""In the smallest window nothing is lost, with text as usual or twice as large: whatever gets the keys is whole in sight, and says all
that it has to say."""
import os
import subprocess
import unittest

from places import Places
from window import FAILURES, Atspi, WindowTest, wait

SIZE = (1280, 720)
LISTS = (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE)
# A line of text is so high, and of its letters at least so wide on the average, at the usual size.
LINE = 15
LETTER = 4.5
# Their words are shorter than their names, or none.
SHORT_WORDS = ('month.previous', 'month.next', 'help-close', 'sync')


class LargeText(WindowTest):
    def letters(self, scale):
        os.environ['GDK_DPI_SCALE'] = str(scale)
        self.addCleanup(os.environ.pop, 'GDK_DPI_SCALE')
        self.line, self.letter = LINE * scale, LETTER * scale

    def box(self, node):
        box = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
        return box.x, box.y, box.x + box.width, box.y + box.height

    def in_sight(self, node):
        """What of it is not beyond the edge of what it stands in."""
        left, top, right, bottom = self.box(node)
        holder = node.get_parent()
        while holder is not None and holder.get_role() != Atspi.Role.APPLICATION:
            box = self.box(holder)
            # A tab is above its sheet.
            if box[2] > box[0] and holder.get_role() != Atspi.Role.PAGE_TAB:
                left, top, right, bottom = max(left, box[0]), max(top, box[1]), min(right, box[2]), min(bottom, box[3])
            holder = holder.get_parent()
        return right - left, bottom - top

    def lost(self, node):
        """Why it cannot be used as it is, or nothing."""
        left, top, right, bottom = self.box(node)
        width, height = right - left, bottom - top
        seen = self.in_sight(node)
        called = f'{node.get_role_name()} [{node.get_accessible_id()}] {node.get_name()!r} {width}x{height}'
        if node.get_role() == Atspi.Role.PAGE_TAB_LIST or node.get_role() in LISTS or node.get_state_set().contains(Atspi.StateType.MULTI_LINE):
            # It scrolls by itself, or holds others: a heading and a line, or two lines.
            if seen[0] < 10 * self.line or seen[1] < 2 * self.line:
                return f'{called}: only {seen[0]}x{seen[1]} of it is in sight'
            return None
        if seen[0] < width - 2 or seen[1] < height - 2:
            return f'{called}: only {seen[0]}x{seen[1]} of it is in sight'
        if height < self.line and node.get_role() != Atspi.Role.CHECK_BOX and node.get_accessible_id() not in SHORT_WORDS:
            return f'{called} is too low for its words'
        if node.get_role() in (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON) and node.get_accessible_id() not in SHORT_WORDS \
                and width < self.letter * len(node.get_name()):
            return f'{called} is too narrow for its words'
        return None

    def small(self, window):
        found = wait(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(window.process.pid)], capture_output=True,
                                            text=True).stdout.split(), 'the window is on the display')
        subprocess.run(['xdotool', 'windowsize', '--sync', found[-1], *map(str, SIZE)], check=False)
        subprocess.run(['xdotool', 'windowmove', found[-1], '0', '20'], check=False)
        wait(lambda: self.box(window.frame)[2] - self.box(window.frame)[0] <= SIZE[0] + 2, 'the window is small')

    def look(self, places, name, root):
        with self.subTest(name):
            stops = [node for node in places.nodes(root) if node.get_state_set().contains(Atspi.StateType.SENSITIVE)
                     and (node.get_state_set().contains(Atspi.StateType.FOCUSABLE) or node.get_role() == Atspi.Role.COMBO_BOX)
                     and node.get_accessible_id()]
            by_id = {node.get_accessible_id(): node for node in stops}
            problems = []
            for _ in stops:
                # The button of a choice is told of: the choice is what is seen.
                node = by_id.get(places.focus.now())
                if node is not None:
                    try:
                        wait(lambda node=node: self.lost(node) is None, 'it is in sight', 0.5)
                    except AssertionError:
                        problems.append(self.lost(node))
                if len(stops) > 1:
                    places.focus.by_tab(1)
            if problems:
                self.picture(name)
            self.assertEqual(problems, [])

    def picture(self, name):
        FAILURES.mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', str(FAILURES / f'large text, {name}.png')], check=False)

    def walk(self, scale):
        self.letters(scale)
        seen = []

        def see(name, root):
            if not seen:
                self.small(places.window)
            seen.append(name)
            self.look(places, name, root)
        places = Places(self, see)
        places.walk()
        self.assertGreaterEqual(len(seen), 23)

    def test_every_page_panel_and_dialog_twice_as_large(self):
        self.walk(2)

    def test_every_page_panel_and_dialog_as_usual(self):
        self.walk(1)


if __name__ == '__main__':
    unittest.main()
