"""A room sees only what stands in its row of src/rooms.txt: every #include of src/ and of tests/unit/ is held against the table
that CMake links by, and CMake is held to link by nothing else."""
import re

import report

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.MULTILINE)
LINK = re.compile(r"^\s*(?:target_link_libraries|link_libraries)\b", re.MULTILINE)
STANDARD = re.compile(r"^[a-z_]+$|^experimental/")  # <vector>, <cstdint>

# Door -> how its headers begin.
DOORS = {
    "fmt": ("fmt/",),
    "spdlog": ("spdlog/",),
    "json": ("nlohmann/",),
    "simdjson": ("simdjson",),
    "sqlitecpp": ("SQLiteCpp/", "sqlite3.h"),
    "sodium": ("sodium",),
    "secret": ("libsecret/", "glib.h", "gio/"),
    "xlsxwriter": ("xlsxwriter",),
    "pangocairo": ("pango/", "cairo", "glib.h", "glib-object.h"),
    "curl": ("curl/",),
    "icu": ("unicode/",),
    "boost_locale": ("boost/locale",),
    "wx": ("wx/",),
    "gtk": ("gtk/", "gdk/", "atk/", "pango/", "cairo", "glib.h", "gio/", "gdk-pixbuf/"),
    "qrencode": ("qrencode",),
    "cli11": ("CLI/",),
    "beast": ("boost/beast", "boost/asio", "boost/system", "boost/url", "boost/intrusive"),
    "soci": ("soci/",),
    "openssl": ("openssl/",),
    "cjose": ("cjose/", "jansson"),
    "zstd": ("zstd",),
    "zlib": ("zlib.h",),
    "zip": ("zip.h",),
    "pugixml": ("pugixml",),
}
# The operating system's own headers, and the only files that may know them: whatever another system does otherwise is there.
SYSTEM_HEADERS = re.compile(r"^(sys/.*|netinet/.*|arpa/.*|(spawn|unistd|fcntl|signal|pwd|poll|termios|dlfcn|langinfo|malloc|windows|io)\.h)$")
SYSTEM_FILES = {
    "src/base/system.cpp",  # the process: core dumps, who may read what it writes, the browser
    "src/store/durable_file.cpp",  # a small file that is wholly there or not at all
    "src/desktop/main.cpp",  # the locale that the toolkit starts in
}


def read_table(root):
    """room -> (rooms that it may include, doors that it has), in the table's order."""
    table = {}
    for line in (root / "src/rooms.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            room, rooms, doors = (part.split() for part in line.split(":"))
            table[room[0]] = (rooms, doors)
    return table


def table_problems(table):
    seen = []
    for room, (rooms, doors) in table.items():
        for other in rooms:
            if other not in seen:
                yield f"src/rooms.txt: {room} may include {other}, which does not stand above it"
        for door in doors:
            if door not in DOORS:
                yield f"src/rooms.txt: {room} has the door {door}, whose headers tests/lint/rooms.py does not know"
        seen.append(room)


def include_problems(root, path, room, table):
    rooms, doors = table[room]
    place = path.relative_to(root).as_posix()
    in_test = place.startswith("tests/")
    text = path.read_text(encoding="utf-8")
    for match in INCLUDE.finditer(text):
        kind, header = match.groups()
        where = f"{place}:{text.count(chr(10), 0, match.start()) + 1}"
        if kind == '"':
            # A unit test may lean on those of the rooms below.
            target = (header.removeprefix("unit/") if in_test else header).split("/")[0]
            if "/" not in header:
                yield f'{where}: "{header}" is included without its room'
            elif target != room and target not in rooms and not (in_test and target == "support"):
                yield f"{where}: {room} may not include {header}"
            continue
        if STANDARD.match(header) or (in_test and header.startswith("doctest/")):
            continue
        if SYSTEM_HEADERS.match(header):
            if not in_test and place not in SYSTEM_FILES:
                yield f"{where}: <{header}> belongs to the operating system and is included only in {', '.join(sorted(SYSTEM_FILES))}"
            continue
        owners = [door for door, prefixes in DOORS.items() if header.startswith(prefixes)]
        if not owners:
            yield f"{where}: <{header}> is of no library that tests/lint/rooms.py knows"
        elif not set(owners) & set(doors):
            yield f"{where}: {room} has no door to {' or '.join(owners)} (<{header}>)"


def problems(root):
    table = read_table(root)
    found = list(table_problems(table))
    for base in ("src", "tests/unit"):
        for path in report.files(root, base, suffixes={".h", ".cpp"}):
            room = path.relative_to(root / base).parts[0]
            if room in table:
                found += include_problems(root, path, room, table)
            else:
                found.append(f"{path.relative_to(root)}: lies in no room of src/rooms.txt")
    # Linking goes by the table alone.
    for path in [*report.files(root, "src", suffixes={".txt", ".cmake"})]:
        place = path.relative_to(root).as_posix()
        if place not in ("src/cmake/rooms.cmake", "src/cmake/libraries.cmake") and LINK.search(path.read_text(encoding="utf-8")):
            found.append(f"{place}: links by itself; what a room may see stands in src/rooms.txt")
    return found


if __name__ == "__main__":
    report.main(problems)
