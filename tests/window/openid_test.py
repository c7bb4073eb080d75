"""Signing in through the browser: a button for each way that the server offers. While the browser is away the window goes on; what opens
the locked window afterwards is a password for this computer."""
import os
import pathlib
import subprocess
import sys
import unittest
from unittest import mock

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from window import PASSWORD, SETTLED, USER, WindowTest, plain, wait

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import openid_provider  # noqa: E402
from openid_provider import SUBJECT, Provider  # noqa: E402

BUTTON = 'sign-in-by-prov'
OWN = 'lugna gatan nummer tre'


class OpenId(WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = Provider()
        cls.addClassCleanup(cls.provider.close)
        subject = cls.backend.directory / 'subject'
        subject.write_text(SUBJECT + '\n')
        cls.backend.run('account', 'link', '--user', USER, '--openid', cls.provider.issuer, '--subject-file', subject)
        cls.backend.stop()
        cls.backend.more = ['--openid', cls.provider.settings(cls.backend.directory)]
        cls.backend.start()

    def setUp(self):
        super().setUp()
        self.provider.lie, self.provider.silent = None, False
        changed = mock.patch.dict(os.environ, openid_provider.browser(self.backend.directory))
        changed.start()
        self.addCleanup(changed.stop)

    def begin(self, settings=''):
        """A window that knows the server, and the way that it offers."""
        window = self.open('--server', self.backend.url, settings=SETTLED + settings)
        self.assertEqual(window.get(BUTTON).get_name(), 'Logga in med Provkommunen')
        return window

    def focused(self, window, name):
        wait(lambda: window.find(name) is not None and window.get(name).get_state_set().contains(Atspi.StateType.FOCUSED),
             f'the keys are in {name}')

    def write(self, window, name, text, *keys):
        self.focused(window, name)
        subprocess.run(['xdotool', 'type', '--clearmodifiers', text], check=True)
        self.key(window, *keys)

    def choose_password(self, window):
        self.activate(window)
        self.write(window, 'sign-in-new-password', OWN, 'Tab')
        self.write(window, 'sign-in-new-password-again', OWN, 'Return')
        self.wait_until_synced(window)

    def says(self, window, start):
        wait(lambda: any(plain(node.get_name() or '').startswith(start) for node in window.nodes()), f'it says: {start}')

    def can_sign_in(self, window):
        wait(lambda: window.find('sign-in-cancel') is None and window.find(BUTTON) is not None and window.sensitive(BUTTON)
             and window.sensitive('sign-in-password'), 'the first step is there again')

    def test_by_keys_alone_she_signs_in_and_her_password_of_this_computer_opens_the_curtain(self):
        window = self.open(settings=SETTLED)
        self.activate(window)
        self.write(window, 'sign-in-server', self.backend.url, 'Tab')
        wait(lambda: window.find(BUTTON) is not None, 'the way that the server offers')
        self.focused(window, 'sign-in-user')
        self.key(window, 'Tab', 'Tab', 'Tab')
        self.focused(window, BUTTON)
        self.key(window, 'space')
        self.choose_password(window)
        self.assertIsNone(window.find('second-factor'))
        self.key(window, 'ctrl+l')
        self.write(window, 'curtain-password', PASSWORD, 'Return')
        wait(lambda: '4' in window.says('curtain-wrong'), 'the password of her account is not it')
        self.write(window, 'curtain-password', OWN, 'Return')
        wait(lambda: window.find('shift-grid') is not None, 'the window is open')

    def test_who_has_forgotten_it_signs_in_anew_in_the_browser_and_chooses_another(self):
        window = self.begin()
        window.press(BUTTON)
        self.choose_password(window)
        self.key(window, 'ctrl+l')
        wait(lambda: window.find('curtain-leave') is not None, 'it is locked')
        window.press('curtain-leave')
        wait(lambda: window.find(BUTTON) is not None, 'the way that the server offers')
        window.press(BUTTON)
        self.choose_password(window)

    def test_a_browser_that_never_comes_back_holds_nobody_up(self):
        self.provider.silent = True
        window = self.begin()
        window.press(BUTTON)
        wait(lambda: window.find('sign-in-address') is not None, 'where the browser was sent')
        self.assertTrue(window.says('sign-in-address').startswith(self.provider.issuer + '/authorize?'))
        wait(lambda: self.provider.count('/authorize') > 0, 'the browser has been there')
        window.press('sign-in-address-copy')
        wait(lambda: window.says('sign-in-address-said') == 'Kopierat', 'the window answers')
        window.press('sign-in-cancel')
        self.can_sign_in(window)
        window.write('sign-in-user', USER)
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        self.wait_until_synced(window)

    def test_escape_cancels_and_the_window_closes_meanwhile(self):
        self.provider.silent = True
        window = self.begin()
        self.activate(window)
        window.press(BUTTON)
        self.focused(window, 'sign-in-cancel')
        self.key(window, 'Escape')
        self.can_sign_in(window)
        window.press(BUTTON)
        wait(lambda: window.find('sign-in-address') is not None, 'where the browser was sent')
        self.assertEqual(window.quit(), 0)

    def test_what_went_wrong_is_said_and_she_can_try_again(self):
        self.provider.silent = True
        window = self.begin('browser_wait=1\n')
        window.press(BUTTON)
        self.says(window, 'Webbläsaren kom inte tillbaka i tid.')
        self.can_sign_in(window)
        self.provider.silent = False
        for lie, said in (('denied', 'Inloggningen avbröts i webbläsaren.'), ('state', 'Svaret i webbläsaren hör inte till'),
                          ('another-subject', 'Du loggades inte in.')):
            window = self.begin()
            self.provider.lie = lie
            window.press(BUTTON)
            self.says(window, said)
            self.can_sign_in(window)


if __name__ == '__main__':
    unittest.main()
