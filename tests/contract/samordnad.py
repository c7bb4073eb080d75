"""A running samordnad, for tests from outside: plain HTTP, no client of ours."""
import base64
import contextlib
import datetime
import gzip
import hmac
import http.client
import json
import pathlib
import re
import shutil
import sqlite3
import ssl
import struct
import subprocess
import tempfile
import unittest
import uuid

PASSWORD = "korrekt hast batteri"
CLOCK = "2026-10-30T10:00:00+01:00"
program = pathlib.Path("samordnad")


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def media_type(self):
        return self.headers.get("Content-Type", "").split(";")[0]

    def json(self):
        return json.loads(self.body)

    def lines(self):
        return [json.loads(line) for line in self.body.splitlines()]


class Service:
    """One process of samordnad, listening."""

    def __init__(self, data, *options, clock=CLOCK, log=subprocess.DEVNULL):
        moved = ["--clock", clock] if clock else []
        self.process = subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0", *moved, *map(str, options)],
                                        stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        found = re.fullmatch(r"listening on (https?)://127\.0\.0\.1:(\d+)\n", line)
        if not found:
            raise AssertionError(f"samordnad said {line!r} and ended with {self.process.wait()}")
        self.scheme, self.port = found[1], int(found[2])
        self.trusted = None

    def ask(self, method, path, body=None, token=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        if self.scheme == "https":
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.trusted)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return Answer(answer.status, dict(answer.getheaders()), content)

    def trust(self, certificate):
        self.trusted = ssl.create_default_context(cafile=certificate)

    def sign_in(self, user):
        return self.ask("POST", "/v1/session", {"user": user, "password": PASSWORD}).json()["token"]

    def everything(self, token):
        return self.ask("GET", "/v1/sync", token=token).lines()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(30)
        self.process.stdout.close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(30)
        self.process.stdout.close()


def totp(secret, moment):
    """The code of an authenticator app (RFC 6238)."""
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(moment) // 30), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


def moment_of(service):
    """By the backend's clock, in seconds since 1970."""
    return datetime.datetime.fromisoformat(service.ask("GET", "/.well-known/samordna").json()["server_time"].replace("Z", "+00:00")).timestamp()


def change(shift, base, verb="shift.approve", **more):
    return {"verb": verb, "id": shift, "base": base, "by": "anna", "at": "2026-10-30T09:59:00+01:00", "key": str(uuid.uuid4()), **more}


class Case(unittest.TestCase):
    """A folder with a small demo unit of October 2026 in it, and accounts: anna coordinates, rune reviews."""

    @classmethod
    def setUpClass(cls):
        cls.model = pathlib.Path(tempfile.mkdtemp(prefix="samordna-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.model)
        made = run("demo", "--data", cls.model / "data", "--month", "2026-10", "--clients", 12, "--care-workers", 4, "--seed", 5)
        if made.returncode:
            raise AssertionError(made.stderr)
        cls.password_file = cls.model / "password"
        cls.password_file.write_text(PASSWORD + "\n", encoding="utf-8")
        for user, role in (("anna", "coordinator"), ("rune", "reviewer")):
            added = cls.add_account(cls.model / "data", user, role, cls.unit_name())
            if added.returncode:
                raise AssertionError(added.stderr)

    @classmethod
    def unit_name(cls):
        if not hasattr(Case, "_unit"):
            with contextlib.closing(sqlite3.connect(cls.model / "data" / "samordna.db")) as database:
                Case._unit = database.execute("SELECT name FROM unit").fetchone()[0]
        return Case._unit

    @classmethod
    def add_account(cls, data, user, role, unit, *more):
        return run("account", "add", "--data", data, "--user", user, "--role", role, "--unit", unit,
                   "--password-file", cls.password_file, *(more or ("--second-factor", "none")))

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samordna-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.folder / "data"
        shutil.copytree(self.model / "data", self.data)

    def serve(self, *options, **more):
        service = Service(self.data, *options, **more)
        self.addCleanup(service.stop)
        return service


def approvable(service, token, number):
    """Shifts that the rules let be approved, with their revision: asked of the backend itself, and approved and revoked again."""
    found = []
    for line in service.everything(token):
        if line.get("t") != "shift":
            continue
        answer = service.ask("POST", "/v1/commands:batch", {"commands": [change(line["id"], line["rev"])]}, token).json()["outcomes"][0]
        if answer["outcome"] != "accepted":
            continue
        answer = service.ask("POST", "/v1/commands:batch", {"commands": [change(line["id"], line["rev"] + 1, "shift.revoke")]}, token)
        found.append((line["id"], answer.json()["outcomes"][0]["changed"][0]["rev"]))
        if len(found) == number:
            break
    return found
