"""Every place of the window, one after the other by real keys: each page with something chosen, and each panel and dialog on it. What
is open closes by Esc, and the keys are then where they were."""
import subprocess

from window import PASSWORD, USER, Atspi, GLib, Grid, wait

# The sheets of the page of rules, and what stands in each.
SHEETS = ('rule-checks', 'rule-parameters', 'rule-services', 'matrix-grid', 'rule-difference')


class Focus:
    """Where the keys are, as assistive technology is told of it."""

    def __init__(self):
        self.came = []
        self.listener = Atspi.EventListener.new(self._told)
        self.listener.register('object:state-changed:focused')

    def close(self):
        self.listener.deregister('object:state-changed:focused')

    def _told(self, event):
        # A sheet is told of together with the row of tabs that has the keys.
        if event.detail1 and event.source is not None and event.source.get_role() != Atspi.Role.PAGE_TAB:
            self.came.append(event.source)

    def now(self):
        """Its id; there is none where it has none, or has gone."""
        try:
            return self.came[-1].get_accessible_id() if self.came else None
        except GLib.GError:
            return None

    def is_at(self, name):
        return self.now() == name

    def by_tab(self, stops):
        """Where so many Tabs lead to, one after the other: what has the focus then, or nothing where they lead nowhere."""
        found = []
        for _ in range(stops):
            before = self.came[-1] if self.came else None
            subprocess.run(['xdotool', 'key', 'Tab'], check=True)
            try:
                wait(lambda before=before: self.came and self.came[-1] != before, 'Tab leads somewhere', 2)
            except AssertionError:
                return [*found, None]
            found.append(self.came[-1])
        return found


class Places:
    """`see(name, root)` is called at each place; `root` is where it hangs in the tree."""

    def __init__(self, test, see, user=USER):
        self.test = test
        self.see = see
        self.user = user
        self.focus = Focus()  # before there is anything that can have it
        test.addCleanup(self.focus.close)
        # The keyboard that she has. On another one xdotool would have to move a key for a moment.
        subprocess.run(['setxkbmap', 'se'], check=True)
        self.window = test.open()
        test.activate(self.window)

    def nodes(self, root):
        """As it is now: what is remembered of a page from before it came into sight is forgotten."""
        def now():
            Atspi.Accessible.clear_cache(root or self.window.frame)
            return list(self.window.nodes(root))
        return wait(now, 'a look at all of it while nothing goes')

    def key(self, *keys):
        self.test.key(self.window, *keys)

    def keys_at(self, name):
        wait(lambda: self.focus.is_at(name), f'the keys are at {name}, not at {self.focus.now()}')

    def back(self, name, before):
        wait(lambda: self.focus.is_at(before), f'after {name} the keys are at {before} again, not at {self.focus.now()}')

    def panel(self, name, inside, first, *keys):
        before = self.focus.now()
        self.key(*keys)
        self.window.get(inside)
        first = first or self.first_field()
        self.keys_at(first)
        self.see(name, None)
        if not self.focus.is_at(first):
            Atspi.Component.grab_focus(self.window.get(first))
            self.keys_at(first)
        self.key('Escape')
        wait(lambda: self.window.find(inside) is None, f'Esc closes {name}')
        self.back(name, before)

    def first_field(self):
        """Of a question whose fields are as many as what it is about."""
        ids = (node.get_accessible_id() or '' for node in self.nodes(None))
        return next(name for name in ids if name.startswith('question-') and name != 'question-facts')

    def dialog(self, name, inside, first, *keys):
        before = self.focus.now()
        self.key(*keys)
        dialog = wait(self.window.dialog, f'{name} opens')
        wait(lambda: self.window.find(inside, dialog), f'{inside} of {name}')
        self.keys_at(first)
        self.see(name, dialog)
        self.key('Escape')
        wait(lambda: self.window.dialog() is None, f'Esc closes {name}')
        self.back(name, before)

    def sheet(self, book, number, inside):
        wait(lambda: Atspi.Selection.select_child(self.window.get(book), number), f'the sheet with {inside}')
        self.window.get(inside)

    def sign_in(self):
        self.window.get('sign-in')
        self.keys_at('sign-in-server')
        self.see('the sign-in', None)
        for name, text in (('sign-in-server', self.test.backend.url), ('sign-in-user', self.user), ('sign-in-password', PASSWORD)):
            self.window.write(name, text)
        self.window.press('sign-in')
        self.test.wait_until_synced(self.window)
        self.window.get('guide-next')
        self.keys_at('shift-grid')
        self.see('the guide', None)
        self.window.press('guide-end')
        wait(lambda: self.window.find('guide-next') is None, 'not now')

    def shifts(self):
        window = self.window
        self.key('g', 'a')
        self.keys_at('shift-grid')
        self.key('1')
        grid = Grid(window, 'shift-grid')
        wait(lambda: grid.rows() == self.test.chip(window, 'filter.needs_action') > 0, 'those that need action')
        self.key('Home')
        wait(lambda: Grid(window, 'visit-list').rows() > 0, 'the visits of the shift')
        self.see('the shifts', None)
        Atspi.Component.grab_focus(grid.node)
        self.keys_at('shift-grid')
        self.panel('the decision', 'decision-text', 'decision-cancel', 'a')
        self.panel('the history', 'decision-text', 'decision-cancel', 'h')
        self.panel('the mending of a visit', 'mend-note', 'mend-start', 'e')
        self.panel('the registration of a visit', 'mend-note', 'mend-client', 'ctrl+n')
        self.panel('the help', 'help-text', 'help-text', 'F1')
        self.dialog('the finder', 'finder-list', 'finder-field', 'ctrl+k')
        self.dialog('the sheet of keys', 'key-list', 'key-list', 'question')
        self.key('1')  # lets go of what was mended
        self.keys_at('shift-grid')
        self.key('ctrl+f')
        self.keys_at('search')
        subprocess.run(['xdotool', 'type', '--delay', '5', 'xyzzy'], check=True)
        window.get('empty-action')
        wait(lambda: window.find('visit-list') is None, 'there is nothing to say of any')
        self.see('no shift', None)
        window.press('empty-action')
        wait(lambda: grid.rows() > 0, 'the search is cleared')

    def visits(self):
        self.key('g', 'b')
        self.keys_at('visit-grid')
        wait(lambda: self.window.says('visit-facts'), 'the visit')
        grid = Grid(self.window, 'visit-grid').node
        widths = [Atspi.Component.get_extents(Atspi.Table.get_column_header(grid, column), Atspi.CoordType.SCREEN).width
                  for column in range(Atspi.Table.get_n_columns(grid))]
        self.test.assertGreater(min(widths), 20, 'also the first time there is room in every column')
        self.see('the visits', None)
        self.key('1')
        self.keys_at('visit-grid')
        self.panel('the columns', 'column-list', 'column-list', 'ctrl+shift+c')
        self.panel('the name of a filter', 'filter.name', 'filter.name', 'ctrl+d')

    def people(self):
        for kind, key, month in (('client', 'k', 'client-services'), ('worker', 'p', 'worker-shifts')):
            self.key('g', key)
            self.keys_at(f'{kind}-grid')
            wait(lambda: Grid(self.window, 'day-table').rows() > 0, 'the day')
            self.see(f'the day of a {kind}', None)
            self.sheet(f'{kind}-parts', 1, month)
            self.see(f'the month of a {kind}', None)

    def equipment(self):
        """Pages of locks, startup hours, orders, tags, phones, controls and accounts: all with something chosen, and what is asked there."""
        for key, kind, panels in (('l', 'lock', (('the change of a battery', 'decision-text', 'decision-confirm', 'b'),
                                                 ('the report of a fault', 'question-note', 'question-state', 'ctrl+n'))),
                                  ('u', 'startup', (('the registration of hours', 'question-note', 'question-shift', 'shift+r'),)),
                                  ('o', 'lock-order', (('an order', 'question-note', 'question-state', 'e'),)),
                                  ('n', 'tag', ()),
                                  ('t', 'phone', (('the end of a phone', 'question-reason', 'question-confirm', 'x'),
                                                  ('the change of a phone', 'question-holder', 'question-label', 'e'))),
                                  ('m', 'control', (('the signing', 'question-note', None, 'e'),)),
                                  ('i', 'account', (('a new account', 'question-last_name', 'question-number', 'ctrl+n'),
                                                    ('the end of an account', 'question-reason', 'question-confirm', 'x'),
                                                    ('the change of an account', 'question-subcontractor', 'question-first_name', 'e')))):
            self.key('g', key)
            self.window.get(f'{kind}-search')
            self.window.press(f'{kind}-filter.all')
            grid = Grid(self.window, f'{kind}-grid')
            wait(lambda grid=grid: grid.rows() > 0, f'something on the page of {kind}')
            Atspi.Component.grab_focus(grid.node)
            self.keys_at(f'{kind}-grid')
            if kind == 'lock':
                grid.select(grid.column(0).index('I ordning'))
            if kind == 'account':
                grid.select(next(row for row in range(grid.rows()) if grid.cell(row, 0) in ('I bruk', 'Aldrig inloggad')))
            if kind == 'phone':
                grid.select(grid.column(0).index('I bruk'))
            self.see(f'the page of {kind}', None)
            Atspi.Component.grab_focus(grid.node)
            self.keys_at(f'{kind}-grid')
            for name, inside, first, *keys in panels:
                self.panel(name, inside, first, *keys)
        for number, inside in ((1, 'lock-readings'), (2, 'lock-steps'), (3, 'lock-totals')):
            self.key('g', 'l')
            self.keys_at('lock-grid')
            self.sheet('lock-parts', number, inside)
            self.see(f'a lock, {inside}', None)

        self.key('g', 'd')
        self.window.get('account-order-search')
        self.see('the account orders', None)
        self.key('g', 's')
        self.keys_at('month-standing')
        self.see('the end of the month', None)
        self.key('g', 'f')
        self.keys_at('followup-readings')
        self.see('the follow-up', None)
        for number, inside in ((1, 'followup-manual'), (2, 'followup-workers'), (4, 'followup-units'), (5, 'followup-sample')):
            self.sheet('followup-parts', number, inside)
            self.see(f'the follow-up, {inside}', None)
        self.key('g', 'g')
        self.window.get('log-user')
        self.see('the log', None)

    def changes(self):
        self.key('g', 'c')
        self.window.get('empty-action')
        self.keys_at('empty-action')
        self.see('no change', None)
        self.key('g', 'a')
        self.keys_at('shift-grid')
        self.key('2')
        wait(lambda: Grid(self.window, 'shift-grid').rows() == self.test.chip(self.window, 'filter.ready') > 0, 'those that are ready')
        self.key('Home', 'a', 'g', 'c')
        wait(lambda: Grid(self.window, 'change-grid').rows() > 0, 'what she has done')
        self.keys_at('change-grid')
        self.see('the changes', None)

    def rules(self):
        self.key('g', 'r')
        self.keys_at('rule-checks')
        for number, inside in enumerate(SHEETS):
            self.sheet('rule-sheets', number, inside)
            self.see(f'the rules, {inside}', None)

    def walk(self):
        for part in (self.sign_in, self.shifts, self.visits, self.people, self.equipment, self.changes, self.rules):
            part()
