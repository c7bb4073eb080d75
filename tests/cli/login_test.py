"""Signing in with the companion: a second factor, a password of one's own, and a session that goes on."""
import unittest

from world import Companion, World, totp

DONE, REFUSED, USAGE = 0, 1, 2
OWN = "lugna gatan nummer tre"


class Login(World):
    def setUp(self):
        super().setUp()
        self.own = self.folder / "own"
        self.own.write_text(OWN + "\n", encoding="utf-8")
        self.backend.start()
        self.eva = Companion(self.folder / "profile-eva")

    def log_in_eva(self, *more, password=None, code=DONE):
        words = ("--server", self.backend.url, "--user", "eva", "--password-file", password or self.password, *more)
        return self.succeed(self.eva.run("login", *words), code)

    def secret_of(self, answer):
        return answer.stdout.splitlines()[0].replace(" ", "")

    def enrolled(self):
        """(secret, recovery codes)"""
        self.add_account("eva", "coordinator", "--second-factor", "totp")
        secret = self.secret_of(self.log_in_eva(code=REFUSED))
        answer = self.log_in_eva("--totp", totp(secret, self.backend.now()))
        return secret, answer.stdout.splitlines()[-10:]

    def test_without_a_second_factor_it_says_so(self):
        self.add_account("eva", "coordinator", "--second-factor", "none")
        self.assertIn("Signed in with a password alone", self.log_in_eva().stdout)
        told = self.eva.json("login", "--server", self.backend.url, "--user", "eva", "--password-file", self.password)
        self.assertEqual(told, {"server": self.backend.url, "user": "eva", "role": "coordinator", "second_factor": "none"})

    def test_the_first_sign_in_tells_the_secret_then_the_recovery_codes(self):
        self.add_account("eva", "coordinator", "--second-factor", "totp")
        wanted = self.log_in_eva(code=REFUSED)
        self.assertRegex(wanted.stdout, r"^([A-Z2-7]{4} ){7}[A-Z2-7]{4}\notpauth://totp/Samordna:eva\?secret=[A-Z2-7]{32}&")
        self.assertIn("Give the secret to an authenticator app", wanted.stderr)
        secret = self.secret_of(wanted)
        refused = self.log_in_eva("--totp", "000000", code=REFUSED)
        self.assertIn("The code is not right", refused.stderr)
        words = ("--server", self.backend.url, "--user", "eva", "--password-file", self.password)
        told = self.eva.json("login", *words, "--totp", totp(secret, self.backend.now()))
        self.assertEqual((told["second_factor"], len(told["recovery_codes"])), ("totp", 10))
        self.succeed(self.eva.run("sync"))
        self.assertIn("A code from your authenticator app is wanted too.", self.log_in_eva(code=REFUSED).stderr)

    def test_a_recovery_code_stands_for_a_code_once_and_is_read_from_a_file(self):
        _, codes = self.enrolled()
        file = self.folder / "recovery"
        file.write_text(codes[0] + "\n", encoding="utf-8")
        answer = self.log_in_eva("--recovery-code-file", file)
        self.assertNotIn(codes[1], answer.stdout)
        self.assertIn("The code is not right", self.log_in_eva("--recovery-code-file", file, code=REFUSED).stderr)
        self.log_in_eva("--recovery-code-file", self.folder / "nowhere", code=USAGE)
        self.log_in_eva("--recovery-code-file", file, "--totp", "123456", code=USAGE)

    def test_a_one_time_password_is_replaced_by_ones_own(self):
        self.add_account("eva", "coordinator", "--second-factor", "none", "--one-time-password")
        self.assertIn("is good for one sign-in", self.log_in_eva(code=REFUSED).stderr)
        weak = self.folder / "weak"
        weak.write_text("Sommar2026!!\n", encoding="utf-8")
        self.assertIn("one of the passwords that are tried first", self.log_in_eva("--new-password-file", weak, code=REFUSED).stderr)
        self.log_in_eva("--new-password-file", self.own)
        self.log_in_eva(code=REFUSED)
        self.log_in_eva(password=self.own)

    def test_a_session_goes_on_by_itself_after_its_token_has_run_out(self):
        self.add_account("eva")
        self.log_in_eva()
        self.backend.stop()
        self.backend.clock = "2026-11-03T08:00:00Z"
        self.backend.start()
        self.succeed(self.eva.run("sync"))
        self.succeed(self.eva.run("shift.approve", "A1", "--sync"))
        self.backend.stop()
        self.backend.clock = "2026-11-18T08:00:00Z"
        self.backend.start()
        self.assertIn("Your sign-in has run out.", self.succeed(self.eva.run("sync"), REFUSED).stderr)

    def test_an_inactivated_account_is_out_at_once_and_what_it_did_is_kept(self):
        self.add_account("eva")
        self.log_in_eva()
        self.succeed(self.eva.run("sync"))
        self.succeed(self.eva.run("shift.approve", "A1"))
        self.deactivate("eva")
        self.succeed(self.eva.run("sync"), REFUSED)
        self.assertEqual(len(self.eva.json("outbox")), 1)


if __name__ == "__main__":
    unittest.main()
