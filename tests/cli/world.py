"""The finished programs from outside: a real backend on a free port of loopback, companions with profiles of their own, and a small
unit package to work on. The folder with the programs is the environment's SAMORDNA_BIN."""
import base64
import csv
import datetime
import hmac
import json
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import unittest
import urllib.request

BIN = pathlib.Path(os.environ.get("SAMORDNA_BIN", pathlib.Path(__file__).resolve().parents[2] / "build/dev/bin"))
PASSWORD = "korrekt häst batteri häftapparat"
UNIT = "Enhet Prov"
MONTH = "2026-10"
CLOCK = "2026-11-02T08:00:00Z"  # October closes on Wednesday the 4th of November
AFTER_CLOSING = "2026-11-05T08:00:00Z"

COLUMNS = {
    "unit": "municipality,provider,provider_org_number,unit",
    "care_workers": "number,first_name,last_name,active,last_login",
    "clients": "number,first_name,last_name,person_id,address,household",
    "orders": "client_number,service,minutes_per_visit,double_staffing,valid_from,valid_to",
    "visits": "visit,shift,care_worker_number,client_number,start,end,start_verification,end_verification,double_staffing,note,"
    "registered_at,original_start,original_end,phone",
    "service_lines": "visit,service,minutes,extra,declined",
    "locks": "lock,kind,type,client_number,mounted_at,removed_at,battery_level,battery_read_at",
    "tags": "tag,client_number,active",
    "phones": "phone,label,registered,coupled,active,last_used_at",
}
CLIENT_NAMES = ["Ödeltrud", "Åsgårdsson", "Kvastfenborg"]  # found nowhere else, so that a search for them means something


def totp(secret, moment):
    """The code of an authenticator app (RFC 6238)."""
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(moment) // 30), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


def small_package():
    """Table -> rows. Four shifts: A1 is clean, A2 lacks a note, A3 has a visit without service, A4 is clean."""
    times = lambda day, start, end: [f"2026-10-{day}T{start}:00+02:00", f"2026-10-{day}T{end}:00+02:00"]
    return {
        "unit": [["Nacka", "Provbolaget AB", "556000-4615", UNIT]],
        "care_workers": [["P1", "Nils", "Granlund", "yes", ""], ["P2", "Östen", "Lund", "yes", ""]],
        "clients": [
            ["3001", CLIENT_NAMES[0], CLIENT_NAMES[1], "19391002-TF20", "Skolvägen 38", ""],
            ["3002", "Oskar", CLIENT_NAMES[2], "19310724-TF45", "Sjövägen 49", ""],
        ],
        "orders": [["3001", "Dusch", "30", "no", "2026-01-01", ""], ["3002", "Lunch", "30", "no", "2026-01-01", "2026-12-31"]],
        "visits": [
            ["B1", "A1", "P1", "3001", *times("05", "07:00", "07:30"), "lock", "lock", "no", "", "", "", "", "T1"],
            ["B2", "A1", "P1", "3002", *times("05", "07:45", "08:10"), "tag", "tag", "no", "", "", "", "", "T1"],
            ["B3", "A2", "P1", "3001", *times("06", "07:00", "07:30"), "lock", "manual", "no", "", "", "", "", "T1"],
            ["B4", "A3", "P2", "3002", *times("06", "12:00", "12:20"), "tag", "tag", "no", "", "", "", "", "T1"],
            ["B5", "A4", "P2", "3002", *times("07", "12:00", "12:45"), "tag", "manual", "no",
             'Låset svarade inte, "rött" ljus;\nringde kontaktcenter', "", "", "", "T1"],
        ],
        "service_lines": [
            ["B1", "Dusch", "", "no", "no"], ["B2", "Lunch", "25", "no", "no"], ["B3", "Dusch", "", "no", "no"],
            ["B5", "Lunch", "30", "no", "no"], ["B5", "Promenad", "15", "yes", "no"],
        ],
        "locks": [["L1", "door", "380 T4", "3001", "2026-01-11", "", "ok", "2026-10-02T11:00:00+02:00"]],
        "tags": [["04A2003002", "3002", "yes"]],
        "phones": [["T1", "Xcover T1", "yes", "yes", "yes", "2026-10-07T14:20:00+02:00"]],
    }  # fmt: skip


def weekly_package(without=()):
    """Table -> rows. 3002 is visited every day, 3001 on Mondays, from the 31st of August to the end of October, but not on those days;
    nothing stops any shift."""
    tables = small_package() | {"visits": [], "service_lines": []}
    day, end = datetime.date(2026, 8, 31), datetime.date(2026, 11, 1)
    while day < end:
        offset = "+02:00" if day < datetime.date(2026, 10, 25) else "+01:00"
        stops = [("3002", "12:00", "12:30", "Lunch")]
        if day.weekday() == 0 and day.isoformat() not in without:
            stops.append(("3001", "08:00", "08:30", "Dusch"))
        for client, start, stop, service in stops:
            number = f"B{len(tables['visits'])}"
            tables["visits"].append([number, f"A{day:%m%d}", "P1", client, f"{day}T{start}:00{offset}", f"{day}T{stop}:00{offset}",
                                     "lock", "lock", "no", "", "", "", "", "T1"])
            tables["service_lines"].append([number, service, "", "no", "no"])
        day += datetime.timedelta(days=1)
    return tables


def write_package(folder, tables):
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.split(","))
            writer.writerows(tables[name])
    return folder


def run(program, *arguments, environment=None):
    return subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False,
                          env=environment or os.environ.copy())


class Backend:
    """samordnad on the folder `data`. Use as a context, or start() and stop()/kill()."""

    def __init__(self, data, clock=CLOCK):
        self.data, self.clock, self.process, self.url = data, clock, None, None
        self.log = subprocess.DEVNULL
        self.more = []  # further options

    def start(self):
        # The same port every time, so that profiles find it again.
        port = self.url.rsplit(":", 1)[1] if self.url else "0"
        self.process = subprocess.Popen(
            [BIN / "samordnad", "serve", "--data", self.data, "--listen", f"127.0.0.1:{port}", "--clock", self.clock, *self.more],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.url = line.split()[-1]
                return self
        raise AssertionError(f"samordnad ended with {self.process.wait()} before it listened")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process.stdout.close()
            self.process = None

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    __enter__ = start

    def __exit__(self, *_):
        self.stop()

    def now(self):
        """By its clock, in seconds since 1970."""
        with urllib.request.urlopen(self.url + "/.well-known/samordna", timeout=60) as answer:
            return datetime.datetime.fromisoformat(json.load(answer)["server_time"].replace("Z", "+00:00")).timestamp()

    def revisions(self, user):
        """Shift id -> revision, as the feed tells it, asked without any client of ours."""
        body = json.dumps({"user": user, "password": PASSWORD}).encode()
        request = urllib.request.Request(self.url + "/v1/session", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            token = json.load(answer)["token"]
        found, cursor = {}, ""
        while True:
            request = urllib.request.Request(f"{self.url}/v1/sync?limit=20000{cursor}", headers={"Authorization": f"Bearer {token}"})
            with urllib.request.urlopen(request, timeout=60) as answer:
                lines = [json.loads(line) for line in answer]
            found.update({line["id"]: line["rev"] for line in lines if line.get("t") == "shift" and line["k"] == "up"})
            if not lines[-1]["more"]:
                return found
            cursor = "&cursor=" + lines[-1]["cursor"]


class Companion:
    """samordnactl with a profile of its own; `key` is where the profile's key is kept, the keyring without it."""

    def __init__(self, folder, key=("--no-keyring",)):
        self.profile, self.key = folder, key
        self.environment = os.environ | {"TMPDIR": str(folder.parent), "LANGUAGE": "en"}

    def arguments(self, command, *arguments):
        return [BIN / "samordnactl", "--profile", self.profile, *self.key, command, *map(str, arguments)]

    def run(self, command, *arguments):
        return subprocess.run(self.arguments(command, *arguments), capture_output=True, text=True, timeout=120, check=False,
                              env=self.environment)

    def json(self, command, *arguments, code=0):
        answer = self.run(command, "--json", *arguments)
        if answer.returncode != code:
            raise AssertionError(f"{command}: exit code {answer.returncode} instead of {code}\n{answer.stdout}{answer.stderr}")
        return json.loads(answer.stdout)

    def states(self):
        return {shift["source_id"]: shift["state"] for shift in self.json("shift.list", "--all")}


class World(unittest.TestCase):
    """A folder, a backend with the small package in it, and as many coordinators as wanted."""

    clock = CLOCK

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samordna-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.folder / "data"
        self.password = self.folder / "password"
        self.password.write_text(PASSWORD + "\n", encoding="utf-8")
        self.package = write_package(self.folder / "package", self.tables())
        self.succeed(run("samordnad", "import", "--data", self.data, self.package))
        self.backend = Backend(self.data, self.clock)
        self.addCleanup(self.backend.stop)

    def tables(self):
        return small_package()

    def succeed(self, answer, code=0):
        self.assertEqual(answer.returncode, code, answer.stdout + answer.stderr)
        return answer

    def add_account(self, user, role="coordinator", *more):
        self.succeed(run("samordnad", "account", "add", "--data", self.data, "--user", user, "--role", role, "--unit", UNIT,
                         "--password-file", self.password, *(more or ("--second-factor", "none"))))

    def deactivate(self, user):
        self.succeed(run("samordnad", "account", "deactivate", "--data", self.data, "--user", user))

    def companion(self, user, role="coordinator"):
        """A coordinator who has signed in and synced."""
        self.add_account(user, role)
        if not self.backend.process:
            self.backend.start()
        companion = Companion(self.folder / f"profile-{user}")
        self.succeed(self.log_in(companion, user))
        self.succeed(companion.run("sync"))
        return companion

    def log_in(self, companion, user):
        return companion.run("login", "--server", self.backend.url, "--user", user, "--password-file", self.password)
