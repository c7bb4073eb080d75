"""Signing in through a provider in the browser: with a good one, and with one that lies. Every lie is refused in words, and nothing is
asked of anybody afterwards."""
import contextlib
import pathlib
import re
import sqlite3
import subprocess
import sys
import unittest

from world import UNIT, Companion, World, run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import openid_provider  # noqa: E402
from openid_provider import AT_THE_BEGINNING, AT_THE_END, IN_THE_BROWSER, SUBJECT, Provider  # noqa: E402

DONE, REFUSED, USAGE = 0, 1, 2


class OpenId(World):
    secret = openid_provider.SECRET

    def setUp(self):
        super().setUp()
        self.provider = Provider(self.secret)
        self.addCleanup(self.provider.close)
        self.subject = self.folder / "subject"
        self.subject.write_text(SUBJECT + "\n", encoding="utf-8")
        self.eva = Companion(self.folder / "profile-eva")
        self.eva.environment |= openid_provider.browser(self.folder)

    def serve(self, **settings):
        self.backend.more = ["--openid", self.provider.settings(self.folder, **settings)]
        self.log_file = self.folder / "backend.log"
        self.backend.log = self.enterContext(open(self.log_file, "a", encoding="utf-8"))
        self.backend.start()

    def account(self, *words):
        return run("samordnad", "account", *words, "--data", self.data)

    def add_eva(self):
        self.succeed(self.account("add", "--user", "eva", "--role", "coordinator", "--unit", UNIT, "--openid", self.provider.issuer,
                                  "--subject-file", self.subject))

    def log_in(self, *more, code=DONE):
        return self.succeed(self.eva.run("login", "--server", self.backend.url, "--openid", *more), code)

    def asked(self):
        """What the backend was asked, by its own log."""
        return re.findall(r"(GET|POST|DELETE) (\S+) (\d+)", self.log_file.read_text(encoding="utf-8"))

    def saw(self):
        return openid_provider.words_of((self.folder / "saw").read_text(encoding="utf-8"))


class Honest(OpenId):
    def test_whom_the_provider_knows_is_let_in_and_works_as_any(self):
        self.add_eva()
        self.serve()
        answer = self.log_in()
        self.assertIn(self.provider.issuer + "/authorize?", answer.stderr)
        self.assertIn("Signed in to", answer.stdout)
        self.assertNotIn("password alone", answer.stdout)
        self.succeed(self.eva.run("sync"))
        self.succeed(self.eva.run("shift.approve", "A1", "--sync"))
        told = self.eva.json("login", "--server", self.backend.url, "--openid", "prov")
        self.assertEqual((told["user"], told["second_factor"]), ("eva", "openid"))

    def test_the_browser_says_that_it_may_be_closed(self):
        self.add_eva()
        self.serve()
        self.log_in()
        self.assertIn("You may close this page", self.saw())

    def test_what_was_signed_in_so_is_renewed_by_itself(self):
        self.add_eva()
        self.serve()
        self.log_in()
        self.backend.stop()
        self.backend.clock = "2026-11-03T08:00:00Z"
        self.backend.start()
        self.succeed(self.eva.run("sync"))

    def test_without_a_browser_the_address_is_told(self):
        self.add_eva()
        self.serve()
        words = self.eva.arguments("login", "--server", self.backend.url, "--openid", "--no-browser")
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.eva.environment) as process:
            self.assertIn("Sign in at this address", process.stderr.readline())
            address = process.stderr.readline().strip()
            self.assertFalse((self.folder / "saw").exists())
            subprocess.run([self.folder / "browser" / "xdg-open", address], env=self.eva.environment, check=True)
            self.assertEqual(process.wait(60), DONE)

    def test_a_browser_that_never_comes_back_is_waited_for_so_long(self):
        self.add_eva()
        self.serve()
        self.provider.silent = True
        self.assertIn("did not come back in time", self.log_in("--wait", "1", code=REFUSED).stderr)

    def test_an_account_may_have_both_and_lose_it_again(self):
        self.add_account("eva")
        self.succeed(self.account("link", "--user", "eva", "--openid", self.provider.issuer, "--subject-file", self.subject))
        self.succeed(self.account("link", "--user", "eva", "--openid", self.provider.issuer, "--subject-file", self.subject))
        self.add_account("bo")
        taken = self.account("link", "--user", "bo", "--openid", self.provider.issuer, "--subject-file", self.subject)
        self.assertIn("signs in as somebody else already", self.succeed(taken, REFUSED).stderr)
        self.serve()
        self.log_in()
        self.succeed(self.eva.run("login", "--server", self.backend.url, "--user", "eva", "--password-file", self.password))
        self.succeed(self.account("unlink", "--user", "eva"))
        self.succeed(self.eva.run("sync"), REFUSED)
        self.assertIn("You were not signed in", self.log_in(code=REFUSED).stderr)

    def test_who_has_no_password_signs_in_with_none(self):
        self.add_eva()
        self.serve()
        for words in ("", "x"):
            (self.folder / "other").write_text(words + "\n", encoding="utf-8")
            answer = self.eva.run("login", "--server", self.backend.url, "--user", "eva", "--password-file", self.folder / "other")
            self.assertNotEqual(answer.returncode, DONE)

    def test_an_inactivated_account_is_not_let_in(self):
        self.add_eva()
        self.deactivate("eva")
        self.serve()
        self.assertIn("You were not signed in", self.log_in(code=REFUSED).stderr)

    def test_who_it_is_stands_nowhere_in_clear(self):
        self.add_eva()
        self.serve()
        self.log_in()
        self.backend.stop()
        for file in [*self.data.iterdir(), self.log_file]:
            self.assertEqual(file.read_bytes().count(SUBJECT.encode()), 0, file.name)

    def test_the_log_tells_how_she_came_in_and_that_somebody_did_not(self):
        self.add_eva()
        self.serve()
        self.log_in()
        self.provider.subject = "somebody else"
        self.log_in(code=REFUSED)
        self.backend.stop()
        with contextlib.closing(sqlite3.connect(self.data / "samordna.db")) as database:
            rows = database.execute("SELECT account_name, outcome, detail FROM log_entry WHERE verb = 'session.begin' ORDER BY rowid").fetchall()
        self.assertEqual(rows, [("eva", "done", "OpenID Connect prov"), ("", "refused", "openid.refused")])

    def test_how_she_identified_herself_may_be_demanded(self):
        self.add_eva()
        self.serve(acr=["loa3"])
        self.log_in(code=REFUSED)

    def test_what_is_asked_for_must_be_there(self):
        self.serve()
        self.assertIn("no other way to sign in called annan", self.log_in("annan", code=REFUSED).stderr)
        self.log_in("--user", "eva", code=USAGE)
        self.succeed(self.eva.run("login", "--server", self.backend.url), USAGE)

    def test_a_fixed_port_is_kept_to(self):
        self.add_eva()
        with openid_provider.Taken() as taken:
            self.serve(redirect_ports=[taken.port])
            self.assertIn("every port that it may use is taken", self.log_in(code=REFUSED).stderr)
        self.log_in()

    def test_settings_that_cannot_be_used_are_told(self):
        file = self.provider.settings(self.folder)
        text = file.read_text(encoding="utf-8")
        for replaced, by, said in (('"issuer": "http://127.0.0.1', '"issuer": "http://192.0.2.1', "neither HTTPS"), ('"title"', '"titel"', "titel is missing"),
                                   ("openid.secret", "nowhere", "secret file of the provider prov")):
            file.write_text(text.replace(replaced, by), encoding="utf-8")
            answer = run("samordnad", "serve", "--data", self.data, "--listen", "127.0.0.1:0", "--openid", file)
            self.assertIn(said, self.succeed(answer, REFUSED).stderr)


class Public(OpenId):
    """A provider that gave the backend no secret."""

    secret = None

    def test_without_a_secret_the_proof_is_enough(self):
        self.add_eva()
        self.serve()
        self.log_in()


class Lies(OpenId):
    def setUp(self):
        super().setUp()
        self.add_eva()
        self.serve()

    def refused(self, lie):
        self.provider.lie = lie
        answer = self.log_in("--wait", "60", code=REFUSED)
        self.assertRegex(answer.stderr, r"[a-z]{3,} [a-z]{2,}", lie)
        return answer.stderr

    def test_every_lie_is_refused_and_nothing_more_is_asked(self):
        """One backend for all: what it had read of the provider before must not help."""
        for lie in AT_THE_BEGINNING:
            with self.subTest(lie):
                self.assertIn("sign-in service cannot be reached", self.refused(lie))
                self.assertEqual(set(self.provider.asked), {"/.well-known/openid-configuration"})
        for lie in IN_THE_BROWSER:
            with self.subTest(lie):
                self.provider.asked.clear()
                before = len(self.asked())
                said = self.refused(lie)
                self.assertIn("cancelled in the browser" if lie == "denied" else "were not signed in" if lie == "failed" else "does not belong", said)
                self.assertEqual(self.provider.count("/token"), 0)
                self.assertEqual([one[0] for one in self.asked()[before:]], ["GET", "POST"])
                self.assertIn("Nobody was signed in", self.saw())
        for lie in AT_THE_END:
            with self.subTest(lie):
                self.provider.asked.clear()
                before = len(self.asked())
                self.assertIn("You were not signed in", self.refused(lie))
                self.assertEqual(self.provider.count("/token"), 0 if lie == "missing-iss" else 1)
                self.assertLessEqual(self.provider.count("/jwks"), 2)
                self.assertEqual([(one[0], one[2]) for one in self.asked()[before:]], [("GET", "200"), ("POST", "201"), ("POST", "401")])

    def test_the_truth_is_believed_after_a_lie(self):
        self.refused("nonce")
        self.provider.lie = None
        self.log_in()

    def test_new_keys_are_fetched_when_they_are_needed(self):
        self.log_in()
        self.provider.key = self.provider.stranger
        self.provider.key.name = "second"
        self.log_in()


if __name__ == "__main__":
    unittest.main()
