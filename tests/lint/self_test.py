"""Every lint finds what is planted for it, and nothing where all is well."""
import pathlib
import shutil
import tempfile
import unittest

import catalogs
import layout
import report
import rooms
import sizes
import words

TABLE = """\
base   :      : fmt
domain : base :
server : base domain : json
"""
CALM = '#pragma once\n#include <vector>\n\n#include "base/id.h"\n'


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


if __name__ == "__main__":
    unittest.main()
