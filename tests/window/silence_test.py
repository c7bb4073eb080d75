"""The queue is done, but somebody is silent: an empty queue is no finished month."""
import pathlib
import shutil
import tempfile
import unittest

from window import CLOCK, MONTH, PASSWORD, USER, Grid, Windows, plain, wait, world

QUEUE = 'filter=1\nsort_column=2\nsort_ascending=1\n'
DONE = 'Inget behöver åtgärdas'
DAY = '2026-10-26'


class QueueDone(Windows):
    def open_on(self, without):
        """The window on a month in which all shifts are approved."""
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        data, password = folder / 'data', folder / 'password'
        password.write_text(PASSWORD + '\n')
        package = world.write_package(folder / 'package', world.weekly_package(without))
        for words in (('import', package), ('account', 'add', '--user', USER, '--role', 'coordinator', '--second-factor', 'none', '--unit', world.UNIT,
                                            '--password-file', password)):
            done = world.run('samordnad', *words, '--data', data)
            self.assertEqual(done.returncode, 0, done.stderr)
        backend = world.Backend(data, CLOCK).start()
        self.addCleanup(backend.stop)
        who = ('--server', backend.url, '--user', USER, '--password-file', password)
        companion = world.Companion(folder / 'profile')
        for words in (('login', *who), ('sync',), ('shift.approve', '--clean', '--month', MONTH, '--sync')):
            done = companion.run(*words)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        window = self.open(*who, settings=None)
        wait(lambda: DONE in self.texts(window), 'the queue is said to be done')
        return window

    def texts(self, window):
        return [plain(node.get_name() or '') for node in window.nodes()]

    def test_an_empty_queue_says_that_a_visit_to_be_expected_is_missing_and_leads_to_whose(self):
        window = self.open_on([DAY])
        sentence = ('Inget pass har något som hindrar godkännande, men 1 besök som var att vänta saknar registrering.')
        wait(lambda: sentence in [' '.join(text.split()) for text in self.texts(window)], 'it is said that a visit is missing')
        window.press('empty-action')
        clients = Grid(window, 'client-grid')
        wait(lambda: clients.rows() == 1, 'the silent client is shown')
        self.assertEqual(clients.cell(0, 0), '3001')

    def test_an_empty_queue_where_nobody_is_silent_says_only_that_nothing_stops_anything(self):
        window = self.open_on([])
        wait(lambda: any(text.startswith('Inget pass har något som hindrar att det godkänns.') and 'tas fram' not in text
                         for text in self.texts(window)), 'it is said that nothing stops anything')
        self.assertFalse([text for text in self.texts(window) if 'saknar registrering' in text])


if __name__ == '__main__':
    unittest.main()
