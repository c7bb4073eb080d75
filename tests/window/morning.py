"""A coordinator's morning, worked through by one pair of hands: real keys alone, or the accessibility tree alone. What to do is read off
the window, as she reads it; how it is done is the hands'.

By hand, over a unit package:  SAMORDNA_BIN=build/release/bin sh installer/display.sh /usr/bin/python3 -B tests/window/morning.py \\
    --package FOLDER --clock 2026-10-12T07:30:00+02:00
"""
import argparse
import collections
import csv
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from window import STATE, Grid, Window, plain, wait, world

WHY = 'Kunden ville annat, avstämt med gruppledare'
NEEDS_ACTION = 'Att åtgärda'


class Keys:
    """Real keys. Counts them: those that command, and those that are text."""

    def __init__(self, window):
        self.window = window
        self.commands = 0
        self.letters = 0
        found = wait(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(window.process.pid)], capture_output=True,
                                            text=True).stdout.split(), 'the window is on the display')
        subprocess.run(['xdotool', 'windowactivate', '--sync', found[-1]], check=False)
        # On another keyboard xdotool would have to move a key for a moment to type an å.
        subprocess.run(['setxkbmap', 'se'], check=True)

    def press(self, *keys):
        self.commands += len(keys)
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def type(self, text):
        self.letters += len(text)
        subprocess.run(['xdotool', 'type', '--delay', '4', text], check=True)

    def show_what_needs_action(self):
        self.press('1')

    def open(self):
        self.press('e')

    def times(self, start, end):
        self.press('ctrl+a')
        self.type(start)
        self.press('Tab')
        self.type(end)

    def take_double_staffing_away(self):
        self.press('Tab', 'Tab', 'space')

    def tick_service(self, row, extra):
        self.press('Tab', 'Tab', 'Tab', 'Tab', 'Home', *['Down'] * row, 'plus' if extra else 'space')

    def note(self, reason):
        self.press('ctrl+j')
        self.type(reason)

    def save(self):
        self.press('ctrl+Return')

    def leave(self):
        self.press('Escape')

    def split(self):
        self.press('d')

    def confirm(self):
        self.press('ctrl+Return')

    def approve(self):
        self.press('a')

    def skip(self):
        self.press('s')

    def approve_clean(self):
        self.press('shift+a')


class Tree:
    """The accessibility tree: menus, fields and buttons as a screen reader has them."""

    def __init__(self, window):
        self.window = window

    def show_what_needs_action(self):
        self.window.press('filter.needs_action')

    def open(self):
        self.window.menu('Redigera besök')

    def times(self, start, end):
        self.window.write('mend-start', start)
        self.window.write('mend-end', end)

    def take_double_staffing_away(self):
        self.window.press('mend-double')

    def tick_service(self, row, extra):
        Grid(self.window, 'mend-services').toggle(row, 2 if extra else 0)

    def note(self, reason):
        if self.window.sensitive('mend-skeleton'):
            before = self.window.says('mend-note')
            self.window.press('mend-skeleton')
            wait(lambda: self.window.says('mend-note') != before, 'the note is begun')
        self.window.write('mend-note', self.window.says('mend-note') + reason)

    def save(self):
        self.window.press('mend-save')

    def leave(self):
        self.window.press('mend-cancel')

    def split(self):
        self.window.menu('Dela ett gemensamt ärende')

    def confirm(self):
        self.window.press('decision-confirm')

    def approve(self):
        self.window.press('shift-approve')

    def skip(self):
        self.window.menu('Hoppa över')

    def approve_clean(self):
        self.window.menu('Godkänn alla klara')


class Morning:
    """The queue, from the first to the last."""

    def __init__(self, window, hands):
        self.window = window
        self.hands = hands
        self.grid = Grid(window, 'shift-grid')
        self.ways = collections.Counter()  # how visits were mended
        self.mended = 0                    # shifts
        self.unpaid = 0
        self.seconds = []

    def left(self):
        found = re.search(r'(\d+) kvar att åtgärda', plain(self.window.says('status-rows')))
        return int(found[1]) if found else 0

    def state(self):
        rows = self.grid.selected()
        return self.grid.cell(rows[0], STATE) if rows else ''

    def told(self):
        return plain(self.window.says('mend-told'))

    def services(self):
        return Grid(self.window, 'mend-services')

    # What is wrong decides what she does; the note says why.
    def fill_in(self):
        told = self.told()
        if 'Besöket slutar innan' in told or 'längre än ett dygn' in told or 'ligger i framtiden' in told:
            start = self.window.says('mend-start') or '08:00'
            hour, minute = (int(part) for part in start.split(':'))
            later = f'{hour:02}:{minute + 20:02}' if minute < 40 else f'{(hour + 1) % 24:02}:{minute - 40:02}'
            self.hands.times(start, later)
            way = 'times'
        elif 'är ensam' in told:
            self.hands.take_double_staffing_away()
            way = 'double staffing'
        elif 'avböjd' in told:
            row = next(i for i in range(self.services().rows()) if 'avböjd' in self.services().cell(i, 1))
            self.hands.tick_service(row, False)
            way = 'services'
        elif 'saknar insats' in told:
            self.hands.tick_service(0, False)
            way = 'services'
        elif 'Ingen beställning gäller' in told:
            service = re.search(r'Ingen beställning gäller den dagen för ([^.\n]+?)(?: \(|\.|$)', told)[1]
            row = next(i for i in range(self.services().rows()) if self.services().cell(i, 1) == service)
            self.hands.tick_service(row, True)
            way = 'services'
        else:
            way = 'note'
        self.hands.note(WHY)
        return way

    def mend(self):
        self.hands.open()
        wait(lambda: self.window.find('mend-told') and self.told(), 'the visit is opened')
        way = self.fill_in()
        try:
            wait(lambda: self.window.sensitive('mend-save'), 'it can be saved', 3)
        except AssertionError:
            self.hands.leave()
            wait(lambda: self.window.find('mend-told') is None, 'the visit is left')
            return None
        self.hands.save()
        wait(lambda: self.window.find('mend-told') is None, 'the visit is saved')
        self.ways[way] += 1
        return way

    # One shift: mended until nothing stops it, then approved; what cannot be mended goes unpaid.
    def work(self):
        begun = time.monotonic()
        left = self.left()
        for _ in range(12):
            if self.state() != NEEDS_ACTION or self.mend() is None:
                break
        stopped = self.state() == NEEDS_ACTION
        self.hands.approve()
        if stopped:
            wait(lambda: self.window.find('decision-confirm'), 'what would go unpaid is told')
            self.hands.confirm()
            self.unpaid += 1
        wait(lambda: self.left() == left - 1, 'one less is left')
        self.mended += 1
        self.seconds.append(time.monotonic() - begun)

    def work_all(self, at_most=None):
        self.hands.show_what_needs_action()
        while self.left() > 0 and (at_most is None or self.mended < at_most):
            wait(self.grid.selected, 'the next one is there')
            self.work()

    def approve_clean(self):
        self.hands.approve_clean()
        wait(lambda: self.window.find('decision-confirm'), 'the summary')
        self.hands.confirm()
        wait(lambda: 'godkän' in self.window.says('status-done'), 'it is said that they are approved')


def over_package(package, clock):
    folder = pathlib.Path(tempfile.mkdtemp())
    backend = world.Backend(folder / 'data', clock)
    password = folder / 'password'
    password.write_text('a long enough password\n')
    with open(package / 'unit.csv', encoding='utf-8') as file:
        unit = next(csv.DictReader(file))['unit']
    for words in (('import', package), ('account', 'add', '--user', 'elin', '--role', 'coordinator', '--second-factor', 'none', '--unit', unit, '--password-file',
                                        password)):
        done = world.run('samordnad', *words, '--data', folder / 'data')
        if done.returncode != 0:
            sys.exit(done.stderr)
    backend.start()
    window = Window('--language', 'sv', '--server', backend.url, '--user', 'elin', '--password-file', password, settings=None)
    try:
        wait(lambda: window.says('status-sync').endswith('allt är skickat'), 'everything is synced')
        wait(lambda: Grid(window, 'shift-grid').rows() > 0, 'the grid has rows')
        morning = Morning(window, Keys(window))
        whole = morning.left()
        morning.work_all()
        commands, letters = morning.hands.commands, morning.hands.letters
        morning.approve_clean()
        clean = morning.hands.commands - commands
        wait(lambda: window.says('status-sync').endswith('allt är skickat'), 'everything is sent', 120)
        print(f'{whole} shifts needed someone; {sum(morning.ways.values())} visits mended: {dict(morning.ways)}; {morning.unpaid} shifts '
              f'approved with something unpaid')
        print(f'keys a shift: {commands / whole:.1f} of command, {letters / whole:.1f} of text; all clean ones: {clean}')
        print(f'seconds a shift, this typist: {statistics.median(morning.seconds):.2f} median, {max(morning.seconds):.2f} longest')
    finally:
        window.close()
        backend.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    options = argparse.ArgumentParser()
    options.add_argument('--package', type=pathlib.Path, required=True)
    options.add_argument('--clock', default='2026-10-12T07:30:00+02:00')
    chosen = options.parse_args()
    over_package(chosen.package, chosen.clock)
