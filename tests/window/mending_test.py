"""A visit is mended in the window: by keys, with what the rules will say told while she types, and nothing typed is lost."""
import unittest

from window import Companion, Grid, WindowTest, plain, wait

WHY = 'Låset svarade inte, felanmält samma dag'


class Mending(WindowTest):
    def at_a_shift_that_lacks_a_note(self, **named):
        window = self.open('--server', self.backend.url, '--user', 'elin', '--password-file', self.backend.password_file, **named)
        self.wait_until_synced(window)
        window.press('filter.needs_action')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() > 0, 'shifts that need action')
        for row in range(grid.rows()):
            grid.select(row)
            wait(lambda: window.says('shift-findings'), 'the findings')
            if 'saknar anteckning' in plain(window.says('shift-findings')) or 'ingen anteckning' in plain(window.says('shift-findings')):
                return window
        self.fail('no shift lacks a note')
        return None

    def test_a_note_is_written_and_what_it_changes_is_told_before_it_is_saved(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        window = self.at_a_shift_that_lacks_a_note()
        window.menu('Skriv anteckning')
        window.get('mend-note')
        self.assertIn('Ingenting är ändrat', window.says('mend-told'))
        window.press('mend-skeleton')
        wait(lambda: window.says('mend-note').endswith(', eftersom '), 'the note is begun')
        wait(lambda: 'Skriv skälet också.' in window.says('mend-told'), 'a beginning is no reason')
        self.assertFalse(window.sensitive('mend-save'))
        window.write('mend-note', 'EL')
        wait(lambda: 'Anteckningen säger inte varför' in window.says('mend-told'), 'initials are no note')
        window.write('mend-note', 'Ångest hela morgonen, ringde 391002-1234')
        wait(lambda: 'personnummer' in window.says('mend-told') and 'journalen' in window.says('mend-told'), 'a gentle warning')
        window.write('mend-note', WHY)
        wait(lambda: 'ingen journal' in window.says('mend-told') and 'personnummer' not in window.says('mend-told'), 'it is in order')
        window.press('mend-save')
        wait(lambda: window.says('status-done') == '1 besök redigerat', 'it is said that it is done')
        self.assertIn(WHY, window.says('shift-findings'))
        self.wait_until_synced(window)
        companion.demand('sync')
        self.assertEqual(sum(row['note'] == WHY for row in companion.json('visit.list', '--all')), 1)
        window.menu('Historik')
        wait(lambda: WHY in window.says('decision-text'), 'the history')
        self.assertIn('elin · Redigera besök', plain(window.says('decision-text')))

    def test_what_was_typed_is_there_again_after_the_window_was_killed(self):
        window = self.at_a_shift_that_lacks_a_note()
        window.menu('Redigera besök')
        window.write('mend-start', '6:05')
        window.write('mend-note', 'Kunden ville')
        wait(lambda: '06:05' in plain(window.says('mend-told')), 'the new time is judged')
        profile = window.profile
        window.process.kill()
        window.process.wait()
        again = self.at_a_shift_that_lacks_a_note(profile=profile)
        again.menu('Redigera besök')
        wait(lambda: again.says('mend-note') == 'Kunden ville', 'the note is there')
        self.assertEqual(again.says('mend-start'), '6:05')
        again.press('mend-cancel')
        again.menu('Redigera besök')
        again.get('mend-note')
        self.assertEqual(again.says('mend-note').count('Kunden ville'), 0)

    def test_a_time_that_cannot_be_read_or_cannot_be_is_told_and_not_saved(self):
        window = self.at_a_shift_that_lacks_a_note()
        window.menu('Redigera besök')
        window.write('mend-end', 'halv nio')
        wait(lambda: window.says('mend-told') == 'Skriv tider som 08:05.', 'how times are written')
        self.assertFalse(window.sensitive('mend-save'))


if __name__ == '__main__':
    unittest.main()
