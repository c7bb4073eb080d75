"""What she waits for in the real window on a big unit, on a virtual display, with real keys:
    python3 tests/bench/window.py [VISITS] [ROUNDS]       the programs are those of SAMORDNA_BIN, else of build/release/bin
Prints a table: median, 99th percentile (with less than a hundred of them the worst), and the median of the window's own time on a
processor, which does not depend on what else the computer does. Measured on the picture: from the key until the pixels of the list or of
the details are the ones that they settle at. Goal: each within 50 ms; memory within twice that of a window without visits and 100 bytes a
visit."""
import ctypes
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("SAMORDNA_BIN", str(ROOT / "build/release/bin"))
if "DISPLAY" not in os.environ or os.environ.get("SAMORDNA_BENCH") != "on a display":
    os.environ["SAMORDNA_BENCH"] = "on a display"
    os.execvp("sh", ["sh", str(ROOT / "installer/display.sh"), "/usr/bin/python3", *sys.argv])
# The keyboard that she has; before anybody asks for the keys.
subprocess.run(["setxkbmap", "se"], check=True)

sys.path.insert(0, str(ROOT / "tests/cli"))
import gi  # noqa: E402
from world import BIN, MONTH, PASSWORD, Backend, run  # noqa: E402

gi.require_version("Gdk", "3.0")
from gi.repository import Gdk  # noqa: E402

CLOCK = "2026-10-31T20:00:00Z"  # the month is nearly over
SETTLED = 0.7  # seconds without a change: what is not in sight comes when she pauses
SETTINGS = "maximized=1\nguide_offered=1\n"
SCREEN = (0, 0, 1600, 1000)
# Parts of the window: the first rows of the list, what is told of the row below it, and both headers.
ROWS, DETAILS, PAGE = (240, 250, 700, 160), (240, 730, 700, 160), (240, 60, 700, 160)


def demand(answer):
    if answer.returncode != 0:
        raise SystemExit(answer.stdout + answer.stderr)
    return answer.stdout


class Keyboard:
    def __init__(self):
        self.x, self.test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))

    def press(self, *names):
        """All at once, as a chord."""
        codes = [self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x.XStringToKeysym(name.encode()))) for name in names]
        for code in codes:
            self.test.XTestFakeKeyEvent(self.display, code, 1, 0)
        for code in reversed(codes):
            self.test.XTestFakeKeyEvent(self.display, code, 0, 0)
        self.x.XFlush(self.display)

    def click(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, 0, x, y, 0)
        for down in (1, 0):
            self.test.XTestFakeButtonEvent(self.display, 1, down, 0)
        self.x.XFlush(self.display)


def picture(box):
    return Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), *box).get_pixels()


def settled(box, quiet=SETTLED):
    last, since = picture(box), time.monotonic()
    while time.monotonic() - since < quiet:
        time.sleep(0.02)
        if (new := picture(box)) != last:
            last, since = new, time.monotonic()
    return last


class Window:
    def __init__(self, keyboard, program, *arguments):
        self.keyboard = keyboard
        self.process = subprocess.Popen([BIN / program, *map(str, arguments)])
        self.clock = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/schedstat")
        self.idle()
        keyboard.click(800, 10)  # its title: it has the keys now

    def whole_time(self):
        """Hundredths of a second of all its threads."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def idle(self):
        """Nothing is fetched any more."""
        last = -100
        while (now := self.whole_time()) - last > 9:
            last = now
            time.sleep(3)

    def busy(self):
        """Milliseconds of the thread that she waits for."""
        return int(self.clock.read_text(encoding="ascii").split()[0]) / 1e6

    def memory(self):
        """Megabytes."""
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 1e6

    def close(self):
        self.keyboard.press("Control_L", "q")
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise SystemExit("the window did not take Ctrl+Q") from None

    def measure(self, label, box, prepare, steps, rounds):
        """The steps are walked twice to see what they lead to, then timed; a step that changes nothing is left out."""
        pictures, times, own = [], [], []
        for number in range(-1, rounds + 1):
            if number == 0:
                pictures.clear()
            prepare()
            settled(SCREEN)
            before = picture(box)
            for at, step in enumerate(steps):
                began, busy = time.monotonic(), self.busy()
                step()
                if number <= 0:
                    pictures.append(settled(box))
                    continue
                while pictures[at] != before and picture(box) != pictures[at]:
                    if time.monotonic() - began > 5:
                        raise SystemExit(f"{label}: after step {at + 1} the picture never became what it was before")
                    time.sleep(0.001)
                if pictures[at] != before:
                    times.append((time.monotonic() - began) * 1000)
                    own.append(self.busy() - busy)
                before = settled(box)
        late = sorted(times)[-(-99 * len(times) // 100) - 1]
        print(f"{label:58}{statistics.median(times):9.1f} ms{late:9.1f} ms{statistics.median(own):9.1f} ms  ({len(times)})", flush=True)


def samordna(keyboard, profile, *arguments):
    profile.mkdir(mode=0o700, exist_ok=True)
    if not (profile / "window.ini").exists():
        (profile / "window.ini").write_text(SETTINGS, encoding="ascii")
    return Window(keyboard, "samordna", "--language", "sv", "--profile", profile, *arguments)


def floor(keyboard, rounds):
    """A list of the toolkit that has nothing to ask anybody for."""
    print("\nthe toolkit alone")
    window = Window(keyboard, "bench_grid")
    window.measure("  other words in as many cells", ROWS, lambda: None, [lambda: keyboard.press("1"), lambda: keyboard.press("2")],
                   5 * rounds)
    window.close()


def walk(window, rounds):
    keyboard = window.keyboard

    def key(*names):
        return lambda: keyboard.press(*names)

    def keys(text):
        return [key(letter) for letter in text]

    def go(letter):
        return lambda: (keyboard.press("g"), keyboard.press(letter))

    def slowly(*steps):
        for step in steps:
            step()
            time.sleep(0.2)

    def the_list():
        slowly(key("Escape"), key("Escape"), key("6"), key("Home"))

    def the_search():
        the_list()
        slowly(key("Control_L", "f"))

    letters = keys("hassan") + [key("BackSpace")] * 6
    far = [key("End"), key("Home")]
    for name, page, chips in (("shifts", "a", "16256"), ("visits", "b", "16746")):
        slowly(go(page))
        settled(SCREEN)
        print(f"\n{name}")
        window.measure("  a letter in the search until the list shows the result", ROWS, the_search, letters, rounds)
        window.measure("  a filter chip until the list shows it", ROWS, the_list, keys(chips), rounds)
        window.measure("  the next row until it is told of", DETAILS, the_list, keys("jjjk"), rounds)
        window.measure("  to the end, to the start", ROWS, the_list, far, rounds)
    # The headers of the clients and of the days.
    by = [lambda: keyboard.click(560, 216), lambda: keyboard.click(360, 216)]
    window.measure("  sorted by client, by day", ROWS, the_list, by, 2 * rounds)
    print()
    window.measure("from the visits to the shifts, and back", PAGE, lambda: None, [go("a"), go("b")], 3 * rounds)


def account(data, password, unit):
    demand(run("samordnad", "account", "add", "--data", data, "--user", "anna", "--role", "coordinator", "--second-factor", "none", "--unit", unit,
               "--password-file", password))


def backend_with(folder, visits, password):
    told = demand(run("samordnad", "demo", "--data", folder, "--month", MONTH, "--visits", visits))
    account(folder, password, next(line.removeprefix("unit: ") for line in told.splitlines() if line.startswith("unit: ")))
    return Backend(folder, CLOCK)


def main():
    visits = sys.argv[1] if len(sys.argv) > 1 else "100000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    keyboard = Keyboard()
    with tempfile.TemporaryDirectory(prefix="samordna-bench-") as name:
        folder = pathlib.Path(name)
        password = folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        print(f"{visits} visits, month {MONTH}, programs of {BIN}\n\n{'':58}{'median':>12}{'worst':>12}{'own':>12}", flush=True)
        with backend_with(folder / "data", visits, password) as backend:
            arguments = ("--server", backend.url, "--user", "anna", "--password-file", password)
            samordna(keyboard, folder / "profile", *arguments).close()  # all is fetched
            window = samordna(keyboard, folder / "profile", *arguments)
            walk(window, rounds)
            full = window.memory()
            if shown := os.environ.get("SAMORDNA_PICTURE"):
                Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), *SCREEN).savev(shown, "png", [], [])
            window.close()
        with backend_with(folder / "few", "1", password) as backend:
            window = samordna(keyboard, folder / "nobody", "--server", backend.url, "--user", "anna", "--password-file", password)
            for letter in "gbga":
                keyboard.press(letter)
                settled(SCREEN)
            empty = window.memory()
            window.close()
        shutil.rmtree(folder / "data")
        floor(keyboard, rounds)
        goal = 2 * empty + int(visits) * 100 / 1e6
        print(f"\nmemory: {full:.0f} MB with both lists; without visits {empty:.0f} MB; goal {goal:.0f} MB")


if __name__ == "__main__":
    main()
