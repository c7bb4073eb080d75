"""Every lint finds what is planted for it, and nothing where all is well."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import catalogs
import layout
import pictures
import report
import rooms
import rulebooks
import sizes
import traceability
import words

TABLE = """\
base   :      : fmt
domain : base :
server : base domain : json
"""
CALM = '#pragma once\n#include <vector>\n\n#include "base/id.h"\n'
NOTED = "Ett besök ska ha en anteckning."
OLD = {
    "version": "old", "municipality": "Nacka", "valid_from": "2025-01-01",
    "source": {"publisher": "Nacka kommun", "title": "Regler", "numbering": "3.x"},
    "checks": {"extra-without-note": {"severity": "blocks", "paragraph": "3.1", "sentence": NOTED}},
    "parameters": {"transition_days": {"value": 4, "why": "'högst fyra dagar'"}},
    "services": [{"name": "Inköp", "aliases": ["Handling"]}],
    "closing": {"vardag": 3, "time_of_day": "23:59:59"}, "revoke_window_hours": None,
}
NEW = {
    "version": "new", "municipality": "Nacka", "extends": "old", "valid_from": "2026-01-01",
    "source": {"publisher": "Nacka kommun", "title": "Rutin", "numbering": "headings"}, "checks": {},
}
ROW = f"old;3.1;{NOTED};check:extra-without-note;rules:extra-without-note;\r\n"


class Lints(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write("src/rooms.txt", TABLE)
        self.write("src/domain/thing.h", CALM)

    def write(self, place, text):
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def assert_found(self, lint, *parts):
        found = lint.problems(self.root)
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])

    def assert_clean(self, lint):
        self.assertEqual(lint.problems(self.root), [])

    # Rooms
    def test_a_room_that_keeps_to_its_row_is_left_alone(self):
        self.write("src/server/front.cpp", '#include "server/front.h"\n\n#include <nlohmann/json.hpp>\n\n#include "domain/thing.h"\n')
        self.assert_clean(rooms)

    def test_an_include_of_a_room_outside_the_row_is_found(self):
        self.write("src/domain/thing.cpp", '#include "domain/thing.h"\n#include "server/front.h"\n')
        self.assert_found(rooms, "src/domain/thing.cpp:2", "domain may not include server/front.h")

    def test_a_unit_test_is_held_to_its_rooms_row(self):
        self.write("tests/unit/domain/thing_test.cpp", '#include <doctest/doctest.h>\n\n#include "server/front.h"\n')
        self.assert_found(rooms, "tests/unit/domain/thing_test.cpp:3")

    def test_a_unit_test_may_lean_on_those_of_rooms_below(self):
        self.write("tests/unit/server/front_test.cpp", '#include <unistd.h>\n\n#include "support/house.h"\n#include "unit/domain/things.h"\n')
        self.assert_clean(rooms)

    def test_a_library_without_a_door_is_found(self):
        self.write("src/domain/thing.cpp", "#include <nlohmann/json.hpp>\n")
        self.assert_found(rooms, "domain has no door to json")

    def test_a_library_that_nobody_has_heard_of_is_found(self):
        self.write("src/domain/thing.cpp", "#include <magic/wand.hpp>\n")
        self.assert_found(rooms, "<magic/wand.hpp>")

    def test_headers_of_the_operating_system_are_found(self):
        self.write("src/domain/thing.cpp", "#include <unistd.h>\n")
        self.assert_found(rooms, "<unistd.h>")

    def test_a_row_that_points_downwards_is_found(self):
        self.write("src/rooms.txt", TABLE + "front : back :\nback : front :\n")
        found = rooms.problems(self.root)
        self.assertEqual(len(found), 1, found)
        self.assertIn("front may include back", found[0])

    def test_a_folder_that_is_no_room_is_found(self):
        self.write("src/cellar/box.h", "#pragma once\n")
        self.assert_found(rooms, "src/cellar/box.h")

    def test_linking_beside_the_table_is_found(self):
        self.write("src/CMakeLists.txt", "target_link_libraries(domain PUBLIC server)\n")
        self.assert_found(rooms, "src/CMakeLists.txt")

    # Sizes
    def test_a_long_file_needs_a_reason(self):
        self.write("tests/lint/sizes.txt", "# none\n")
        self.write("src/domain/long.cpp", "\n" * 401)
        self.assert_found(sizes, "src/domain/long.cpp", "401")
        self.write("tests/lint/sizes.txt", "src/domain/long.cpp one table\n")
        self.assert_clean(sizes)

    def test_no_reason_is_enough_for_a_very_long_file(self):
        self.write("tests/lint/sizes.txt", "src/domain/long.cpp one table\n")
        self.write("src/domain/long.cpp", "\n" * 601)
        self.assert_found(sizes, "over 600")

    def test_a_reason_that_is_no_longer_needed_is_found(self):
        self.write("tests/lint/sizes.txt", "src/domain/thing.h it was long\nsrc/gone.cpp it was there\n")
        self.assertEqual(len(sizes.problems(self.root)), 2)

    # Layout
    def test_a_file_that_is_not_formatted_is_found(self):
        shutil.copy(report.ROOT / ".clang-format", self.root)
        self.assert_clean(layout)
        self.write("src/domain/thing.cpp", "int   thing( ) {return 1;}\n")
        self.assert_found(layout, "src/domain/thing.cpp")

    # Pictures
    def test_a_picture_that_is_put_in_a_list_by_hand_is_found(self):
        self.write("src/desktop/list_view.cpp", 'wxDataViewIconText{words, picture};\n')
        self.write("src/desktop/thing.cpp", 'value << in_cell("Flag", icon("flag", tone));\n')
        self.assert_clean(pictures)
        self.write("src/desktop/thing.cpp", 'value << wxDataViewIconText("", icon("flag", tone));\n')
        self.assert_found(pictures, "src/desktop/thing.cpp:1")

    # clang-tidy
    def tidy(self, text):
        self.write("src/domain/thing.cpp", text)
        shutil.copy(report.ROOT / ".clang-tidy", self.root)
        path = str(self.root / "src/domain/thing.cpp")
        command = {"directory": str(self.root), "file": path, "command": f"c++ -std=c++20 -c {path}"}
        self.write("compile_commands.json", json.dumps([command]))
        script = report.ROOT / "tests/lint/tidy.sh"
        return subprocess.run(["sh", script, self.root, path], capture_output=True, text=True, check=False)

    def test_clang_tidy_leaves_good_code_alone(self):
        answer = self.tidy("int thing() { return 1; }\n")
        self.assertEqual((answer.returncode, answer.stdout), (0, ""), answer.stderr)

    def test_what_clang_tidy_knows_is_found(self):
        answer = self.tidy("struct A { virtual ~A(); virtual int f(); };\nstruct B : A { virtual int f(); };\n")
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn("modernize-use-override", answer.stdout)

    def test_a_file_that_clang_cannot_parse_is_no_clean_file(self):
        answer = self.tidy("int thing() { return nothing; }\n")
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn("clang cannot parse this", answer.stdout)

    # Words
    def test_hosts_and_folders_of_one_machine_are_found(self):
        self.write("tests/lint/hosts.txt", "www.w3.org SVG\n")
        self.write("src/a.txt", "see http://www.w3.org/2000/svg and https://backend.example/ and http://127.0.0.1.example.se\n")
        self.assert_clean(words)
        slash = "/"  # or the lint would find what is planted here
        self.write("src/a.txt", f"get it at https:{slash}/archive.somewhere.net/x\n")
        self.assert_found(words, "src/a.txt:1", "archive.somewhere.net")
        self.write("src/a.txt", f"it lies in {slash}home/anna/x\n")
        self.assert_found(words, "src/a.txt:1", "folder of one machine")

    # Catalogs
    def plant_catalog(self, translation):
        self.write("src/cli/a.cpp", 'tr("Approve");\n')
        header = 'msgid ""\nmsgstr ""\n"Language: sv\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        header += '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        self.write("i18n/sv.po", header + translation)
        shutil.copy(report.ROOT / "i18n/refresh.sh", self.root / "i18n")
        copy = self.root / "refreshed"
        shutil.copytree(self.root / "i18n", copy / "i18n")
        for room in ("wording", "desktop", "cli"):
            (copy / "src" / room).mkdir(parents=True)
        shutil.copy(self.root / "src/cli/a.cpp", copy / "src/cli")
        catalogs.subprocess.run(["sh", "i18n/refresh.sh"], cwd=copy, capture_output=True, check=True)
        for name in ("sv.po", "samordna.pot"):
            shutil.copy(copy / "i18n" / name, self.root / "i18n")

    def test_a_complete_catalog_is_left_alone(self):
        self.plant_catalog('msgid "Approve"\nmsgstr "Godkänn"\n')
        self.assert_clean(catalogs)

    def test_a_text_without_translation_is_found(self):
        self.plant_catalog('msgid "Approve"\nmsgstr ""\n')
        self.assert_found(catalogs, "sv.po", "1 untranslated")

    def test_an_uncertain_translation_is_found(self):
        self.plant_catalog('#, fuzzy\nmsgid "Approve"\nmsgstr "Godkänn"\n')
        self.assert_found(catalogs, "sv.po", "1 fuzzy")

    def test_a_text_that_the_catalogs_have_not_seen_is_found(self):
        self.plant_catalog('msgid "Approve"\nmsgstr "Godkänn"\n')
        self.write("src/cli/b.cpp", 'tr("Revoke");\n')
        self.assertIn("i18n/samordna.pot", "\n".join(catalogs.problems(self.root)))

    # Rulebooks
    def plant_rulebooks(self, *books):
        folder = self.root / rulebooks.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(report.ROOT / rulebooks.FOLDER / rulebooks.SCHEMA, folder)
        for book in books or (OLD, NEW):
            self.write(f"{rulebooks.FOLDER}/{book['version']}.json", json.dumps(book, ensure_ascii=False))

    def test_rulebooks_in_order_are_left_alone(self):
        self.plant_rulebooks()
        self.assert_clean(rulebooks)

    def test_what_the_schema_does_not_know_is_found(self):
        self.plant_rulebooks({**OLD, "colour": "red"})
        self.assert_found(rulebooks, "old.json", "colour")
        self.plant_rulebooks({**OLD, "parameters": {"transition_days": {"value": 4}}})
        self.assert_found(rulebooks, "$.parameters.transition_days", "why")
        self.plant_rulebooks({**OLD, "parameters": {"transition_days": {"value": "4", "why": "'högst fyra dagar'"}}})
        self.assert_found(rulebooks, "$.parameters.transition_days.value")
        self.plant_rulebooks({**OLD, "checks": {"extra": OLD["checks"]["extra-without-note"]}})
        self.assert_found(rulebooks, "$.checks", "extra")

    def test_a_rulebook_that_extends_nothing_says_all(self):
        self.plant_rulebooks({name: value for name, value in OLD.items() if name != "closing"})
        self.assert_found(rulebooks, "closing")

    def test_a_broken_or_doubled_key_is_found(self):
        self.plant_rulebooks()
        self.write(f"{rulebooks.FOLDER}/worse.json", '{"version": "worse", "version": "worse"}')
        self.assert_found(rulebooks, "worse.json", "version stands twice")
        self.write(f"{rulebooks.FOLDER}/worse.json", "{")
        self.assert_found(rulebooks, "worse.json", "line 1")

    def test_a_rulebook_in_the_wrong_place_is_found(self):
        for book, what in (({**NEW, "extends": "older"}, "extends older"), ({**NEW, "municipality": "Haninge"}, "another municipality"),
                           ({**NEW, "valid_from": "2025-01-01"}, "not later"), ({**NEW, "checks": {"overlap": None}}, "never on"),
                           ({**NEW, "services": [{"name": "handling"}]}, "handling stands twice"),
                           ({**NEW, "matrix": {"services": ["Dusch"], "cells": [{"a": "Dusch", "b": "Lunch", "value": "allowed"}]}}, "Lunch"),
                           ({**NEW, "checks": {"overlap": {"severity": "warns", "paragraph": "1", "sentence": ""}}}, "go together")):
            self.plant_rulebooks(OLD, book)
            self.assert_found(rulebooks, "new.json", what)
        self.plant_rulebooks(OLD, NEW)
        (self.root / rulebooks.FOLDER / "new.json").rename(self.root / rulebooks.FOLDER / "newest.json")
        self.assert_found(rulebooks, "newest.json", "calls itself new")

    # Traceability
    def plant_table(self, *rows):
        self.plant_rulebooks()
        self.write("tests/unit/rules/note_test.cpp", 'TEST_CASE("extra-without-note: a note is asked for") {\n}\n')
        self.write(traceability.TABLE, ";".join(traceability.COLUMNS) + "\r\n" + "".join(rows))

    def test_a_table_in_order_is_left_alone(self):
        self.plant_table(ROW, "new;Lås;Dygnet har högst fyra dagar.;parameter:transition_days;rules:extra-without-note;\r\n",
                         "new;Lås;Låset ska sitta;coming:Månadsavslut;;\r\n", 'old;4;Personalen ska sova.;outside;;"Sleep; at night."\r\n')
        self.assert_clean(traceability)

    def test_a_row_that_leads_nowhere_is_found(self):
        for row, what in (("older;3.1;En sak ska göras.;outside;;Why.", "no rulebook older"),
                          ("old;3.1;En sak ska göras.;check:overlap coming:Månadsavslut;rules:overlap;", "no check overlap"),
                          ("old;3.1;En sak ska göras.;parameter:sample_day coming:Månadsavslut;;", "no parameter sample_day"),
                          ("old;3.1;En sak ska göras.;page:Molnet;tests/unit/rules/note_test.cpp;", "no page Molnet"),
                          ("old;3.1;En sak ska göras.;coming:Molnet;;", "no page Molnet is coming"),
                          ("old;3.1;En sak ska göras.;nobody coming:Månadsavslut;;", "means nothing"), ("old;3.1;En sak ska göras.;;tests/unit/rules/note_test.cpp;", "served by nothing"),
                          ("old;3.1;En sak ska göras.;outside;;", "remark says why"),
                          ("old;3.2;En sak ska göras.;check:extra-without-note;rules:extra-without-note;", "another paragraph"),
                          ("new;3.1;En sak ska göras.;check:extra-without-note;rules:extra-without-note;", "another paragraph"),
                          ("old;;En sak ska göras.;outside;;Why.", "no paragraph"), ("old;3.1;En  sak;outside;;Why.", "no whole sentence"),
                          ("old;3.1;sak ska göras.;outside;;Why.", "no whole sentence"), (ROW.strip(), "stands twice"),
                          ("old;3.1", "2 columns"), ('old;3.1;"En sak" ska göras.;outside;;Why.', "expected after")):
            self.plant_table(ROW, row + "\r\n")
            found = "\n".join(traceability.problems(self.root))
            self.assertIn(f"{traceability.TABLE}:3: ", found, row)
            self.assertIn(what, found)

    def test_a_row_without_its_test_is_found(self):
        self.plant_table(ROW, "old;3.1;En sak ska göras.;page:Arbetspass;;\r\n")
        self.assert_found(traceability, ":3:", "has no test")
        self.plant_table(ROW, "old;3.1;En sak ska göras.;page:Arbetspass;tests/gone.py;\r\n")
        self.assert_found(traceability, ":3:", "there is no test tests/gone.py")
        self.plant_table(ROW, "old;3.1;En sak ska göras.;check:extra-without-note coming:Månadsavslut;;\r\n")
        self.assert_found(traceability, ":3:", "does not name the tests of extra-without-note")
        self.plant_table(ROW)
        self.write("tests/unit/rules/note_test.cpp", '// extra-without-note\nTEST_CASE("an extra-without-note-at-all") {\n}\n')
        self.assert_found(traceability, ":2:", "no TEST_CASE of tests/unit/rules names extra-without-note")

    def test_a_check_whose_sentence_has_no_row_is_found(self):
        self.plant_table(ROW.replace("en anteckning", "två anteckningar"))
        self.assert_found(traceability, "old extra-without-note")
        self.plant_table(ROW.replace("3.1", "3.2", 1).replace(";\r\n", ";Why.\r\n"))
        self.assertEqual(len(traceability.problems(self.root)), 2)

    def test_a_table_with_other_columns_is_found(self):
        self.plant_table(ROW)
        self.write(traceability.TABLE, "source;sentence\r\n")
        self.assertIn("the columns are", traceability.problems(self.root)[0])

    def test_a_row_is_held_against_its_text(self):
        row = traceability.Row(2, ["haninge-2026", "Regler", NOTED, "outside", "", "Why."])

        def found(text):
            return "\n".join(traceability.about_text([row], traceability.plain(text)))

        self.assertEqual(found("# Regler\n\n- Ett **besök** ska\n\nha en  [anteckning](#). Den får vara kort.\n"), "")
        self.assertIn("another paragraph", found(f"# Rutin\n{NOTED}\n# Regler\n"))
        self.assertIn("does not say this", found("Ett besök får ha en anteckning."))
        self.assertIn("only a part", found("Om inte annat sägs gäller Ett besök ska ha en anteckning."))
        self.assertIn("has no row: Den ska vara kort.", found(f"# Regler\n{NOTED} Den ska vara kort."))


if __name__ == "__main__":
    unittest.main()
