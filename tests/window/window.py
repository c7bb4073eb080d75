"""The window as assistive technology sees it, and the backend that it talks to: what the tests of the window stand on.

The window is driven through the accessibility tree only. Controls are found by their ids (src/desktop: describe()), which never
change; what they say is in the language of the window. Nothing sleeps: everything waits for a condition.
By hand:  SAMORDNA_BIN=build/dev/bin sh installer/display.sh /usr/bin/python3 tests/window/shifts_test.py
"""
import faulthandler
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# Rather a trace than a hanging run.
faulthandler.dump_traceback_later(280, exit=True)

BIN = pathlib.Path(os.environ['SAMORDNA_BIN'])
FAILURES = BIN.parent / 'window-failures'
MONTH = '2026-10'
CLOCK = '2026-11-02T09:00:00+01:00'  # the month is over, its closing time is not
USER = 'elin'
PASSWORD = 'a long enough password'
PATIENCE = float(os.environ.get('SAMORDNA_PATIENCE', '20'))


def wait(condition, what, patience=PATIENCE):
    """The first true answer of the condition."""
    until = time.monotonic() + patience
    while True:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            answer = condition()
        except GLib.GError:
            answer = None  # what was looked at has just gone
        if answer:
            return answer
        if time.monotonic() > until:
            raise AssertionError(f'waited in vain: {what}')
        time.sleep(0.02)


class Backend:
    """A demo unit behind a real samordnad on a free port of loopback."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.password_file = self.directory / 'password'
        self.password_file.write_text(PASSWORD + '\n')
        self.data = self.directory / 'data'
        made = self.run('demo', '--data', self.data, '--month', MONTH, '--clients', '40', '--care-workers', '8', '--seed', '7')
        self.unit = made.splitlines()[0].removeprefix('unit: ')
        self.run('account', 'add', '--data', self.data, '--user', USER, '--role', 'coordinator', '--unit', self.unit,
                 '--password-file', self.password_file)
        self.process = self.url = None
        self.start()

    def run(self, *words):
        return subprocess.run([BIN / 'samordnad', *map(str, words)], check=True, capture_output=True, text=True).stdout

    def start(self, listen='127.0.0.1:0'):
        self.process = subprocess.Popen([BIN / 'samordnad', 'serve', '--data', self.data, '--listen', listen, '--clock', CLOCK],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        assert line.startswith('listening on '), line
        self.url = line.split()[-1]

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        self.process = None

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


class Companion:
    """Another computer with a profile of its own: what the backend has, seen from there."""

    def __init__(self, backend):
        self.backend = backend
        self.profile = pathlib.Path(tempfile.mkdtemp())
        self.ctl('login', '--server', backend.url, '--user', USER, '--password-file', backend.password_file)

    def ctl(self, *words):
        done = subprocess.run([BIN / 'samordnactl', '--profile', self.profile, '--no-keyring', *map(str, words)], capture_output=True,
                              text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shifts(self):
        self.ctl('sync')
        return json.loads(self.ctl('--json', 'shift.list', '--month', MONTH))

    def approved(self):
        return {shift['source_id'] for shift in self.shifts() if shift['state'] == 'approved'}

    def close(self):
        shutil.rmtree(self.profile, ignore_errors=True)


class Window:
    """One running samordna."""

    def __init__(self, *arguments, profile=None):
        self.profile = pathlib.Path(profile or tempfile.mkdtemp())
        self.process = subprocess.Popen([BIN / 'samordna', '--profile', self.profile, *map(str, arguments)])
        self.application = wait(self._application, 'the window is seen by assistive technology')
        # States must be kept: without them libatspi asks for them within the handling of an event, and waits for itself.
        self.application.set_cache_mask(Atspi.Cache.STATES | Atspi.Cache.ROLE | Atspi.Cache.INTERFACES | Atspi.Cache.PARENT)
        self.frame = wait(lambda: self._child_of_role(Atspi.Role.FRAME), 'the window has a frame')

    def _application(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the window ended with {self.process.returncode}')
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def _child_of_role(self, role):
        for i in range(self.application.get_child_count()):
            child = self.application.get_child_at_index(i)
            if child is not None and child.get_role() == role:
                return child
        return None

    def dialog(self):
        return self._child_of_role(Atspi.Role.DIALOG)

    # --- Finding.
    def nodes(self, root=None, showing=True):
        """Every node, cells of tables apart: there may be a million."""
        stack = [root or self.frame]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            if showing and node.get_role() != Atspi.Role.MENU_ITEM and not node.get_state_set().contains(Atspi.StateType.SHOWING):
                if node.get_role() not in (Atspi.Role.FRAME, Atspi.Role.DIALOG, Atspi.Role.MENU, Atspi.Role.MENU_BAR):
                    continue
            yield node
            if node.get_role() in (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE):
                continue
            for i in reversed(range(node.get_child_count())):
                stack.append(node.get_child_at_index(i))

    def find(self, name, root=None):
        for node in self.nodes(root):
            if node.get_accessible_id() == name:
                return node
        return None

    def get(self, name, root=None):
        return wait(lambda: self.find(name, root), f'a control called {name}')

    def says(self, name):
        node = self.find(name)
        if node is None:
            return ''
        said = Atspi.Text.get_text(node, 0, -1) if 'Text' in node.get_interfaces() else ''
        return said or node.get_name() or ''

    # --- Doing.
    def press(self, name, root=None):
        self.act(self.get(name, root))

    @staticmethod
    def act(node):
        wait(lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE), f'{node.get_name()} can be pressed')
        Atspi.Action.do_action(node, 0)

    def menu(self, label):
        def item():
            for node in self.nodes(showing=False):
                if node.get_role() in (Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM) and node.get_name() == label:
                    return node
            return None
        self.act(wait(item, f'a menu item {label}'))

    def write(self, name, text):
        node = self.get(name)
        Atspi.EditableText.set_text_contents(node, text)
        wait(lambda: self.says(name) == text or name.endswith('password'), f'{name} has the text')

    def quit(self):
        if self.process.poll() is None:
            self.menu_quit()
        return self.process.wait(PATIENCE)

    def menu_quit(self):
        for label in ('Avsluta', 'Quit'):
            for node in self.nodes(showing=False):
                if node.get_role() == Atspi.Role.MENU_ITEM and node.get_name() == label:
                    Atspi.Action.do_action(node, 0)
                    return

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


class Grid:
    """A list of the window."""

    def __init__(self, window, name):
        self.window = window
        self.name = name

    @property
    def node(self):
        return self.window.get(self.name)

    def rows(self):
        node = self.window.find(self.name)
        return Atspi.Table.get_n_rows(node) if node is not None else 0

    def headers(self):
        table = self.node
        return [Atspi.Table.get_column_description(table, c) for c in range(Atspi.Table.get_n_columns(table))]

    def cell_node(self, row, column):
        return Atspi.Table.get_accessible_at(self.node, row, column)

    def cell(self, row, column):
        """The text of a cell; a cell with an icon is a container whose second child has the text."""
        cell = self.cell_node(row, column)
        if cell.get_child_count() > 1:
            return cell.get_child_at_index(1).get_name() or ''
        return cell.get_name() or ''

    def column(self, column):
        return [self.cell(row, column) for row in range(self.rows())]

    def select(self, row):
        table = self.node
        for selected in Atspi.Table.get_selected_rows(table):
            Atspi.Table.remove_row_selection(table, selected)
        assert Atspi.Table.add_row_selection(table, row)

    def selected(self):
        return list(Atspi.Table.get_selected_rows(self.node))


# Columns of the grid of shifts.
MARK, STATE, DAY, CARE_WORKER, TIME, ORDERED, PERFORMED, DIFFERENCE, VISITS, MANUAL, FLAGS = range(11)


def plain(text):
    return text.replace('\u00a0', ' ')


def count_of(label):
    """The number at the end of a chip: "Att godkänna  67"."""
    return int(''.join(character for character in plain(label).rsplit('  ', 1)[1] if character.isdigit()))


class WindowTest(unittest.TestCase):
    """A test with a backend; on failure a picture and the tree are left behind."""

    windows = ()
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.backend = Backend()

    @classmethod
    def tearDownClass(cls):
        cls.backend.close()

    def open(self, *arguments, **named):
        window = Window('--language', 'sv', *arguments, **named)
        self.windows = (*self.windows, window)
        self.addCleanup(window.close)
        return window

    def open_signed_in(self):
        window = self.open('--server', self.backend.url, '--user', USER, '--password-file', self.backend.password_file)
        self.wait_until_synced(window)
        return window

    def wait_until_synced(self, window):
        wait(lambda: window.says('status-sync').endswith('allt är skickat') or window.says('status-sync').endswith('everything is sent'),
             'everything is synced')
        wait(lambda: Grid(window, 'shift-grid').rows() > 0, 'the grid has rows')

    def chip(self, window, name):
        return count_of(window.get(name).get_name())

    def setUp(self):
        self.windows = ()

    def _callTestMethod(self, method):
        # While the windows are still there.
        try:
            super()._callTestMethod(method)
        except BaseException:
            self.keep_evidence()
            raise

    def keep_evidence(self):
        FAILURES.mkdir(parents=True, exist_ok=True)
        evidence = FAILURES / self.id().removeprefix('__main__.')
        subprocess.run(['import', '-window', 'root', f'{evidence}.png'], check=False)
        with open(f'{evidence}.txt', 'w', encoding='utf-8') as file:
            for window in self.windows:
                if window.process.poll() is not None:
                    file.write(f'the window ended with {window.process.returncode}\n')
                    continue
                for node in window.nodes(window.application, showing=False):
                    file.write(f'{node.get_role_name()} [{node.get_accessible_id()}] {node.get_name()!r}\n')
        print(f'see {evidence}.png and .txt')
