"""What the window leaves on disk, also when it is killed: no client's name in clear, and everything that was done."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import unittest.mock

from window import Atspi, Companion, Grid, WindowTest, wait, world

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

    def test_a_keyring_that_does_not_answer_is_told_of_and_quitting_does_not_wait_for_it(self):
        window = self.open_signed_in()
        self.assertEqual(window.quit(), 0)
        # A bus of its own, where somebody has the keyring's name and answers nothing.
        bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address=1'], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end, bus)
        address = bus.stdout.readline().strip()
        mute = subprocess.Popen([sys.executable, '-c', MUTE, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end, mute)
        self.assertEqual(mute.stdout.readline(), 'here\n')
        with unittest.mock.patch.dict(os.environ, DBUS_SESSION_BUS_ADDRESS=address):
            again = self.open(profile=window.profile, framed=False)
        quit_button = self.button(again, 'Avsluta')
        self.assertTrue(any('nyckelringen' in (node.get_name() or '') for node in self.everything(again)))
        again.act(quit_button)
        self.assertEqual(again.process.wait(5), 0)

    def end(self, process):
        process.kill()
        process.wait()
        process.stdout.close()

    def test_after_a_working_day_no_file_tells_of_anybody(self):
        temporary = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, temporary)
        self.enterContext(unittest.mock.patch.dict(os.environ, TMPDIR=str(temporary)))
        self.backend.add_account('chef', 'manager')
        self.backend.stop()
        self.backend.log = open(temporary / 'backend.log', 'wb')  # noqa: SIM115
        self.addCleanup(setattr, self.backend, 'log', subprocess.DEVNULL)
        self.addCleanup(self.backend.log.close)
        self.backend.start()
        wire = Wire(int(self.backend.url.rsplit(':', 1)[1]))
        self.addCleanup(wire.close)
        said = open(temporary / 'window.log', 'wb')  # noqa: SIM115
        self.addCleanup(said.close)
        window = self.open('--server', wire.url, '--user', 'chef', '--password-file', self.backend.password_file, said=said)
        self.wait_until_synced(window)
        self.assertIn('Max core file size        0                    0', pathlib.Path(f'/proc/{window.process.pid}/limits').read_text())
        note = 'Porten var i baklås, ringde kontaktcenter'
        self.activate(window)
        window.press('filter.needs_action')
        self.key(window, 'e')
        window.write('mend-note', note)
        window.press('mend-cancel')
        window.press('filter.ready')
        self.key(window, 'a')
        self.key(window, 'ctrl+k')
        wait(lambda: window.application.get_child_count() > 1, 'Ctrl+K is open')
        self.key(window, 's', 't', 'r', 'Escape')
        wait(lambda: window.application.get_child_count() == 1, 'and closed')
        self.key(window, 'g', 'k')
        clients = Grid(window, 'client-grid')
        wait(lambda: clients.rows() > 20, 'the clients')
        names = {text for column in range(4) for text in clients.column(column) if re.fullmatch(r'[^\W\d]+ [^\W\d]+', text)}
        self.assertGreater(len(names), 20)
        self.key(window, 'g', 'i')
        window.get('account-search')
        self.key(window, 'ctrl+n')
        for field, text in (('number', 'P977'), ('first_name', 'Nils'), ('last_name', 'Nymanson')):
            window.write(f'question-{field}', text)
        self.key(window, 'ctrl+Return', 'c')
        title = wait(lambda: next((node.get_name() for node in window.nodes() if 'Engångskod för' in (node.get_name() or '')), None),
                     'the code')
        code = re.search(r'[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}', title).group(0)
        self.key(window, 'Escape', 'g', 'g')
        wait(lambda: Grid(window, 'log-grid').rows() > 0, 'the log')
        wait(lambda: window.says('status-sync').endswith('allt är skickat'), 'everything is sent')

        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        companion.demand('sync')
        visits = companion.json('visit.list', '--all')
        people = [(one['first_name'], one['last_name']) for one in companion.json('care_worker.list')]
        keys = {code, code.replace('-', ''), world.PASSWORD, *wire.tokens}
        secrets = {note, 'Nymanson', *keys}
        secrets |= {visit['note'] for visit in visits if len(visit['note']) > 8}
        secrets |= names | {f'{first} {last}' for first, last in people}
        self.assertGreater(len(secrets), 20)
        self.assertGreaterEqual(len(wire.tokens), 2)
        window.process.send_signal(signal.SIGABRT)  # whatever it had in mind stays its own
        window.process.wait()
        self.backend.stop()
        self.assertEqual([path.name for path in pathlib.Path.cwd().glob('core*')], [])
        roots = [window.profile, os.environ['HOME'], temporary]
        self.assertEqual(files_with(secrets, roots), set())
        # The backend's own database has the records, that is what it is for; never a key to it.
        self.assertEqual(files_with(keys, [self.backend.data]), set())
        self.backend.start()


MUTE = '''
import sys
from gi.repository import Gio
bus = Gio.DBusConnection.new_for_address_sync(
    sys.argv[1], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
from gi.repository import GLib
bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
              GLib.Variant('(su)', ('org.freedesktop.secrets', 0)), None, Gio.DBusCallFlags.NONE, -1, None)
bus.add_filter(lambda connection, message, incoming: None if incoming else message)
print('here', flush=True)
sys.stdin.read()
'''


class Wire:
    """Between the window and the backend, with an ear for tokens."""

    def __init__(self, port):
        self.port, self.tokens = port, set()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.url = f'http://127.0.0.1:{self.listener.getsockname()[1]}'
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near = self.listener.accept()[0]
            except OSError:
                return
            far = socket.create_connection(('127.0.0.1', self.port))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one, other):
        try:
            while chunk := one.recv(65536):
                self.tokens |= {found.decode() for found in re.findall(rb'Bearer ([^\r\n]+)', chunk)}
                self.tokens |= {found.decode() for found in re.findall(rb'"(?:refresh_)?token":"([^"]+)"', chunk)}
                other.sendall(chunk)
        except OSError:
            pass
        finally:
            for end in (one, other):
                end.close()

    def close(self):
        self.listener.close()


if __name__ == '__main__':
    unittest.main()
