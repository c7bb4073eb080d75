"""The end of a month and its follow-up in the window: by keys, with figures that agree with what the companion tells."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from window import MONTH, Atspi, Companion, Grid, WindowTest, plain, wait

STATE, ITEM, LEFT = range(3)


def percent(text):
    return float(re.search(r'(\d+,\d) %', plain(text)).group(1).replace(',', '.'))


class Month(WindowTest):
    def go(self, window, key, first):
        self.activate(window)
        self.key(window, 'g', key)
        grid = Grid(window, first)
        wait(lambda: grid.rows() > 0, 'the month is shown')
        return grid

    def show_part(self, window, number, inside):
        wait(lambda: Atspi.Selection.select_child(window.get('followup-parts'), number), 'the tab is chosen')
        window.get(inside)

    def choose(self, window, name, number):
        Atspi.Selection.select_child(window.get(name), number)

    def grab(self, grid):
        Atspi.Component.grab_focus(grid.node)

    def companion(self):
        companion = Companion(self.backend)
        self.addCleanup(companion.close)
        companion.demand('sync')
        return companion

    def test_the_hours_are_those_of_the_lists_and_enter_goes_to_where_they_are_approved(self):
        window = self.open_signed_in()
        ready = self.chip(window, 'filter.ready')
        grid = self.go(window, 's', 'month-standing')
        self.assertEqual(grid.rows(), 6)
        row = grid.column(0).index('Klart att godkänna')
        shifts = grid.headers().index('Arbetspass')
        self.assertEqual(int(plain(grid.cell(row, shifts))), ready)
        whole = grid.column(shifts)
        self.assertEqual(int(plain(whole[-1])), sum(int(plain(text)) for text in whole[:-1]))
        grid.select(row)
        self.key(window, 'Return')
        wait(lambda: Grid(window, 'shift-grid').rows() == ready, 'the shifts that are ready')

    def test_the_list_fills_itself_while_she_works(self):
        window = self.open_signed_in()
        self.go(window, 's', 'month-standing')
        items = Grid(window, 'month-checklist')
        row = items.column(ITEM).index('Alla pass är godkända')
        before = int(plain(items.cell(row, LEFT)).split()[0])
        self.key(window, 'g', 'a', '2')
        wait(lambda: Grid(window, 'shift-grid').rows() == self.chip(window, 'filter.ready'), 'those that are ready')
        self.key(window, 'Home', 'a', 'g', 's')
        wait(lambda: items.rows() > 0 and int(plain(items.cell(row, LEFT)).split()[0]) == before - 1, 'one less is left')

    def test_the_silences_are_looked_at_when_she_says_so(self):
        window = self.open_signed_in()
        self.go(window, 's', 'month-standing')
        items = Grid(window, 'month-checklist')
        row = items.column(ITEM).index('Det som saknas är genomgånget')
        wait(lambda: items.cell(row, STATE) in ('Att göra', 'Klart'), 'they have been looked for')
        if items.cell(row, STATE) == 'Att göra':
            self.key(window, 'x')
            wait(lambda: items.cell(row, STATE) == 'Klart', 'it is noted')

    def test_what_is_open_is_told_on_every_page_before_the_closing_time(self):
        window = self.open_signed_in()
        told = wait(lambda: next((text for text in (plain(node.get_name() or '') for node in window.nodes())
                                  if 'inte godkän' in text and 'Månadsavslut' in text), None), 'the reminder')
        self.assertIn('Spärrdatum', told)

    def test_the_manual_share_is_the_companions_and_marking_visits_tells_what_it_would_be(self):
        companion = self.companion()
        told = companion.json('followup.show', '--month', MONTH)
        window = self.open_signed_in()
        self.go(window, 'f', 'followup-readings')
        mix = Grid(window, 'followup-mix')
        by_hand = int(plain(mix.cell(mix.column(0).index('Manuellt'), 1)))
        self.assertEqual(by_hand, len(told['manual']))
        share = percent(window.says('followup-share'))
        trend = Grid(window, 'followup-trend')
        self.assertEqual(sum(int(re.search(r'\((\d+) av', plain(text)).group(1)) for text in trend.column(1)
                             if '(' in text), by_hand)
        self.show_part(window, 1, 'followup-manual')
        manual = Grid(window, 'followup-manual')
        self.assertEqual(manual.rows(), by_hand)
        manual.select(0)
        self.grab(manual)
        self.key(window, 'ctrl+a')
        wait(lambda: f'{by_hand} markerade' in plain(window.says('followup-what-if')), 'all are marked')
        self.choose(window, 'followup-otherwise', 1)
        wait(lambda: percent(window.says('followup-what-if')) == 0.0, 'none is left by hand')
        self.assertGreater(share, 0)
        self.grab(manual)
        self.key(window, 'Escape')
        wait(lambda: 'Markera besök' in window.says('followup-what-if'), 'the marks are gone')

    def test_a_sample_is_drawn_and_kept(self):
        window = self.open_signed_in()
        self.go(window, 'f', 'followup-readings')
        self.show_part(window, 5, 'followup-sample')
        self.key(window, 'd')
        grid = Grid(window, 'followup-sample')
        wait(lambda: 0 < grid.rows() <= 3, 'two or three clients')
        said = window.says('followup-sample-about')
        self.assertIn('15 oktober', said)
        self.key(window, 'ctrl+s')
        wait(lambda: 'sparat' in window.says('followup-sample-about'), 'it is kept')
        numbers = grid.column(1)
        profile = window.profile
        self.assertEqual(window.quit(), 0)
        again = self.open(profile=profile)
        self.wait_until_synced(again)
        self.go(again, 'f', 'followup-readings')
        self.show_part(again, 5, 'followup-sample')
        wait(lambda: Grid(again, 'followup-sample').column(1) == numbers, 'the one that was kept')

    def answer(self, window, path):
        """The toolkit's own question about a file or a folder."""
        wait(lambda: window.application.get_child_count() > 1, 'the dialog')
        subprocess.run(['xdotool', 'type', '--delay', '5', str(path)], check=True)
        dialog = next(window.application.get_child_at_index(i) for i in range(window.application.get_child_count())
                      if window.application.get_child_at_index(i).get_role() != Atspi.Role.FRAME)
        window.act(wait(lambda: next((node for node in window.nodes(dialog) if node.get_role() == Atspi.Role.PUSH_BUTTON
                                      and node.get_name() in ('Öppna', 'Välj', 'Spara', 'Open', 'Select', 'Save')), None), 'its button'))
        wait(lambda: window.application.get_child_count() == 1, 'it is answered')

    def place(self):
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        return folder

    def test_the_basis_is_saved_as_files_that_say_that_they_are_preliminary(self):
        window = self.open_signed_in()
        self.go(window, 's', 'month-standing')
        self.key(window, 'ctrl+e')
        window.get('question-format')
        self.assertTrue(any('preliminärt' in (node.get_name() or '') or 'preliminärt' in window.says('question-facts') for node in window.nodes()))
        self.choose(window, 'question-format', 3)
        folder = self.place()
        Atspi.Component.grab_focus(window.get('question-confirm'))
        self.key(window, 'ctrl+Return')
        self.answer(window, folder)
        wait(lambda: 'sparade' in plain(window.says('status-done')), 'the files are saved')
        names = sorted(path.suffix for path in folder.iterdir())
        self.assertIn('.xlsx', names)
        self.assertIn('.pdf', names)
        self.assertIn('.csv', names)
        self.assertTrue(all('PRELIMIN' in path.name for path in folder.iterdir()), list(folder.iterdir()))

    def test_the_municipalitys_file_is_held_against_ours_and_what_differs_is_named(self):
        companion = self.companion()
        lines = companion.json('basis.show', '--month', MONTH)
        paid = [line for line in lines if line['paid_minutes'] > 0]
        folder = self.place()
        file = folder / 'kommunen.csv'
        with file.open('w', encoding='utf-8') as out:
            out.write('Kundnr;Insats;Ersatt tid (min)\n')
            for number, line in enumerate(paid):
                out.write(f"{line['client_number']};{line['service']};{line['paid_minutes'] + (7 if number == 0 else 0)}\n")
        window = self.open_signed_in()
        self.go(window, 's', 'month-standing')
        self.key(window, 'ctrl+o')
        self.answer(window, file)
        window.get('question-client')
        self.key(window, 'ctrl+Return')
        rows = Grid(window, 'comparison-rows')
        wait(lambda: rows.rows() > 0, 'what differs')
        self.assertIn(str(paid[0]['client_number']), rows.column(0))
        causes = Grid(window, 'comparison-causes')
        self.assertEqual(causes.column(0)[-1], 'Totalt')
        self.assertEqual(sum(int(plain(text)) for text in causes.column(1)[:-1]) >= 1, True)
        saved = folder / 'jamforelse.csv'
        self.key(window, 'ctrl+shift+e')
        wait(lambda: window.application.get_child_count() > 1, 'the dialog')
        self.key(window, 'ctrl+a')
        self.answer(window, saved)
        wait(saved.exists, 'the comparison is saved')


class LastDay(WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.stop()
        cls.backend.clock = '2026-11-04T09:00:00+01:00'
        cls.backend.start()

    def test_the_desktop_is_told_once_on_the_day_and_of_nobody(self):
        desk = subprocess.Popen([sys.executable, '-c', DESK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end, desk)
        self.assertEqual(desk.stdout.readline(), 'here\n')
        window = self.open_signed_in()
        told = plain(desk.stdout.readline())
        self.assertIn('oktober 2026', told)
        self.assertIn('inte godkän', told)
        workers = Grid(window, 'shift-grid').column(3)
        self.assertFalse(any(name in told for name in workers if name))
        self.assertEqual(window.quit(), 0)
        again = self.open(profile=window.profile)
        self.wait_until_synced(again)
        wait(lambda: any('inte godkän' in (node.get_name() or '') for node in again.nodes()), 'the window reminds her')
        desk.stdin.close()
        self.assertEqual(desk.stdout.read(), '')

    def end(self, process):
        process.kill()
        process.wait()
        process.stdout.close()


# Whoever shows notices on a desktop: says what it is given, and ends with its input.
DESK = '''
import sys
from gi.repository import Gio, GLib
XML = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
<arg type="u" direction="out"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method></interface></node>"""
loop = GLib.MainLoop()
def called(connection, sender, path, interface, method, parameters, invocation):
    if method == "Notify":
        print(" ".join(parameters.unpack()[3:5]).replace("\\n", " "), flush=True)
        invocation.return_value(GLib.Variant("(u)", (1,)))
    elif method == "GetCapabilities":
        invocation.return_value(GLib.Variant("(as)", (["body"],)))
    elif method == "GetServerInformation":
        invocation.return_value(GLib.Variant("(ssss)", ("desk", "test", "1", "1.2")))
    else:
        invocation.return_value(None)
def got_bus(connection, name):
    connection.register_object("/org/freedesktop/Notifications", Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], called, None, None)
def got_name(connection, name):
    print("here", flush=True)
Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.REPLACE, got_bus, got_name, None)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP, lambda *_: loop.quit())
loop.run()
'''


if __name__ == '__main__':
    unittest.main()
