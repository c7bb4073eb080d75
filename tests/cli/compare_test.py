"""The municipality's own basis held against ours, from outside: files that are equal, that differ, and that cannot be read."""
import csv
import io
import unittest
import zipfile

from world import CLIENT_NAMES, MONTH, World

EQUAL, DIFFERS, UNREAD = 0, 1, 2
NS = "urn:ooxml/"


def xlsx(path, rows, name="Underlag", repeat=1):
    """A workbook of one sheet, as plain as can be; with `repeat` its rows stand there many times."""
    kind = NS + "officeDocument/2006/relationships/"
    cell = lambda value: (f"<c><v>{value}</v></c>" if isinstance(value, (int, float))
                          else f'<c t="inlineStr"><is><t>{value}</t></is></c>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("_rels/.rels", f'<Relationships><Relationship Id="r" Type="{kind}officeDocument" Target="xl/workbook.xml"/>'
                                     "</Relationships>")
        book.writestr("xl/workbook.xml", f'<workbook xmlns:r="{kind}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets>'
                                         "</workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships><Relationship Id="r1" Type="{kind}worksheet" '
                                                    'Target="worksheets/sheet1.xml"/></Relationships>')
        text = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for _ in range(repeat):
                sheet.write(text.encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


class Comparing(World):
    def setUp(self):
        super().setUp()
        self.anna = self.companion("anna")

    def file(self, text, name="underlag.csv", encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def compare(self, file, *arguments, code):
        return self.anna.json("basis.compare", "--month", MONTH, "--file", file, *arguments, code=code)

    def ours(self):
        return [(str(row["client_number"]), row["service"], row["paid_minutes"]) for row in self.anna.json("basis.show", "--month", MONTH)
                if row["paid_minutes"]]

    def test_equal_differing_and_unreadable_files_have_exit_codes_of_their_own(self):
        heading = "Kundnr;Insats;Ersatt tid (min)\r\n"
        rows = [f"{client};{service};{minutes}\r\n" for client, service, minutes in self.ours()]
        told = self.compare(self.file(heading + "".join(rows)), code=EQUAL)
        self.assertTrue(told["equal"])
        self.assertEqual(told["difference_minutes"], 0)
        told = self.compare(self.file(heading + "".join(rows[1:])), code=DIFFERS)
        minutes = self.ours()[0][2]
        self.assertEqual(told["causes"], [{"cause": "unapproved", "rows": 1, "minutes": -minutes, "ore": 0}])
        answer = self.succeed(self.anna.run("basis.compare", "--month", MONTH, "--file", self.file(heading + "3001;Dusch;sju\r\n"),
                                            "--language", "sv"), UNREAD)
        self.assertIn("Rad 2, kolumn C: ", answer.stderr)
        self.assertNotIn("sju", answer.stderr)
        self.assertEqual(answer.stdout, "")

    def test_a_spreadsheet_and_a_file_of_an_old_system_are_read_as_well(self):
        rows = [["Underlag", "oktober"], ["Kundnr", "Insats", "Ersatta timmar"]]
        rows += [[int(client), service, minutes / 60] for client, service, minutes in self.ours()]
        self.compare(xlsx(self.folder / "a.xlsx", rows), code=EQUAL)
        self.compare(xlsx(self.folder / "a.xlsx", rows, "Övrigt"), "--sheet", "övrigt", code=EQUAL)
        text = "Kundnr\tInsats\tErsatt tid, f\u00f6rs\u00f6k\n" + "".join(
            f"{client}\t{service}\t{minutes // 60}:{minutes % 60:02}\n" for client, service, minutes in self.ours())
        self.compare(self.file(text, encoding="cp1252"), code=EQUAL)

    def test_columns_are_named_once(self):
        text = "Id,Vad,Antal\n" + "".join(f"{client},{service},{minutes}\n" for client, service, minutes in self.ours())
        file = self.file(text)
        self.succeed(self.anna.run("basis.compare", "--month", MONTH, "--file", file), UNREAD)
        mapped = ["--map", "client=Id", "service=B", "paid.minutes=Antal", "heading_row=1"]
        self.compare(file, *mapped, code=EQUAL)
        self.compare(file, code=EQUAL)
        self.succeed(self.anna.run("basis.compare", "--month", MONTH, "--file", file, "--map", "price=A"), UNREAD)

    def test_the_whole_comparison_is_saved_without_names(self):
        out = self.folder / "jamforelse.csv"
        self.compare(self.file("Kundnr;Insats;Ersatt tid (min)\n3001;=1+1;30\n"), "--out", out, code=DIFFERS)
        text = out.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        self.assertIn("'=1+1", [row["Service"] for row in rows])
        self.assertEqual({row["Month"] for row in rows}, {MONTH})
        for name in CLIENT_NAMES:
            self.assertNotIn(name, text)

    def test_what_was_compared_is_told_to_the_activity_log(self):
        self.compare(self.file("Kundnr;Insats;Ersatt tid (min)\n3001;Dusch;30\n"), code=DIFFERS)
        self.succeed(self.anna.run("sync"))
        boss = self.companion("boss", "manager")
        self.assertIn("anna", [row["user"] for row in boss.json("log.list") if row["verb"] == "export"])

    def test_broken_files_are_told_in_words_and_leave_nothing_behind(self):
        good = xlsx(self.folder / "a.xlsx", [["Kundnr", "Insats", "Ersatt tid"], [3001, "Dusch", 30]])
        cut = self.folder / "cut.xlsx"
        cut.write_bytes(good.read_bytes()[:-200])
        bomb = xlsx(self.folder / "bomb.xlsx", [["x" * 1000]], repeat=100_000)
        self.assertLess(bomb.stat().st_size, 1_000_000)
        out = self.folder / "ut.csv"
        for file, more, words in [
            (cut, [], "skadad"), (good, ["--sheet", "Mars"], "Mars"), (self.file("1;2;3\n"), [], "rubriker"), (bomb, [], "megabyte"),
            (self.folder / "none.csv", [], "läsas"), (self.file("", "tom.csv"), [], "tom"), (self.folder, [], "läsas"),
        ]:
            answer = self.succeed(self.anna.run("basis.compare", "--month", MONTH, "--file", file, *more, "--out", out, "--language", "sv"),
                                  UNREAD)
            self.assertIn(words, answer.stderr)
            self.assertEqual(answer.stdout, "")
            self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
