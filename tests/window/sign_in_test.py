"""Signing in while the backend takes its time: the window goes on, she can give up, and nothing comes of it afterwards."""
import contextlib
import json
import socket
import subprocess
import threading
import unittest
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from window import PASSWORD, USER, Companion, Grid, WindowTest, plain, wait
from world import totp

RUN_OUT = 'Din inloggning har gått ut.'
FIELDS = ('sign-in-server', 'sign-in-user', 'sign-in-password', 'sign-in')


class HeldLine:
    """A way to the backend on which everything arrives, and no answer comes back before it is told to."""

    def __init__(self, url):
        self.target = (urlsplit(url).hostname, urlsplit(url).port)
        self.asked, self.may_answer = threading.Event(), threading.Event()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.url = f'http://127.0.0.1:{self.listener.getsockname()[1]}'
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                backend = socket.create_connection(self.target)
                threading.Thread(target=self.pump, args=(client, backend, self.asked.set), daemon=True).start()
                threading.Thread(target=self.pump, args=(backend, client, self.may_answer.wait), daemon=True).start()

    @staticmethod
    def pump(source, sink, before):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                before()
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.may_answer.set()
        self.listener.close()


class SignIn(WindowTest):
    def ask(self):
        """A window whose sign-in is on its way."""
        line = HeldLine(self.backend.url)
        self.addCleanup(line.close)
        window = self.open()
        window.write('sign-in-server', line.url)
        window.write('sign-in-user', USER)
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        self.assertTrue(line.asked.wait(20))
        return window, line

    def focused(self, window, name):
        return window.get(name).get_state_set().contains(Atspi.StateType.FOCUSED)

    def can_sign_in(self, window):
        return window.find('sign-in-cancel') is None and all(window.sensitive(name) for name in FIELDS)

    def test_while_it_is_on_its_way_the_window_says_so_and_the_answer_lets_her_in(self):
        window, line = self.ask()
        cancel = window.get('sign-in-cancel')
        self.assertEqual(cancel.get_name(), 'Loggar in… Avbryt')
        self.activate(window)
        wait(lambda: self.focused(window, 'sign-in-cancel'), 'the keys are where it can be given up')
        self.assertIn('Loggar in…', [node.get_name() for node in window.nodes()])
        self.assertFalse([name for name in FIELDS if window.sensitive(name)])
        line.may_answer.set()
        self.wait_until_synced(window)

    def test_escape_gives_up_what_comes_later_is_thrown_away_and_she_can_sign_in_then(self):
        window, line = self.ask()
        self.activate(window)
        wait(lambda: self.focused(window, 'sign-in-cancel'), 'the keys are where it can be given up')
        self.key(window, 'Escape')
        wait(lambda: self.can_sign_in(window), 'the fields are hers again')
        self.assertEqual(window.says('sign-in-user'), USER)
        line.may_answer.set()
        window.write('sign-in-password', 'not this one')
        window.press('sign-in')
        wait(lambda: 'Användarnamnet eller lösenordet stämmer inte.' in [plain(node.get_name() or '') for node in window.nodes()],
             'only what she asked for now is answered')
        wait(lambda: self.can_sign_in(window), 'the fields are hers again')
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        self.wait_until_synced(window)

    def test_the_button_gives_up_too(self):
        window, _ = self.ask()
        window.press('sign-in-cancel')
        wait(lambda: self.can_sign_in(window), 'the fields are hers again')

    def test_the_window_closes_while_no_answer_comes(self):
        window, line = self.ask()
        self.assertEqual(window.quit(), 0)
        self.assertFalse(line.may_answer.is_set())

    def run_out(self):
        """Her sessions are over: whoever keeps the server has made her account anew."""
        self.backend.add_account(USER, 'coordinator', '--second-factor', 'none', '--replace')

    def approve_one(self, window):
        window.press('filter.ready')
        grid = Grid(window, 'shift-grid')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, 'those that are ready')
        grid.select(0)
        window.press('shift-approve')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'one less is ready')

    def says_run_out(self, window):
        return any((node.get_name() or '').startswith(RUN_OUT) for node in window.nodes())

    def test_a_session_that_has_run_out_is_renewed_with_the_password_given_at_start(self):
        window = self.open_signed_in()
        self.run_out()
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        before = companion.approved()
        self.approve_one(window)
        wait(lambda: len(companion.approved() - before) == 1, 'what she did has reached the backend')
        self.assertFalse(self.says_run_out(window))

    def test_without_a_password_given_at_start_she_is_asked(self):
        window = self.open()
        for field, text in zip(FIELDS, (self.backend.url, USER, PASSWORD)):
            window.write(field, text)
        window.press('sign-in')
        self.wait_until_synced(window)
        self.run_out()
        window.menu('Synka nu')
        wait(lambda: self.says_run_out(window), 'it is said that it has run out')

    def test_signed_in_with_a_password_alone_the_window_says_so(self):
        window = self.open_signed_in()
        self.assertEqual(window.says('second-factor'), 'Inloggad utan kod')


OWN = 'lugna gatan nummer tre'


class SecondFactor(WindowTest):
    """By keys alone."""

    def setUp(self):
        super().setUp()
        self.user = f'eva{id(self)}'
        self.password = PASSWORD

    def add_eva(self, *more):
        self.backend.add_account(self.user, 'coordinator', '--second-factor', 'totp', *more)

    def code(self, secret, later=0):
        return totp(secret, self.backend.now() + 30 * later)

    def enrol(self):
        """Her app, made without the window; one code of it is used up."""
        body = {'user': self.user, 'password': self.password}
        secret = self.ask(body)['enrolment']['secret']
        return secret, self.ask(body | {'code': self.code(secret)})['recovery_codes']

    def ask(self, body):
        request = urllib.request.Request(self.backend.url + '/v1/session', json.dumps(body).encode(), {'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            return json.load(refused)

    def write(self, window, name, text, *keys):
        wait(lambda: window.find(name) is not None and window.get(name).get_state_set().contains(Atspi.StateType.FOCUSED),
             f'the keys are in {name}')
        subprocess.run(['xdotool', 'type', '--clearmodifiers', text], check=True)
        if keys:
            self.key(window, *keys)

    def begin(self):
        window = self.open()
        self.activate(window)
        self.write(window, 'sign-in-server', self.backend.url, 'Tab')
        self.write(window, 'sign-in-user', self.user, 'Tab')
        self.write(window, 'sign-in-password', self.password, 'Return')
        return window

    def says(self, window, start):
        return any(plain(node.get_name() or '').startswith(start) for node in window.nodes())

    def focused(self, window, name):
        wait(lambda: window.get(name).get_state_set().contains(Atspi.StateType.FOCUSED), f'the keys are in {name}')

    def judgement(self, window):
        return ' '.join(window.says('sign-in-judgement').split())

    def test_the_first_sign_in_chooses_a_password_and_an_app_and_keeps_the_recovery_codes(self):
        self.add_eva('--one-time-password')
        window = self.begin()
        self.write(window, 'sign-in-new-password', 'Sommar2026!')
        wait(lambda: self.judgement(window).startswith('Det är ett av de lösenord som prövas först.'), 'it is said that it is weak')
        self.key(window, 'Return')
        self.key(window, 'ctrl+a', 'BackSpace')
        self.write(window, 'sign-in-new-password', OWN)
        wait(lambda: self.judgement(window) == 'Styrka: starkt.', 'it is said how good it is')
        self.key(window, 'Tab')
        self.write(window, 'sign-in-new-password-again', 'something else', 'Return')
        wait(lambda: self.judgement(window) == 'De två lösenorden är inte lika.', 'it is said that they differ')
        self.write(window, 'sign-in-new-password-again', OWN, 'Return')
        self.focused(window, 'sign-in-secret')
        self.assertEqual(window.get('sign-in-picture').get_name(), 'QR-kod med hemligheten')
        letters = window.says('sign-in-secret')
        self.assertRegex(letters, r'^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$')
        self.key(window, 'Tab')
        secret = letters.replace(' ', '')
        self.write(window, 'sign-in-code', '000000', 'Return')
        wait(lambda: self.says(window, 'Koden stämmer inte'), 'it is said that the code is wrong')
        self.write(window, 'sign-in-code', self.code(secret), 'Return')
        self.focused(window, 'recovery-codes')
        codes = window.says('recovery-codes').split()
        self.assertEqual(len(set(codes)), 10)
        window.press('recovery-copy')
        wait(lambda: window.says('recovery-said') == 'Kopierat', 'they are copied')
        # In another language they are still there.
        window.menu('English')
        wait(lambda: window.find('recovery-go-on') is not None and window.get('recovery-go-on').get_name() == 'I have kept them: go on',
             'the window speaks English')
        wait(lambda: window.says('recovery-codes').split() == codes, 'the same codes in the other language')
        self.focused(window, 'recovery-codes')
        self.key(window, 'Tab', 'Tab', 'Tab', 'Tab')
        self.focused(window, 'recovery-go-on')
        self.key(window, 'space')
        self.wait_until_synced(window)
        self.assertIsNone(window.find('second-factor'))
        self.password = OWN
        self.assertEqual(self.ask({'user': self.user, 'password': OWN})['code'], 'sign_in.code_needed')

    def test_who_has_an_app_writes_its_code_or_a_recovery_code(self):
        self.add_eva()
        secret, recovery = self.enrol()
        window = self.begin()
        self.write(window, 'sign-in-code', '000000', 'Return')
        wait(lambda: self.says(window, 'Koden stämmer inte'), 'it is said that the code is wrong')
        self.assertIsNone(window.find('sign-in-secret'))
        self.write(window, 'sign-in-code', self.code(secret, 1), 'Return')
        self.wait_until_synced(window)
        window.quit()
        other = self.begin()
        self.write(other, 'sign-in-code', recovery[0].upper(), 'Return')
        self.wait_until_synced(other)

    def test_escape_leads_back_to_the_first_step_where_the_password_is_not_kept(self):
        self.add_eva()
        self.enrol()
        window = self.begin()
        self.focused(window, 'sign-in-code')
        self.key(window, 'Escape')
        self.focused(window, 'sign-in-password')
        self.assertEqual(window.says('sign-in-user'), self.user)
        self.key(window, 'Return')
        self.focused(window, 'sign-in-password')


if __name__ == '__main__':
    unittest.main()
