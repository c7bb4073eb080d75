"""What she waits for in the real window on a big unit, on a virtual display:
    python3 tests/bench/window.py [VISITS] [ROUNDS]       the programs are those of SAMORDNA_BIN, else of build/release/bin
Prints a table: median, 99th percentile (with less than a hundred of them the worst), and the median of the window's own time on a processor, which does not depend on what else the computer does.
All but the starts are measured on the picture: from what she does until the pixels of the list or of the details are the ones that they
settle at, with assistive technology listening, which makes it slower. Goal: a keystroke within 50 ms."""
import faulthandler
import os
import pathlib
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("SAMORDNA_BIN", str(ROOT / "build/release/bin"))
os.environ["SAMORDNA_PATIENCE"] = "300"
if "DISPLAY" not in os.environ or os.environ.get("SAMORDNA_BENCH") != "on a display":
    os.environ["SAMORDNA_BENCH"] = "on a display"
    os.execvp("sh", ["sh", str(ROOT / "installer/display.sh"), "/usr/bin/python3", *sys.argv])

sys.path.insert(0, str(ROOT / "tests/window"))
from window import CARE_WORKER, Atspi, Grid, Window, count_of, wait  # noqa: E402
import gi  # noqa: E402
from world import BIN, MONTH, PASSWORD, Backend, run  # noqa: E402

gi.require_version("Gdk", "3.0")
from gi.repository import Gdk  # noqa: E402

faulthandler.cancel_dump_traceback_later()
Atspi.set_timeout(30_000, 30_000)  # a window that is told of a hundred thousand rows answers late
CLOCK = "2026-10-31T20:00:00Z"  # the month is nearly over
SETTLED = 0.6  # seconds without a change: what is not in sight comes when she pauses


def demand(answer):
    if answer.returncode != 0:
        raise SystemExit(answer.stdout + answer.stderr)
    return answer.stdout


class Pixels:
    """A part of the screen: of a control, its upper left, which is where all that is measured shows."""

    def __init__(self, window, node, width=700, height=160):
        self.clock = pathlib.Path(f"/proc/{window.process.pid}/task/{window.process.pid}/schedstat")
        box = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
        self.box = (max(box.x, 0), max(box.y, 0), min(width, box.width), min(height, box.height))

    def now(self):
        return Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), *self.box).get_pixels()

    def settled(self):
        last, since = self.now(), time.monotonic()
        while time.monotonic() - since < SETTLED:
            time.sleep(0.02)
            if (new := self.now()) != last:
                last, since = new, time.monotonic()
        return last

    def busy(self):
        return int(self.clock.read_text(encoding="ascii").split()[0]) / 1e6

    def time_until(self, wanted, what):
        """Milliseconds from the call of `what` until the picture is as wanted; how many of them the window was busy."""
        began, busy = time.monotonic(), self.busy()
        what()
        while self.now() != wanted:
            if time.monotonic() - began > 20:
                raise SystemExit("the picture never became what it was before")
            time.sleep(0.004)  # to look costs the display time too
        return (time.monotonic() - began) * 1000, self.busy() - busy


def measure(pixels, steps, rounds):
    """The steps are walked once to see what they lead to, then timed; a step that changes nothing is left out."""
    pictures = []
    for step in steps:
        step()
        pictures.append(pixels.settled())
    times = []
    for _ in range(rounds):
        before = pictures[-1]
        for step, picture in zip(steps, pictures):
            if picture == before:
                step()
                pixels.settled()
            else:
                times.append(pixels.time_until(picture, step))
                pixels.settled()
            before = picture
    return times


class Unit:
    def __init__(self, folder, visits):
        self.data, self.password = folder / "data", folder / "password"
        self.password.write_text(PASSWORD, encoding="utf-8")
        told = demand(run("samordnad", "demo", "--data", self.data, "--month", MONTH, "--visits", visits))
        unit = next(line.removeprefix("unit: ") for line in told.splitlines() if line.startswith("unit: "))
        demand(run("samordnad", "account", "add", "--data", self.data, "--user", "anna", "--role", "coordinator", "--unit", unit,
                   "--password-file", self.password))


def opened(profile, *arguments):
    """A window, seconds until its first rows are there, seconds until all is synced."""
    began = time.monotonic()
    window = Window("--language", "sv", *arguments, profile=profile)
    grid = Grid(window, "shift-grid")
    window.wait(lambda: grid.rows() > 0, "the grid has rows")
    rows = time.monotonic() - began
    window.wait(lambda: window.says("status-sync").endswith("allt är skickat"), "all is synced")
    return window, rows, time.monotonic() - began


def line(label, times, busy=(), unit="ms"):
    own = f"{statistics.median(busy):9.1f} {unit}" if busy else f"{'':12}"
    late = sorted(times)[-(-99 * len(times) // 100) - 1]
    print(f"{label:58}{statistics.median(times):9.1f} {unit}{late:9.1f} {unit}{own}  ({len(times)})", flush=True)


def steps_line(label, pixels, steps, rounds):
    times, busy = zip(*measure(pixels, steps, rounds))
    line(label, times, busy)


def walk(window, rounds):
    grid = Grid(window, "shift-grid")
    window.press("filter.all")
    wait(lambda: grid.rows() == count_of(window.get("filter.all").get_name()), "all shifts")
    print(f"{grid.rows()} shifts in the list\n", flush=True)
    list_pixels = Pixels(window, grid.node)
    field = window.get("search")
    word = max(grid.cell(0, CARE_WORKER).lower().split(), key=len)[:6]

    def typed(length):
        return lambda: Atspi.EditableText.insert_text(field, length - 1, word[length - 1], len(word[length - 1].encode()))

    def cleared():
        Atspi.EditableText.set_text_contents(field, "")

    steps_line("a letter in the search until the list shows the result", list_pixels, [*map(typed, range(1, len(word) + 1)), cleared], rounds)
    def pressed(chip):
        node = window.get(chip)
        return lambda: Atspi.Action.do_action(node, 0)

    chips = ["filter.needs_action", "filter.all", "filter.ready", "filter.approved", "filter.all"]
    steps_line("a filter chip until the list shows it", list_pixels, [pressed(chip) for chip in chips], rounds)
    details = Pixels(window, window.get("visit-list"))
    table, middle = grid.node, grid.rows() // 2

    def select(row):
        def step():
            Atspi.Table.remove_row_selection(table, Atspi.Table.get_selected_rows(table)[0])
            Atspi.Table.add_row_selection(table, row)
        return step

    steps_line("a row selected until its visits are shown", details, [select(row) for row in (1, 2, middle, 3)], rounds)
    Atspi.Component.grab_focus(table)

    def key(name):
        symbol = Gdk.keyval_from_name(name)
        return lambda: Atspi.generate_keyboard_event(symbol, None, Atspi.KeySynthType.SYM)

    pages = ("Page_Down", "Page_Down", "Page_Up", "End", "Home")
    steps_line("a page down, up, to the end, to the start", list_pixels, [key(name) for name in pages], rounds)


def menu_item(window, label):
    """What its menu does, without looking for it each time."""
    for node in window.nodes(showing=False):
        if node.get_role() == Atspi.Role.MENU_ITEM and node.get_name() == label:
            return lambda: Atspi.Action.do_action(node, 0)
    raise SystemExit(f"no menu item is called {label}")


def resident(window):
    """Megabytes."""
    pages = int(pathlib.Path(f"/proc/{window.process.pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def walk_visits(window, rounds):
    area = Pixels(window, window.get("shift-grid"))
    to_visits, to_shifts = menu_item(window, "Besök"), menu_item(window, "Arbetspass")
    to_visits()
    grid = Grid(window, "visit-grid")
    wait(lambda: grid.rows() > 0, "the page of visits")
    window.press("filter.all")
    wait(lambda: grid.rows() == count_of(window.get("filter.all").get_name()), "all visits")
    print(f"\n{grid.rows()} visits in the list", flush=True)
    to_shifts()
    steps_line("from the shifts to the visits, and back", area, [to_visits, to_shifts], rounds)


def main():
    visits = sys.argv[1] if len(sys.argv) > 1 else "100000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="samordna-bench-") as name:
        folder = pathlib.Path(name)
        unit = Unit(folder, visits)
        print(f"{visits} visits, month {MONTH}, programs of {BIN}\n\n{'':58}{'median':>12}{'worst':>12}{'own':>12}", flush=True)
        with Backend(unit.data, CLOCK) as backend:
            arguments = ("--server", backend.url, "--user", "anna", "--password-file", unit.password)
            first_rows, first_sync, rows = [], [], []
            for number in range(rounds):
                profile = folder / f"profile-{number}"
                window, some, synced = opened(profile, *arguments)
                first_rows.append(some)
                first_sync.append(synced)
                window.quit()
                window, some, _ = opened(profile, *arguments)
                rows.append(some)
                if number + 1 < rounds:
                    window.quit()
            line("first start until the first rows", first_rows, unit="s ")
            line("first start until all is there", first_sync, unit="s ")
            line("start on what is there until the month's rows", rows, unit="s ")
            walk(window, rounds)
            walk_visits(window, rounds)
            print(f"\nmemory with {visits} visits and both pages: {resident(window):.0f} MB", flush=True)
            nobody = Window("--language", "sv", profile=folder / "nobody")
            nobody.wait(lambda: nobody.find("sign-in-server") or nobody.find("server"), "an empty window")
            print(f"memory of an empty window: {resident(nobody):.0f} MB", flush=True)
            nobody.close()
            if picture := os.environ.get("SAMORDNA_PICTURE"):
                Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), 0, 0, 1600, 1000).savev(picture, "png", [], [])
            window.close()


if __name__ == "__main__":
    main()
