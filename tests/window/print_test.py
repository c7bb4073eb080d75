"""A shift as PDF, by real keys, read back with pdftotext."""
import pathlib
import subprocess
import tempfile
import unittest

from window import CARE_WORKER, Grid, WindowTest, plain, wait


class Print(WindowTest):
    def test_a_shift_is_saved_as_a_pdf_that_can_be_read(self):
        subprocess.run(['setxkbmap', 'se'], check=True)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = pathlib.Path(folder.name) / 'pass.pdf'
        window = self.open_signed_in()
        self.activate(window)
        grid = Grid(window, 'shift-grid')
        self.key(window, '1')
        wait(lambda: grid.rows() == self.chip(window, 'filter.needs_action') > 0, 'those with a flag')
        self.key(window, 'Home')
        name = grid.cell(0, CARE_WORKER)
        visits = Grid(window, 'visit-list')
        wait(lambda: visits.rows() > 0, 'its visits')
        clients = [visits.cell(row, 2) for row in range(visits.rows())]
        times = [visits.cell(row, 1) for row in range(visits.rows())]

        self.key(window, 'ctrl+shift+s')
        wait(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'Spara som PDF'], capture_output=True,
                                    text=True).stdout.split(), 'it asks where')
        window_of_dialog = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'Spara som PDF'], capture_output=True,
                                          text=True).stdout.split()[-1]
        subprocess.run(['xdotool', 'windowactivate', '--sync', window_of_dialog], check=False)
        self.key(window, 'ctrl+a')
        subprocess.run(['xdotool', 'type', '--delay', '10', str(file)], check=True)
        self.key(window, 'Return')
        wait(lambda: 'PDF-filen är sparad' in window.says('status-done'), 'it is said that it is done')
        self.assertEqual([path.name for path in pathlib.Path(folder.name).iterdir()], ['pass.pdf'])

        text = plain(subprocess.run(['pdftotext', '-layout', file, '-'], capture_output=True, text=True, check=True).stdout)
        info = subprocess.run(['pdfinfo', file], capture_output=True, text=True, check=True).stdout
        self.assertIn('A4', info)
        self.assertIn(name, text)
        self.assertIn('Enhet Demo', text)
        self.assertIn('Innehåller personuppgifter', text)
        self.assertIn('Utskrivet 2026-11-02 ', text)
        self.assertIn('av elin', text)
        self.assertIn('Sida 1 (', text)
        self.assertIn('Utfört', text)
        self.assertIn('§', text)
        for time in times:
            self.assertIn(time, text)
        for client in clients:
            *names, number = client.split(' ')
            self.assertIn(f'{names[0][0]}.{names[-1][0]}. {number}', text)
            self.assertNotIn(' '.join(names), text)
        # Neither the name of the document nor that of the file says who it is about.
        self.assertNotIn(name.split(' ')[-1], info)


if __name__ == '__main__':
    unittest.main()
