"""Nobody at the window: it hides everything, by key and by itself, and her password brings it back. Signing out leaves nothing."""
import unittest

from window import PASSWORD, SETTLED, USER, WindowTest, wait


class Curtain(WindowTest):
    def open_with(self, settings):
        window = self.open('--server', self.backend.url, '--user', USER, '--password-file', self.backend.password_file,
                           settings=SETTLED + settings)
        self.wait_until_synced(window)
        return window

    def is_hidden(self, window):
        return window.find('curtain-password') is not None and window.find('shift-grid') is None and window.find('navigation') is None

    def test_ctrl_l_hides_everything_and_the_password_brings_it_back_where_she_was(self):
        window = self.open_signed_in()
        self.activate(window)
        self.key(window, 'g', 't')
        window.get('phone-search')
        self.key(window, 'ctrl+l')
        wait(lambda: self.is_hidden(window), 'everything is hidden')
        self.assertIsNone(window.find('phone-search'))
        window.write('curtain-password', 'not hers')
        self.key(window, 'Return')
        wait(lambda: '4' in window.says('curtain-wrong'), 'it says how many tries are left')
        # What is done by keys is not done behind it.
        self.key(window, 'Tab', 'g', 'a')
        self.assertTrue(self.is_hidden(window))
        window.write('curtain-password', PASSWORD)
        window.press('curtain-unlock')
        wait(lambda: window.find('phone-search') is not None, 'she is where she was')

    def test_who_is_wrong_too_often_signs_in_anew(self):
        window = self.open_signed_in()
        self.activate(window)
        self.key(window, 'ctrl+l')
        wait(lambda: self.is_hidden(window), 'everything is hidden')
        for _ in range(5):
            window.write('curtain-password', 'not hers')
            window.press('curtain-unlock')
        wait(lambda: window.find('sign-in-password') is not None, 'the sign-in')

    def test_it_hides_everything_by_itself_when_nobody_touches_it(self):
        window = self.open_with('lock_after=1\n')
        wait(lambda: self.is_hidden(window), 'everything is hidden')
        window.write('curtain-password', PASSWORD)
        window.press('curtain-unlock')
        wait(lambda: window.find('shift-grid') is not None, 'the window is open')

    def test_nothing_is_left_when_she_signs_out_for_good(self):
        window = self.open_signed_in()
        window.menu('Logga ut och ta bort allt')
        wait(lambda: window.find('sign-in-password') is not None, 'the sign-in')
        window.write('sign-in-server', self.backend.url)
        window.write('sign-in-user', USER)
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        self.wait_until_synced(window)


if __name__ == '__main__':
    unittest.main()
