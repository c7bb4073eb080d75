"""Help beside the page, and being shown around, by real keys."""
import subprocess
import unittest

from window import USER, PASSWORD, Grid, WindowTest, plain, wait


class Help(WindowTest):
    def test_f1_explains_the_page_with_its_own_keys_and_follows_her(self):
        subprocess.run(['setxkbmap', 'se'], check=True)
        window = self.open_signed_in()
        self.activate(window)
        self.key(window, 'F1')
        wait(lambda: 'Vad sidan är till för' in window.says('help-text'), 'F1 shows the help')
        said = window.says('help-text')
        self.assertIn('A   Godkänn', said)
        self.assertIn('spärrdatum', said)
        self.assertNotIn('I matrisen', said)
        self.key(window, 'Escape')
        wait(lambda: window.find('help-text') is None, 'Esc closes it')
        self.key(window, 'F1')
        wait(lambda: window.find('help-text'), 'F1 opens it again')
        for page, words in (('Ändringar', 'Ändrat av någon annan:'), ('Regler', 'kommunens egen text'), ('Arbetspass', 'Att åtgärda:')):
            window.menu(page)
            wait(lambda words=words: words in window.says('help-text'), f'the help of {page}')
        window.menu('Skriv anteckning')
        wait(lambda: 'Vad panelen är till för' in window.says('help-text'), 'the help of the panel')
        wait(lambda: 'Ctrl+Enter   ' in window.says('help-text') or 'Ctrl+J   ' in window.says('help-text'), 'and its keys')
        window.press('help-close')
        wait(lambda: window.find('help-text') is None, 'the button closes it')

    def test_she_is_shown_around_once_after_the_first_sign_in(self):
        window = self.open()
        window.write('sign-in-server', self.backend.url)
        window.write('sign-in-user', USER)
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        self.wait_until_synced(window)
        wait(lambda: 'Ny här?' in window.says('guide-text'), 'it is offered')
        self.activate(window)
        grid = Grid(window, 'shift-grid')
        window.press('guide-next')
        wait(lambda: 'köer' in window.says('guide-text'), 'the first step')
        window.get('guide-next').get_component_iface().grab_focus()
        self.key(window, '1')
        wait(lambda: 'flagga' in window.says('guide-text'), 'pressing what it says goes on')
        self.key(window, 'section')
        wait(lambda: 'skriva en anteckning' in window.says('guide-text'), 'the paragraph')
        self.key(window, 'n')
        wait(lambda: 'Skriv en mening' in window.says('guide-text'), 'the note')
        self.key(window, 'Escape')
        wait(lambda: 'godkännas som de är' in window.says('guide-text'), 'Esc leaves the note and goes on')
        self.key(window, '2')
        wait(lambda: 'passet du står på' in window.says('guide-text'), 'those that are ready')
        ready = self.chip(window, 'filter.ready')
        wait(lambda: grid.rows() == ready, 'they are shown')
        self.key(window, 'a')
        wait(lambda: self.chip(window, 'filter.ready') == ready - 1, 'one is approved')
        wait(lambda: 'tas tillbaka' in window.says('guide-text'), 'and told how it is undone')
        self.key(window, 'ctrl+z')
        wait(lambda: self.chip(window, 'filter.ready') == ready, 'it is undone')
        wait(lambda: 'månaden stängs' in window.says('guide-text'), 'the closing time')
        self.key(window, 'Return')
        wait(lambda: 'F1 förklarar' in window.says('guide-text'), 'Enter goes on')
        self.key(window, 'Return')
        wait(lambda: window.find('guide-text') is None, 'it ends')
        # Asked for again it can be left.
        window.menu('Visa mig runt')
        wait(lambda: '1 av ' in plain(window.says('guide-text')) or 'köer' in window.says('guide-text'), 'it begins again')
        self.key(window, 'Escape')
        wait(lambda: window.find('guide-text') is None, 'Esc ends it')
        # Signing in again does not offer it.
        window.menu('Logga ut')
        wait(lambda: window.find('sign-in-password'), 'signed out')
        window.write('sign-in-server', self.backend.url)
        window.write('sign-in-user', USER)
        window.write('sign-in-password', PASSWORD)
        window.press('sign-in')
        wait(lambda: grid.rows() > 0, 'she is back')
        self.assertIsNone(window.find('guide-text'))


if __name__ == '__main__':
    unittest.main()
