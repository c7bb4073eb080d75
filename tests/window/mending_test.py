"""A visit is mended in the window: by keys, with what the rules will say told while she types, and nothing typed is lost."""
import unittest

from window import DAY, Companion, Grid, WindowTest, plain, wait

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

    def the_visit_that_is_open(self, window, companion):
        """As another computer knows it: by the day of its shift and its times."""
        grid = Grid(window, 'shift-grid')
        day = int(plain(grid.cell(grid.selected()[0], DAY)).split()[1])
        start, end = window.says('mend-start'), window.says('mend-end')
        found = [row for row in companion.json('visit.list', '--all')
                 if row['end'] and int(row['start'][8:10]) == day and row['start'][11:16] == start and row['end'][11:16] == end]
        self.assertEqual(len(found), 1)
        return found[0]

    def test_what_someone_else_does_meanwhile_is_told_and_never_put_aside_unasked(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        window = self.at_a_shift_that_lacks_a_note()
        companion.demand('sync')
        window.menu('Redigera besök')
        window.write('mend-note', WHY)
        visit = self.the_visit_that_is_open(window, companion)
        theirs = companion.folder / 'note.txt'
        theirs.write_text('Kunden bad om en kortare stund\n', encoding='utf-8')
        companion.demand('visit.edit', visit['id'], '--note-file', theirs, '--sync')
        window.menu('Synka nu')
        told = wait(lambda: 'någon annan' in window.says('mend-told') and plain(window.says('mend-told')), 'it is told')
        self.assertIn('Anteckning: du har ' + WHY + ', någon annan Kunden bad om en kortare stund; innan var det ingenting', told)
        self.assertEqual(window.says('mend-note'), WHY)
        window.press('mend-theirs')
        wait(lambda: window.says('mend-note') == 'Kunden bad om en kortare stund', 'theirs is taken')
        wait(lambda: not window.sensitive('mend-save'), 'and then nothing of hers is left to save')
        window.write('mend-note', 'Kunden bad om en kortare stund. ' + WHY)
        wait(lambda: window.sensitive('mend-save'), 'a third is hers to write')
        window.press('mend-save')
        wait(lambda: window.says('status-done') == '1 besök redigerat', 'it is said that it is done')
        self.wait_until_synced(window)
        companion.demand('sync')
        notes = [row['note'] for row in companion.json('visit.list', '--all') if row['id'] == visit['id']]
        self.assertEqual(notes, ['Kunden bad om en kortare stund. ' + WHY])

    def test_a_conflict_is_mended_with_mine_theirs_and_what_was_before_in_sight(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        companion.demand('sync')
        window = self.at_a_shift_that_lacks_a_note()
        window.menu('Redigera besök')
        visit = self.the_visit_that_is_open(window, companion)
        mine = companion.folder / 'mine.txt'
        mine.write_text('Kunden var hos grannen\n', encoding='utf-8')
        window.write('mend-note', WHY)
        wait(lambda: window.sensitive('mend-save'), 'it can be saved')
        window.press('mend-save')
        self.wait_until_synced(window)
        # The other computer has not heard of it: its change is parked, and shown there as here.
        outcome = companion.run('visit.edit', visit['id'], '--note-file', mine, '--sync')
        self.assertNotEqual(outcome.returncode, 0)
        again = self.open(profile=companion.folder / 'profile')
        again.menu('Ändringar')
        told = wait(lambda: WHY in again.says('change-text') and plain(again.says('change-text')), 'both are shown')
        self.assertIn('Kunden var hos grannen', told)
        again.press('visit.edit')
        wait(lambda: again.says('mend-note') == 'Kunden var hos grannen', 'hers is in the form')
        self.assertIn(WHY, plain(again.says('mend-told')))
        again.press('mend-save')
        wait(lambda: again.says('status-done') == '1 besök redigerat', 'it is made upon theirs')

    def test_a_visit_that_was_never_registered_is_registered_with_the_reason(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        window = self.at_a_shift_that_lacks_a_note()
        companion.demand('sync')
        client = companion.json('visit.list', '--all')[0]['client_number']
        window.menu('Registrera ett besök')
        window.write('mend-client', 'a')
        wait(lambda: 'Vilken kund?' in window.says('mend-told'), 'an a is not enough')
        window.write('mend-client', str(client))
        window.write('mend-start', '12:00')
        window.write('mend-end', '1205')
        wait(lambda: '12:00–12:05' in plain(window.says('mend-told')), 'it is judged')
        Grid(window, 'mend-services').toggle(0, 0)
        wait(lambda: 'saknar insats' not in window.says('mend-told'), 'it has a service')
        self.assertFalse(window.sensitive('mend-save'))
        window.write('mend-note', 'Telefonen var urladdad hela förmiddagen')
        wait(lambda: window.sensitive('mend-save'), 'with a reason it can be saved')
        window.press('mend-save')
        wait(lambda: window.says('status-done') == '1 besök efterregistrerat', 'it is said that it is done')
        self.wait_until_synced(window)
        companion.demand('sync')
        made = [row for row in companion.json('visit.list', '--all') if row['note'] == 'Telefonen var urladdad hela förmiddagen']
        self.assertEqual([row['client_number'] for row in made], [client])
        self.assertEqual(len(made[0]['service_lines']), 1)

    def test_a_time_that_cannot_be_read_or_cannot_be_is_told_and_not_saved(self):
        window = self.at_a_shift_that_lacks_a_note()
        window.menu('Redigera besök')
        window.write('mend-end', 'halv nio')
        wait(lambda: window.says('mend-told') == 'Skriv tider som 08:05.', 'how times are written')
        self.assertFalse(window.sensitive('mend-save'))


if __name__ == '__main__':
    unittest.main()
