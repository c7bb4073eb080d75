"""The window as assistive technology sees it, and the backend that it talks to: what the tests of the window stand on.

The window is driven through the accessibility tree only. Controls are found by their ids (src/desktop: describe()), which never
change; what they say is in the language of the window. Nothing sleeps: everything waits for a condition.
By hand:  SAMORDNA_BIN=build/dev/bin sh installer/display.sh /usr/bin/python3 tests/window/shifts_test.py
"""
import faulthandler
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'cli'))
import world  # noqa: E402
from world import BIN  # noqa: E402

# Rather a trace than a hanging run.
faulthandler.dump_traceback_later(280, exit=True)

FAILURES = BIN.parent / 'window-failures'
MONTH = '2026-10'
CLOCK = '2026-11-02T09:00:00+01:00'  # the month is over, its closing time is not
USER = 'elin'
PASSWORD = 'a long enough password'
# What she has chosen before: everything, by day. Without it the window opens on what needs her.
SETTLED = 'filter=0\nsort_column=2\nsort_ascending=1\n'
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


class DemoUnit(world.Backend):
    """A demo unit behind a real samordnad on a free port of loopback."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp())
        super().__init__(self.directory / 'data', CLOCK)
        self.password_file = self.directory / 'password'
        self.password_file.write_text(PASSWORD + '\n')
        made = self.run('demo', '--month', MONTH, '--clients', '40', '--care-workers', '8', '--seed', '7')
        self.unit = made.splitlines()[0].removeprefix('unit: ')
        self.add_account(USER, 'coordinator')
        self.start()

    def add_account(self, user, role, *more):
        self.run('account', 'add', '--user', user, '--role', role, '--unit', self.unit, '--password-file', self.password_file,
                 *(more or ('--second-factor', 'none')))

    def run(self, *words):
        done = world.run('samordnad', *words, '--data', self.data)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


class Companion(world.Companion):
    """Another computer with a profile of its own: what the backend has, seen from there."""

    def __init__(self, backend):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        super().__init__(self.folder / 'profile')
        self.demand('login', '--server', backend.url, '--user', USER, '--password-file', backend.password_file)

    def demand(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, done.stderr

    def approved(self):
        self.demand('sync')
        return {shift for shift, state in self.states().items() if state == 'approved'}

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class WindowEnded(AssertionError):
    pass


class Window:
    """One running samordna. Waiting for something in it ends with WindowEnded when it ends."""

    def __init__(self, *arguments, profile=None, settings=SETTLED, when_started=lambda process: None, framed=True, said=None):
        self.profile = pathlib.Path(profile or tempfile.mkdtemp())
        chosen = self.profile / 'window.ini'
        if settings and not chosen.exists():
            self.profile.mkdir(mode=0o700, exist_ok=True)
            chosen.write_text(settings)
        self.process = subprocess.Popen([BIN / 'samordna', '--profile', self.profile, *map(str, arguments)], stderr=said)
        when_started(self.process)
        self.application = self.wait(self._application, 'the window is seen by assistive technology')
        # States must be kept: without them libatspi asks for them within the handling of an event, and waits for itself.
        self.application.set_cache_mask(Atspi.Cache.STATES | Atspi.Cache.ROLE | Atspi.Cache.INTERFACES | Atspi.Cache.PARENT)
        # A question may stand before it.
        self.frame = self.wait(lambda: self._child_of_role(Atspi.Role.FRAME), 'the window has a frame') if framed else None

    def wait(self, condition, what):
        def while_it_runs():
            if self.process.poll() is not None:
                raise WindowEnded(f'the window ended with {self.process.returncode}')
            return condition()
        return wait(while_it_runs, what)

    def _application(self):
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

    def popups(self):
        """What stands in menus that are open."""
        for i in range(self.application.get_child_count()):
            child = self.application.get_child_at_index(i)
            if child is not None and child.get_role() == Atspi.Role.WINDOW:
                yield from self.nodes(child)

    # --- Finding.
    def nodes(self, root=None, showing=True):
        """Every node, cells of tables apart: there may be a million."""
        stack = [root or self.frame]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            if showing and node.get_role() != Atspi.Role.MENU_ITEM and not node.get_state_set().contains(Atspi.StateType.SHOWING):
                # Nobody is told when a tab comes into sight with its notebook.
                if node.get_role() not in (Atspi.Role.FRAME, Atspi.Role.DIALOG, Atspi.Role.MENU, Atspi.Role.MENU_BAR, Atspi.Role.PAGE_TAB):
                    continue
            yield node
            if node.get_role() in (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE):
                continue
            for i in reversed(range(node.get_child_count())):
                stack.append(node.get_child_at_index(i))

    def find(self, name, root=None):
        # What is looked at may go while it is looked at: then all is looked at again.
        return wait(lambda: [next((node for node in self.nodes(root) if node.get_accessible_id() == name), None)], name)[0]

    def get(self, name, root=None):
        return self.wait(lambda: self.find(name, root), f'a control called {name}')

    def says(self, name):
        node = self.find(name)
        if node is None:
            return ''
        said = Atspi.Text.get_text(node, 0, -1) if 'Text' in node.get_interfaces() else ''
        return said or node.get_name() or ''

    def sensitive(self, name):
        return self.get(name).get_state_set().contains(Atspi.StateType.SENSITIVE)

    # --- Doing.
    def press(self, name, root=None):
        self.act(self.get(name, root))

    def act(self, node):
        self.wait(lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE), f'{node.get_name()} can be pressed')
        Atspi.Action.do_action(node, 0)

    def menu(self, label):
        def item():
            for node in self.nodes(showing=False):
                if node.get_role() in (Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM) and node.get_name() == label:
                    return node
            return None
        self.act(self.wait(item, f'a menu item {label}'))

    def write(self, name, text):
        node = self.get(name)
        Atspi.EditableText.set_text_contents(node, text)
        self.wait(lambda: self.says(name) == text or name.endswith('password'), f'{name} has the text')

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

    def toggle(self, row, column):
        """A box, as a screen reader does it."""
        cell = self.cell_node(row, column)
        # The last of its actions activates it; the toolkit's own toggle does nothing.
        Atspi.Action.do_action(cell, Atspi.Action.get_n_actions(cell) - 1)

    def column(self, column):
        return [self.cell(row, column) for row in range(self.rows())]

    def select(self, row):
        table = self.node
        for selected in Atspi.Table.get_selected_rows(table):
            Atspi.Table.remove_row_selection(table, selected)
        self.window.wait(lambda: Atspi.Table.add_row_selection(table, row), f'row {row} is selected')

    def selected(self):
        return list(Atspi.Table.get_selected_rows(self.node))


# Columns of the grid of shifts.
MARK, STATE, DAY, CARE_WORKER, TIME, ORDERED, PERFORMED, DIFFERENCE, VISITS, MANUAL, FLAGS = range(11)


def plain(text):
    return text.replace('\u00a0', ' ')


def count_of(label):
    """The number at the end of a chip: "Att godkänna  67"."""
    return int(''.join(character for character in plain(label).rsplit('  ', 1)[1] if character.isdigit()))


class Windows(unittest.TestCase):
    """A test with windows; on failure a picture and the trees are left behind."""

    windows = ()
    maxDiff = None

    def setUp(self):
        super().setUp()
        self.windows = ()

    def open(self, *arguments, **named):
        window = Window('--language', 'sv', *arguments, **named)
        self.windows = (*self.windows, window)
        self.addCleanup(window.close)
        return window

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


class WindowTest(Windows):
    """The same with a backend."""

    @classmethod
    def setUpClass(cls):
        cls.backend = DemoUnit()

    @classmethod
    def tearDownClass(cls):
        cls.backend.close()

    def open_signed_in(self):
        window = self.open('--server', self.backend.url, '--user', USER, '--password-file', self.backend.password_file)
        self.wait_until_synced(window)
        return window

    def wait_until_synced(self, window):
        wait(lambda: window.says('status-sync').endswith('allt är skickat') or window.says('status-sync').endswith('everything is sent'),
             'everything is synced')
        wait(lambda: Grid(window, 'shift-grid').rows() > 0, 'the grid has rows')

    # --- Real keys, for the window that is in front.
    def activate(self, window):
        found = wait(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(window.process.pid)], capture_output=True,
                                            text=True).stdout.split(), 'the window is on the display')
        subprocess.run(['xdotool', 'windowactivate', '--sync', found[-1]], check=False)

    def key(self, window, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def chip(self, window, name):
        return count_of(window.get(name).get_name())
