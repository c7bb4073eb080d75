"""A first sync of a big unit against the shortest way there is, and what a coordinator waits for in the month that it gives:
    python3 tests/bench/run.py [VISITS] [ROUNDS]       the programs are those of SAMORDNA_BIN, else of build/release/bin
Prints a table. Medians; CPU is the client's own. Goals: the sync within 1.5 times the bare one, a keystroke within 50 ms, judging all
visits anew within what SQLite takes to read their rows once, an edited visit within 1 ms."""
import json
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
sys.path.insert(0, str(ROOT / "tests/cli"))
from world import BIN, PASSWORD, Backend, Companion, run  # noqa: E402

MONTH = "2026-10"
CLOCK = "2026-11-02T08:00:00Z"


def timed(words, environment=None):
    """(wall seconds, CPU seconds, stdout) of a program that must succeed."""
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, env=environment)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{words[0]} ended with {process.returncode}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, out


def demand(answer):
    if answer.returncode != 0:
        raise SystemExit(answer.stdout + answer.stderr)
    return answer.stdout


def median(rounds, index):
    return statistics.median(one[index] for one in rounds)


def made_up(data, password, visits, months):
    """A unit with so many visits a month, and anna who works there."""
    password.write_text(PASSWORD, encoding="utf-8")
    for month in months:
        told = demand(run("samordnad", "demo", "--data", data, "--month", month, "--visits", visits))
    unit = next(line.removeprefix("unit: ") for line in told.splitlines() if line.startswith("unit: "))
    demand(run("samordnad", "account", "add", "--data", data, "--user", "anna", "--role", "coordinator", "--second-factor", "none", "--unit", unit,
               "--password-file", password))


def bench_month(companion, *arguments):
    environment = os.environ | {"SAMORDNA_PROFILE": str(companion.profile), "SAMORDNA_MONTH": MONTH}
    return json.loads(timed([BIN / "bench_month", "--benchmark_format=json", *arguments], environment)[2])["benchmarks"]


def measure(folder, visits, rounds):
    data, password = folder / "data", folder / "password"
    made_up(data, password, visits, [MONTH])
    bare, ours = [], []
    with Backend(data, CLOCK) as backend:
        for number in range(rounds):
            database = folder / f"bare-{number}.db"
            bare.append(timed([BIN / "bench_bare", backend.url, "anna", password, ROOT / "resources/schema/client", database]))
            database.unlink()
            companion = Companion(folder / f"profile-{number}")
            demand(companion.run("login", "--server", backend.url, "--user", "anna", "--password-file", password))
            ours.append(timed(companion.arguments("sync", "--json"), companion.environment))
            if number + 1 < rounds:
                shutil.rmtree(companion.profile)
    records, size = bare[0][2].split()
    print(f"{int(records):,} records, {int(size) / 1e6:.1f} MB as text, month {MONTH}, median of {rounds}\n")
    print(f"{'':34}{'wall s':>8}{'CPU s':>8}")
    print(f"{'bare download, decode, insert':34}{median(bare, 0):8.2f}{median(bare, 1):8.2f}")
    print(f"{'first sync':34}{median(ours, 0):8.2f}{median(ours, 1):8.2f}")
    print(f"{'times the bare one (goal 1.5)':34}{median(ours, 0) / median(bare, 0):8.2f}{median(ours, 1) / median(bare, 1):8.2f}\n")
    for one in bench_month(companion, "--benchmark_min_time=1", "--benchmark_filter=-people"):
        if "p99_ms" in one:
            bytes_a_visit = f", {one['bytes_a_visit']:.0f} bytes a visit" if "bytes_a_visit" in one else ""
            print(f"{one['name'].split('/')[0].replace('_', ' '):34}{one['median_ms']:8.1f} ms, p99 {one['p99_ms']:.1f} ms{bytes_a_visit}")
            continue
        value = one["per_keystroke"] * 1000 if "per_keystroke" in one else one["real_time"]
        print(f"{one['name'].split('/')[0].replace('_', ' '):34}{value:8.1f} ms")


def measure_people(folder, visits):
    """Beside what came before: what is usual is read from it."""
    data, password = folder / "data", folder / "password"
    made_up(data, password, visits, ["2026-08", "2026-09", MONTH])
    with Backend(data, CLOCK) as backend:
        companion = Companion(folder / "profile")
        demand(companion.run("login", "--server", backend.url, "--user", "anna", "--password-file", password))
        demand(companion.run("sync"))
    opened, told = bench_month(companion, "--benchmark_filter=people")
    print(f"\n{'people opened beside the lists':34}{opened['median_ms']:8.1f} ms")
    print(f"{'their silences, when idle':34}{opened['all_pieces_ms']:8.1f} ms, in pieces of {opened['median_piece_ms']:.1f} ms, "
          f"the longest {opened['longest_piece_ms']:.1f} ms")
    print(f"{'people told of a shift':34}{told['median_ms']:8.1f} ms, p99 {told['p99_ms']:.1f} ms")


def measure_judging(folder, visits, rounds):
    out = timed([BIN / "bench_judge", ROOT / "resources/schema/client", folder / "judge.db", visits, rounds])[2]
    read, read_encrypted, put, judged, edited, findings = (float(word) for word in out.split())
    print(f"\n{'rows read once by SQLite':34}{read:8.1f} ms CPU")
    print(f"{'the same, encrypted as a profile':34}{read_encrypted:8.1f} ms CPU")
    print(f"{'put into facts':34}{put:8.1f} ms CPU")
    print(f"{'judged anew':34}{judged:8.1f} ms CPU, {int(findings):,} findings")
    print(f"{'times the reading (goal 1)':34}{judged / read:8.2f}")
    print(f"{'with the putting':34}{(put + judged) / read:8.2f}")
    print(f"{'with it, times a profile':34}{(put + judged) / read_encrypted:8.2f}")
    print(f"{'one edited visit judged (goal 1)':34}{edited:8.3f} ms CPU")


def main():
    visits = sys.argv[1] if len(sys.argv) > 1 else "100000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="samordna-bench-") as folder:
        measure_people(pathlib.Path(folder), visits)
    with tempfile.TemporaryDirectory(prefix="samordna-bench-") as folder:
        measure(pathlib.Path(folder), visits, rounds)
        measure_judging(pathlib.Path(folder), visits, max(rounds, 5))


if __name__ == "__main__":
    main()
