"""What the window leaves on disk, also when it is killed: no client's name in clear, and everything that was done."""
import os
import pathlib
import tempfile
import unittest
import unittest.mock

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi

from window import Grid, WindowTest, wait

CLIENT = 1  # column of the visits


def files_with(names, roots):
    found = set()
    for root in roots:
        for path in pathlib.Path(root).rglob('*'):
            if not path.is_file() or path.is_symlink():
                continue
            try:
                content = path.read_bytes()
            except OSError:
                continue  # a socket, or gone
            found |= {(path.name, name) for name in names if name.encode() in content}
    return found


class Disk(WindowTest):
    def test_a_killed_window_leaves_no_clients_name_and_keeps_what_was_done(self):
        # What the window may write to, apart from the profile: its home and its own place for temporary files.
        temporary = tempfile.mkdtemp()
        self.enterContext(unittest.mock.patch.dict(os.environ, TMPDIR=temporary))
        window = self.open_signed_in()
        window.press('filter.ready')
        grid = Grid(window, 'shift-grid')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, 'those that are ready')
        grid.select(0)
        visits = Grid(window, 'visit-list')
        wait(lambda: visits.rows() > 0, 'the visits of the shift')
        names = {name.rsplit(' ', 1)[0] for name in visits.column(CLIENT)}
        self.assertGreater(min(len(name) for name in names), 5)
        window.write('search', min(names))
        wait(lambda: self.chip(window, 'filter.all') < ready, 'the search by a client')
        window.write('search', ' ')
        wait(lambda: grid.rows() == ready, 'all again')
        self.backend.stop()
        grid.select(0)
        window.press('shift-approve')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'approved without the backend')

        window.process.kill()
        window.process.wait()
        self.assertEqual(files_with(names, [window.profile, os.environ['HOME'], temporary]), set())

        self.backend.start()
        again = self.open(profile=window.profile)
        self.wait_until_synced(again)
        self.assertEqual(self.chip(again, 'filter.ready'), ready - 1)

    def approve_one_offline(self, window):
        self.backend.stop()
        self.addCleanup(lambda: self.backend.process or self.backend.start())
        window.press('filter.ready')
        grid = Grid(window, 'shift-grid')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, 'those that are ready')
        grid.select(0)
        window.press('shift-approve')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'approved without the backend')
        return ready - 1

    def button(self, window, name):
        """In whatever stands on the screen, a question of the toolkit's own too."""
        return window.wait(lambda: next((node for node in self.everything(window)
                                         if node.get_role() == Atspi.Role.PUSH_BUTTON and node.get_name() == name), None), name)

    def everything(self, window):
        for i in range(window.application.get_child_count()):
            yield from window.nodes(window.application.get_child_at_index(i))

    def test_a_copy_that_is_damaged_is_told_of_and_fetched_anew_and_unsent_work_is_kept(self):
        window = self.open_signed_in()
        left = self.approve_one_offline(window)
        self.assertEqual(window.quit(), 0)
        file = window.profile / 'samordna.db'
        content = bytearray(file.read_bytes())
        for at in range(len(content) // 2 // 4096 * 4096 + 2000, len(content), 4096):
            content[at] ^= 0x10
        file.write_bytes(content)
        self.backend.start()
        again = self.open(profile=window.profile, framed=False)
        self.button(again, 'Avsluta')
        self.assertTrue(any('är skadad' in (node.get_name() or '') for node in self.everything(again)))
        again.act(self.button(again, 'Hämta allt på nytt'))
        again.frame = wait(lambda: again._child_of_role(Atspi.Role.FRAME), 'a window again')
        self.wait_until_synced(again)
        self.assertEqual(self.chip(again, 'filter.ready'), left)
        self.assertEqual([path.name for path in window.profile.iterdir() if path.name.startswith('aside')], [])

    def test_a_copy_whose_key_does_not_fit_is_told_of_and_put_aside(self):
        window = self.open_signed_in()
        self.assertEqual(window.quit(), 0)
        key = window.profile / 'key'
        kept = key.read_text().rstrip()
        key.chmod(0o600)
        key.write_text(kept[:-1] + ('0' if kept[-1] != '0' else '1') + '\n')
        again = self.open(profile=window.profile, framed=False)
        self.button(again, 'Avsluta')
        self.assertTrue(any('Nyckeln passar inte' in (node.get_name() or '') for node in self.everything(again)))
        again.act(self.button(again, 'Hämta allt på nytt'))
        again.frame = wait(lambda: again._child_of_role(Atspi.Role.FRAME), 'a window')
        again.get('sign-in-server')
        self.assertEqual(len([path for path in window.profile.iterdir() if path.name.startswith('aside')]), 1)


if __name__ == '__main__':
    unittest.main()
