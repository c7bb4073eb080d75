"""What the window leaves on disk, also when it is killed: no client's name in clear, and everything that was done."""
import os
import pathlib
import tempfile
import unittest
import unittest.mock

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


if __name__ == '__main__':
    unittest.main()
