"""The basis as files, read by readers of our own: what is in them is counted anew from the package by SQL."""
import csv
import datetime
import hashlib
import io
import re
import sqlite3
import stat
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

from world import AFTER_CLOSING, CLIENT_NAMES, MONTH, Companion, World, small_package

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NASTY = ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", "'=1"]


class Workbook:
    """An xlsx by zipfile and ElementTree: sheet name -> rows of cells, a cell is (type, format, text)."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name).decode() for name in self.names if name.endswith((".xml", ".rels"))}
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        formats = {int(one.get("numFmtId")): one.get("formatCode") for one in styles.iter(SHEET + "numFmt")}
        formats |= {0: "General", 1: "0", 4: "#,##0.00", 20: "h:mm"}
        self.formats = [formats[int(one.get("numFmtId"))] for one in styles.find(SHEET + "cellXfs")]
        strings = self.parts.get("xl/sharedStrings.xml")
        self.strings = [] if strings is None else ["".join(t.text or "" for t in one.iter(SHEET + "t")) for one in
                                                   ElementTree.fromstring(strings).iter(SHEET + "si")]
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        self.sheets = {one.get("name"): self.rows(f"xl/worksheets/sheet{number}.xml")
                       for number, one in enumerate(book.iter(SHEET + "sheet"), 1)}

    def rows(self, part):
        rows = []
        for row in ElementTree.fromstring(self.parts[part]).iter(SHEET + "row"):
            cells = {}
            for cell in row.iter(SHEET + "c"):
                column = re.match("[A-Z]+", cell.get("r")).group()
                text = "".join(t.text or "" for t in cell.iter(SHEET + "t"))
                value = cell.find(SHEET + "v")
                if value is not None:
                    text = self.strings[int(value.text)] if cell.get("t") == "s" else value.text
                cells[column] = (cell.get("t", "n"), self.formats[int(cell.get("s", "0"))], text)
            rows.append(cells)
        return rows

    def table(self, name):
        """(heading -> column, rows, sums): the headings stand in the fourth row."""
        rows = self.sheets[name]
        at = next(i for i, row in enumerate(rows) if i > 1 and row)
        headings = {cell[2]: column for column, cell in rows[at].items()}
        below = rows[at + 1:]
        sums = below[-1] if below and below[-1].get("A", ("", "", ""))[2] == "Summa" else None
        return headings, below[:-1] if sums else below, sums


def number(cell):
    return float(cell[2])


def minutes(cell):
    return round(number(cell) * 1440)


class Export(World):
    clock = "2026-11-02T08:00:00Z"

    def tables(self):
        tables = small_package()
        # October is the month in which summer time ends: a night shift over it, and one that begins in September.
        tables["visits"] += [
            ["B6", "A5", "P2", "3001", "2026-10-24T23:30:00+02:00", "2026-10-25T00:00:00+02:00", "lock", "lock", "no", "", "", "", "", "T1"],
            ["B7", "A5", "P2", "3001", "2026-10-25T02:30:00+02:00", "2026-10-25T02:10:00+01:00", "lock", "lock", "no",
             "Behövde mer hjälp att komma i säng igen", "", "", "", "T1"],
            ["B8", "A6", "P1", "3002", "2026-09-30T23:40:00+02:00", "2026-09-30T23:59:00+02:00", "tag", "tag", "no", "", "", "", "", "T1"],
            ["B9", "A6", "P1", "3002", "2026-10-01T00:20:00+02:00", "2026-10-01T00:45:00+02:00", "tag", "tag", "no", "", "", "", "", "T1"],
        ]  # fmt: skip
        tables["service_lines"] += [[visit, service, "", "no", "no"] for visit, service in
                                    (("B6", "Dusch"), ("B7", "Dusch"), ("B8", "Lunch"), ("B9", "Lunch"))]
        for i, name in enumerate(NASTY):
            tables["clients"].append([str(3100 + i), name, "Åäö", "", f"Gatan {i}", ""])
            tables["orders"].append([str(3100 + i), "Dusch", "30", "no", "2026-01-01", ""])
            tables["visits"].append([f"=C{i}", f"@N{i}", "P1", str(3100 + i), f"2026-10-{10 + i}T09:00:00+02:00",
                                     f"2026-10-{10 + i}T09:{20 + i}:00+02:00", "tag", "tag", "no", "", "", "", "", "T1"])
            tables["service_lines"].append([f"=C{i}", "Dusch", "", "no", "no"])
        return tables

    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.anna = self.companion("anna")

    def export(self, *more, companion=None, code=0, out=None):
        companion = companion or self.anna
        answer = companion.run("month.export", "--month", MONTH, "--out", out or self.out, *more)
        self.assertEqual(answer.returncode, code, answer.stdout + answer.stderr)
        return answer

    def file(self, ending, out=None):
        found = [path for path in (out or self.out).iterdir() if path.name.endswith(ending)]
        self.assertEqual(len(found), 1, sorted(path.name for path in (out or self.out).iterdir()))
        return found[0]

    def approve(self, *shifts):
        self.succeed(self.anna.run("shift.approve", *shifts, "--sync"))

    def close_month(self):
        self.backend.stop()
        self.backend.clock = AFTER_CLOSING
        self.backend.start()
        self.succeed(self.anna.run("sync"))

    def counted(self, shifts):
        """Minutes of each client and service that those shifts have in the month, by SQL over the package alone: a visit's time,
        or the line's own minutes, never more than ordered unless a note says why."""
        tables = self.tables()
        memory = sqlite3.connect(":memory:")
        memory.execute("CREATE TABLE visit (id, shift, client, start, stop, note)")
        memory.execute("CREATE TABLE line (visit, service, minutes, extra)")
        memory.execute("CREATE TABLE ordered (client, service, minutes)")
        memory.executemany("INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?)", [[r[0], r[1], r[3], r[4], r[5], r[9]] for r in tables["visits"]])
        memory.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", [r[:4] for r in tables["service_lines"]])
        memory.executemany("INSERT INTO ordered VALUES (?, ?, ?)", [r[:3] for r in tables["orders"]])
        rows = memory.execute(
            f"""SELECT client, service, SUM(CASE WHEN note <> '' OR extra = 'yes' OR done < ordered THEN done ELSE ordered END)
                FROM (SELECT v.client, l.service, v.note, l.extra,
                             CASE WHEN l.minutes <> '' THEN CAST(l.minutes AS INTEGER)
                                  ELSE (CAST(strftime('%s', v.stop) AS INTEGER) - CAST(strftime('%s', v.start) AS INTEGER)) / 60 END AS done,
                             COALESCE((SELECT CAST(o.minutes AS INTEGER) FROM ordered o WHERE o.client = v.client AND o.service = l.service), 0)
                                 AS ordered
                      FROM visit v JOIN line l ON l.visit = v.id
                      WHERE substr(v.start, 1, 7) = '{MONTH}' AND v.shift IN ({','.join('?' * len(shifts))}))
                GROUP BY client, service""", shifts)
        return {(int(client), service): total for client, service, total in rows if total}

    def paid(self, book):
        headings, rows, _ = book.table("Per kund och insats")
        paid = {(int(number(row[headings["Kundnr"]])), row[headings["Insats"]][2]): minutes(row[headings["Ersätts (h:mm)"]]) for row in rows}
        return {key: n for key, n in paid.items() if n}

    def test_a_preliminary_basis_pays_what_is_approved_and_changes_nothing(self):
        self.approve("A1", "A4", "A5")
        before = self.backend.revisions("anna")
        told = self.export()
        path = self.file(".xlsx")
        self.assertEqual(path.name, "underlag-nacka-enhet-prov-2026-10-PRELIMINÄR.xlsx")
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual([p.name for p in self.out.iterdir()], [path.name])
        self.assertIn(path.name, told.stdout)
        book = Workbook(path)
        self.assertEqual(list(book.sheets), ["Sammanfattning", "Per kund och insats", "Detaljrader", "Avvikelser", "Uppstart mot lås",
                                             "Ej godkänt", "Kontroll"])
        for name, rows in book.sheets.items():
            self.assertIn("PRELIMINÄR", [cell[2] for row in rows for cell in row.values()], name)
        self.assertEqual(self.paid(book), self.counted(["A1", "A4", "A5"]))
        # A shift of September's last night closed with September: what of it lies in October can no longer be paid.
        headings, rows, _ = book.table("Detaljrader")
        of_september = next(row for row in rows if row[headings["Besök"]][2] == "B9")
        self.assertEqual([minutes(of_september[headings[name]]) for name in ("Utfört (h:mm)", "Ersätts om allt godkänns (h:mm)")], [25, 0])
        self.assertEqual(of_september[headings["Varför ersätts inte allt"]][2], "Efter spärrdatum")
        self.assertEqual(self.backend.revisions("anna"), before)
        self.assertEqual([row for row in self.anna.json("outbox") if row["fate"] != "accepted"], [])

    def test_the_sheets_add_up_and_hours_agree_with_decimal_hours(self):
        self.approve("A1", "A5")
        self.export()
        book = Workbook(self.file(".xlsx"))
        totals = {}
        for name in ("Sammanfattning", "Per kund och insats", "Detaljrader"):
            headings, rows, sums = book.table(name)
            for what in ("Beställt (h:mm)", "Utfört (h:mm)", "Ersätts (h:mm)", "Ersätts om allt godkänns (h:mm)"):
                column = headings[what]
                total = sum(minutes(row[column]) for row in rows)
                self.assertEqual(minutes(sums[column]), total, f"{name}: {what}")
                self.assertEqual(totals.setdefault(what, total), total, f"{name}: {what}")
            for what in ("Utfört", "Ersätts", "Ersätts om allt godkänns"):
                for row in [*rows, sums]:
                    hours, decimal = row[headings[what + " (h:mm)"]], row[headings[what + " (timmar, decimalt)"]]
                    self.assertAlmostEqual(number(hours) * 24, number(decimal), 9)
                    self.assertEqual((hours[1], decimal[1]), ("[h]:mm", "#,##0.00"))
        self.assertGreater(totals["Ersätts om allt godkänns (h:mm)"], totals["Ersätts (h:mm)"])
        headings, rows, sums = book.table("Ej godkänt")
        self.assertEqual({row[headings["Arbetspass"]][2] for row in rows}, {"A2", "A3", "A4", "A6", *(f"@N{i}" for i in range(len(NASTY)))})
        facts = {row["A"][2]: row["B"] for row in book.sheets["Kontroll"] if "A" in row and "B" in row}
        self.assertEqual(facts["Summor"][2], "Detaljraderna stämmer med summorna")
        self.assertEqual(minutes(facts["Ersätts (h:mm)"]), totals["Ersätts (h:mm)"])
        self.assertEqual(number(facts["Ersätts (minuter)"]), totals["Ersätts (h:mm)"])

    def test_dates_and_times_are_numbers_and_no_text_is_a_formula(self):
        self.export("--full-identity")
        book = Workbook(self.file(".xlsx"))
        self.assertFalse([part for part in book.parts.values() if "<f>" in part or "<f " in part])
        headings, rows, _ = book.table("Detaljrader")
        seen = set()
        for row in rows:
            day, start = row[headings["Datum"]], row[headings["Start"]]
            self.assertEqual((day[0], day[1], start[0], start[1]), ("n", "yyyy-mm-dd", "n", "hh:mm"))
            visit = row[headings["Besök"]]
            self.assertIn(visit[0], ("inlineStr", "s", "str"))
            seen.add((visit[2], datetime.date(1899, 12, 30) + datetime.timedelta(int(number(day))), minutes(start)))
        wanted = {(row[0], datetime.date.fromisoformat(row[4][:10]), int(row[4][11:13]) * 60 + int(row[4][14:16]))
                  for row in self.tables()["visits"] if row[4].startswith(MONTH)}
        self.assertEqual(seen, wanted)
        names = {row[headings["Kund"]][2] for row in rows}
        for name in NASTY:
            self.assertIn(name.replace("\t", " ").strip() + " Åäö", {one.strip() for one in names})

    def test_nobody_is_named_unless_that_is_chosen_and_then_the_log_is_told(self):
        self.add_account("chef", "manager")
        chef = self.companion_of("chef")
        self.export("--format", "all")
        facts = {row["A"][2]: row["B"][2] for row in Workbook(self.file(".xlsx")).sheets["Kontroll"] if "A" in row and "B" in row}
        self.assertIn("initialer", facts["Identitet i filen"])
        minimal = facts["Kontrollsumma för innehållet (SHA-256)"]
        for path in self.out.iterdir():
            for part in Workbook(path).parts.values() if path.suffix == ".xlsx" else [path.read_bytes().decode("utf-8", "ignore")]:
                for name in [*CLIENT_NAMES, "Granlund"]:
                    self.assertNotIn(name, part, path.name)
        self.succeed(self.anna.run("sync"))
        exported = lambda: [row["type"] for row in chef.json("log.list", "--verb", "export")]
        self.assertEqual(exported(), ["unit"])
        self.export("--full-identity")
        book = Workbook(self.file(".xlsx"))
        facts = {row["A"][2]: row["B"][2] for row in book.sheets["Kontroll"] if "A" in row and "B" in row}
        self.assertIn("namn", facts["Identitet i filen"])
        headings, rows, _ = book.table("Per kund och insats")
        self.assertIn(f"{CLIENT_NAMES[0]} {CLIENT_NAMES[1]}", {row[headings["Kund"]][2] for row in rows})
        self.succeed(self.anna.run("sync"))
        told = exported()
        self.assertEqual(told.count("unit"), 2)
        self.assertEqual(told.count("client"), 2 + len(NASTY))
        self.assertTrue(re.fullmatch("[0-9a-f]{64}", minimal))

    def companion_of(self, user):
        companion = Companion(self.folder / f"profile-{user}")
        self.succeed(self.log_in(companion, user))
        self.succeed(companion.run("sync"))
        return companion

    def test_csv_is_read_back_as_it_was(self):
        self.approve("A1", "A5")
        self.export("--format", "csv", "--full-identity")
        self.assertEqual(len(list(self.out.glob("*.csv"))), 7)
        rows = list(csv.DictReader(io.StringIO(self.file("-detaljer.csv").read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
        taken = lambda text: text[1:] if text.startswith("'") else text
        wanted = {row[0] for row in self.tables()["visits"] if row[4].startswith(MONTH)}
        self.assertEqual({taken(row["Besök"]) for row in rows}, wanted)
        names = {taken(row["Kund"]).strip() for row in rows}
        self.assertLessEqual({f"{name} Åäö".strip() for name in NASTY}, names)
        for row in rows:
            self.assertEqual(row["Underlag"], "PRELIMINÄR")
            for value in row.values():
                self.assertFalse(value.startswith(("=", "+", "-", "@", "\t")), value)
            hours, left = map(int, row["Ersätts (h:mm)"].split(":"))
            self.assertEqual(round(float(row["Ersätts (timmar, decimalt)"].replace(",", ".")) * 60), hours * 60 + left)
        text = self.file("-kontroll.txt").read_bytes()
        facts = dict(row[:2] for row in csv.reader(io.StringIO(self.file("-kontroll.csv").read_bytes().decode("utf-8-sig")), delimiter=";"))
        self.assertEqual(hashlib.sha256(text).hexdigest(), facts["Kontrollsumma för innehållet (SHA-256)"])
        self.export("--format", "csv", "--csv-decimal", "point", "--separator", "comma")
        again = list(csv.DictReader(io.StringIO(self.file("-detaljer.csv").read_bytes().decode("utf-8-sig"), newline="")))
        self.assertEqual([row["Ersätts (timmar, decimalt)"].replace(",", ".") for row in rows],
                         [row["Ersätts (timmar, decimalt)"] for row in again])

    def test_the_pdf_has_text_that_can_be_taken_out_and_its_pages_are_numbered(self):
        self.export("--format", "pdf")
        text = subprocess.run(["pdftotext", "-layout", self.file(".pdf"), "-"], capture_output=True, check=True).stdout.decode()
        pages = text.split("\f")[:-1]
        for i, page in enumerate(pages, 1):
            self.assertIn(f"Sida {i} av {len(pages)}", page)
            self.assertIn("PRELIMINÄR", page)
        for word in ("Ersättningsunderlag oktober 2026", "Uppstart mot lås", "Ej godkänt", "Å"):
            self.assertIn(word, text)

    def test_the_final_basis_waits_for_the_closing_time_and_for_agreement_after_it(self):
        self.approve("A1", "A5")
        told = self.export("--final", "--language", "sv", code=1)
        self.assertIn("2026-11-04 23:59:59", told.stderr)
        self.assertFalse(self.out.exists() and list(self.out.iterdir()))
        self.backend.stop()
        self.backend.clock = AFTER_CLOSING
        self.backend.start()
        # A computer whose own clock says nothing: it has to have asked.
        self.export("--final", code=1)
        self.assertIn("--final", " ".join(map(str, self.anna.run("month.export", "--help").stdout.split())))
        self.succeed(self.anna.run("sync"))
        self.export("--final")
        self.assertEqual(self.file(".xlsx").name, "underlag-nacka-enhet-prov-2026-10-SLUTLIGT.xlsx")
        book = Workbook(self.file(".xlsx"))
        self.assertEqual(self.paid(book), self.counted(["A1", "A5"]))
        headings, rows, _ = book.table("Ej godkänt")
        self.assertTrue(rows)
        for row in rows:
            self.assertTrue(row[headings["Varför"]][2])
        self.assertNotIn("Ersätts om allt godkänns (h:mm)", book.table("Detaljrader")[0])
        headings, rows, _ = book.table("Detaljrader")
        for row in rows:
            shift = row[headings["Arbetspass"]][2]
            self.assertEqual(row.get(headings["Godkänt av"], ("", "", ""))[2], "anna" if shift in ("A1", "A5") else "")

    def test_the_final_basis_is_the_same_bytes_for_anyone_anywhere(self):
        self.approve("A1", "A5")
        self.close_month()
        bo = self.companion("bo")
        made = []
        for i, (companion, environment) in enumerate([
                (self.anna, {"LANG": "sv_SE.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Europe/Stockholm"}),
                (self.anna, {"LANG": "en_US.UTF-8", "LANGUAGE": "en", "LC_ALL": "C", "TZ": "Asia/Tokyo"}),
                (bo, {"LANG": "C", "TZ": "America/Anchorage"})]):  # fmt: skip
            out = self.folder / f"final-{i}"
            former, companion.environment = companion.environment, companion.environment | environment
            self.export("--final", "--format", "all", companion=companion, out=out)
            companion.environment = former
            made.append({path.name: path.read_bytes() for path in out.iterdir()})
        self.assertEqual(len(made[0]), 1 + 1 + 7 + 1)
        for other in made[1:]:
            self.assertEqual(sorted(other), sorted(made[0]))
            for name, content in made[0].items():
                self.assertEqual(other[name], content, name)

    def test_a_layout_of_ones_own_is_used_and_a_bad_one_is_refused_with_its_place(self):
        layout = self.folder / "layout.json"
        layout.write_text('{"layout": 1, "name": "vår", "extends": "standard", "sheets": [{"table": "clients", "name": "Våra", '
                          '"columns": [{"field": "client_number", "heading": "Brukare"}, {"field": "paid", "as": "minutes", '
                          '"heading": "Minuter", "sum": true}]}]}', encoding="utf-8")  # fmt: skip
        self.approve("A1")
        self.export("--layout", layout)
        headings, rows, _ = Workbook(self.file(".xlsx")).table("Våra")
        self.assertEqual(list(headings), ["Brukare", "Minuter"])
        self.assertEqual(sum(number(row[headings["Minuter"]]) for row in rows), sum(self.counted(["A1"]).values()))
        before = sorted(self.out.iterdir())
        for text, place in (("{", "1"), ('{"layout": 1, "name": "x", "extends": "standard", "sheets": [{"table": "clients", "name": "V", '
                                         '"columns": [{"field": "wish", "heading": "H"}]}]}', "sheets[0].columns[0].field")):  # fmt: skip
            layout.write_text(text, encoding="utf-8")
            self.assertIn(place, self.export("--layout", layout, code=2).stderr)
        self.assertEqual(sorted(self.out.iterdir()), before)

    def test_attention_is_asked_for_by_the_exit_code(self):
        self.export("--attention", "0")
        told = self.export("--attention", "7", code=5)
        self.assertIn("Enhet Prov", told.stderr)
        self.assertTrue(self.file(".xlsx"))


class Haninge(World):
    clock = "2026-11-02T08:00:00Z"

    def tables(self):
        tables = small_package()
        tables["unit"] = [["Haninge", "Provbolaget AB", "556000-4615", "Enhet Prov"]]
        tables["clients"].append(["3003", "Ida", "Ung", "19800101-TF12", "Gatan 1", ""])
        tables["clients"].append(["3004", "Åke", "Okänd", "", "Gatan 2", ""])
        tables["orders"] = [[client, "Morgonhjälp", "30", "no", "2026-01-01", ""] for client in ("3001", "3003", "3004")]
        visit = lambda name, client, hour, minutes: [name, "A1", "P1", client, f"2026-10-05T{hour}:00:00+02:00",
                                                     f"2026-10-05T{hour}:{minutes}:00+02:00", "tag", "tag", "no", "", "", "", "", "T1"]
        tables["visits"] = [visit("B1", "3001", "07", 30), visit("B2", "3003", "08", 20), visit("B3", "3004", "09", 10)]
        tables["service_lines"] = [[name, "Morgonhjälp", "", "no", "no"] for name in ("B1", "B2", "B3")]
        tables["locks"], tables["tags"] = [], []
        return tables

    def test_the_cover_of_haninges_invoice_has_its_references_and_asks_where_nobody_knows(self):
        anna = self.companion("anna")
        self.succeed(anna.run("shift.approve", "A1", "--sync"))
        out = self.folder / "out"
        self.succeed(anna.run("month.export", "--month", MONTH, "--out", out))
        book = Workbook(next(out.iterdir()))
        self.assertEqual(next(iter(book.sheets)), "Fakturaomslag")
        facts = {row["A"][2]: row["B"] for row in book.sheets["Fakturaomslag"] if "A" in row and "B" in row}
        self.assertEqual(minutes(facts["Kunder över 65 år: 780201 (h:mm)"]), 30)
        self.assertEqual(minutes(facts["Kunder under 65 år: 333601 (h:mm)"]), 20)
        self.assertEqual(minutes(facts["Välj referenskod: 780201 eller 333601 (h:mm)"]), 10)
        self.assertIn("30 dagar", facts["Betalningsvillkor"][2])
        headings, rows, _ = book.table("Per kund och insats")
        self.assertEqual([row[headings["Referenskod"]][2] for row in rows], ["780201", "333601", "Välj referenskod: 780201 eller 333601"])


if __name__ == "__main__":
    unittest.main()
