"""Locks, startup hours, tags, phones, lock orders and controls: by keys, and what the backend has of it afterwards."""
import json
import unittest

from window import Companion, Grid, WindowTest, count_of, plain, wait

STATUS, OWN, CLIENT = range(3)  # of locks; of startups the mark stands before them


class Equipment(WindowTest):
    def go(self, window, key, kind, chip='filter.all'):
        self.activate(window)
        self.key(window, 'g', key)
        window.get(f'{kind}-search')
        window.press(f'{kind}-{chip}')
        grid = Grid(window, f'{kind}-grid')
        wait(lambda: self.chip_of(window, kind, chip) == grid.rows(), 'the grid has as many rows as the chip says')
        return grid

    @staticmethod
    def chip_of(window, kind, chip):
        return count_of(window.get(f'{kind}-{chip}').get_name())

    def other(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        return companion

    def listed(self, companion, *words):
        companion.demand('sync')
        done = companion.run(*words, '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_each_page_counts_what_it_shows_and_says_what_is_chosen(self):
        window = self.open_signed_in()
        for key, kind, chips in (('l', 'lock', ('needs_action', 'battery_now', 'battery_stale', 'entrances', 'removed')),
                                 ('u', 'startup', ('needs_action', 'stands')), ('n', 'tag', ('needs_action', 'inactive')),
                                 ('t', 'phone', ('needs_action', 'inactive')), ('o', 'lock-order', ('needs_action',)),
                                 ('m', 'control', ('needs_action',))):
            for chip in chips:
                with self.subTest(f'{kind} {chip}'):
                    grid = self.go(window, key, kind, f'filter.{chip}')
                    if grid.rows():
                        self.assertNotIn('', grid.column(0 if kind != 'startup' else 1))

    def test_every_missing_hour_is_registered_by_one_key_and_none_is_left(self):
        window = self.open_signed_in()
        grid = self.go(window, 'u', 'startup', 'filter.needs_action')
        missing = grid.rows()
        self.assertGreater(missing, 0)
        self.key(window, 'shift+r')
        window.get('question-note')
        self.key(window, 'ctrl+Return')
        wait(lambda: self.chip_of(window, 'startup', 'filter.needs_action') == 0, 'no hour is missing')
        wait(lambda: str(missing) in plain(window.says('status-done')), 'it says how many')
        window.press('startup-filter.stands')
        wait(lambda: grid.rows() >= missing, 'they stand there')
        companion = self.other()

        def hours():
            visits = self.listed(companion, 'visit.list', '--all')
            return sum(1 for visit in visits if any('Uppstart' in line['service'] for line in visit['service_lines']))
        wait(lambda: hours() >= missing, 'the backend has them as visits')

    def test_a_lost_phone_is_out_after_two_keys(self):
        window = self.open_signed_in()
        grid = self.go(window, 't', 'phone')
        row = grid.column(STATUS).index('I bruk')
        phone = grid.cell(row, OWN)
        grid.select(row)
        self.key(window, 'x', 'Return')
        wait(lambda: grid.cell(grid.column(OWN).index(phone), STATUS) == 'Inaktiverad', 'it is inactivated')
        companion = self.other()
        wait(lambda: any(p['source_id'] == phone and not p['active'] and p['reason'] == 'Borttappad'
                         for p in self.listed(companion, 'phone.list')), 'the backend knows, and why')

    def test_a_tag_beside_a_lock_is_inactivated_and_leaves_the_list(self):
        window = self.open_signed_in()
        grid = self.go(window, 'n', 'tag', 'filter.beside_lock')
        many = grid.rows()
        self.assertGreater(many, 0)
        grid.select(0)
        self.key(window, 'x', 'Return')
        wait(lambda: self.chip_of(window, 'tag', 'filter.beside_lock') == many - 1, 'one less')

    def test_what_is_begun_in_a_question_is_there_again_after_esc(self):
        window = self.open_signed_in()
        self.go(window, 'o', 'lock-order')
        self.key(window, 'Home', 'e')
        window.write('question-note', 'the client is away until friday')
        self.key(window, 'Escape')
        wait(lambda: window.find('question-note') is None, 'Esc closes it')
        self.key(window, 'e')
        wait(lambda: window.says('question-note') == 'the client is away until friday', 'the note is there again')

    def test_a_control_is_signed_when_every_deviation_is_answered_and_not_before(self):
        window = self.open_signed_in()
        grid = self.go(window, 'm', 'control', 'filter.needs_action')
        many = grid.rows()
        row = next(row for row in range(many) if grid.cell(row, 2) == 'Telefoner')
        grid.select(row)
        self.key(window, 'e')
        window.get('question-note')
        fields = [node.get_accessible_id() for node in window.nodes()
                  if (node.get_accessible_id() or '').startswith('question-T')]
        self.assertGreater(len(fields), 0)
        self.key(window, 'ctrl+Return')
        self.assertIsNotNone(window.find('question-note'))
        for field in fields:
            window.write(field, 'called in and coupled anew')
        self.key(window, 'ctrl+Return')
        wait(lambda: self.chip_of(window, 'control', 'filter.needs_action') == many - 1, 'it is signed')


if __name__ == '__main__':
    unittest.main()
