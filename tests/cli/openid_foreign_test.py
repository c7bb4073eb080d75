"""Signing in through providers that are not ours: `oidc-provider` (npm) and glewlwyd (Debian), each with a client that has a secret and
with one that has none. Somebody fills in their forms."""
import contextlib
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import unittest

from world import UNIT, Companion, World, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
import openid_provider  # noqa: E402
from glewlwyd import Glewlwyd  # noqa: E402

USER, PASSWORD, SECRET = "eva", "ett lösenord som håller", "hemligt"


class Foreign(World):
    def sign_in(self, issuer, subject, client, secret, code=0, **settings):
        (self.folder / "subject").write_text(subject + "\n", encoding="utf-8")
        self.succeed(run("samordnad", "account", "add", "--data", self.data, "--user", "eva", "--role", "coordinator", "--unit", UNIT, "--replace",
                         "--openid", issuer, "--subject-file", self.folder / "subject"))
        provider = openid_provider.Settings(issuer, SECRET if secret else None)
        self.backend.more = ["--openid", provider.settings(self.folder, client_id=client, **settings)]
        self.backend.stop()
        self.backend.start()
        eva = Companion(self.folder / "profile-eva")
        eva.environment |= openid_provider.browser(self.folder, USER, PASSWORD)
        answer = self.succeed(eva.run("login", "--server", self.backend.url, "--openid", "--wait", "60"), code)
        if code == 0:
            self.succeed(eva.run("sync"))
        return answer


class Npm(Foreign):
    def setUp(self):
        super().setUp()
        # A program finds its packages from where it lies.
        shutil.copy(ROOT / "tests/foreign/provider.mjs", self.folder)
        (self.folder / "node_modules").symlink_to(ROOT / "build/foreign/node_modules")
        self.process = subprocess.Popen(["node", self.folder / "provider.mjs"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                        env=os.environ | {"CLIENT_SECRET": SECRET})
        self.addCleanup(self.end)
        self.issuer = next(line for line in self.process.stdout if line.startswith("listening on ")).split()[-1]

    def end(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    def test_with_a_secret(self):
        self.sign_in(self.issuer, USER, "samordna", True)

    def test_without_a_secret(self):
        self.sign_in(self.issuer, USER, "samordna-public", False)

    def test_with_the_wrong_way_to_show_who_asks(self):
        self.assertIn("You were not signed in", self.sign_in(self.issuer, USER, "samordna", False, code=1).stderr)

    def test_somebody_else_is_not_let_in(self):
        self.assertIn("You were not signed in", self.sign_in(self.issuer, "another", "samordna", True, code=1).stderr)


class Debian(Foreign):
    def setUp(self):
        super().setUp()
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.provider = Glewlwyd(USER, PASSWORD, SECRET, [self.port])
        self.addCleanup(self.provider.close)

    def subject(self):
        """It calls people by names that it makes up at their first sign-in."""
        with contextlib.closing(sqlite3.connect(self.provider.folder / "glewlwyd.db")) as database:
            return database.execute("SELECT gposi_sub FROM gpo_subject_identifier WHERE gposi_username = ?", [USER]).fetchone()[0]

    def both(self, client, secret):
        self.sign_in(self.provider.issuer, "nobody yet", client, secret, code=1, redirect_ports=[self.port])
        self.sign_in(self.provider.issuer, self.subject(), client, secret, redirect_ports=[self.port])

    def test_with_a_secret(self):
        self.both("samordna", True)

    def test_without_a_secret(self):
        self.both("samordna-public", False)


if __name__ == "__main__":
    unittest.main()
