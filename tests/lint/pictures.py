"""A picture in a list never stands without words: its cells are made in one place alone, which sees to that (in_cell())."""
import re

import report

MADE_IN = "src/desktop/list_view.cpp"
CELL = re.compile(r"<<\s*wxDataViewIconText\b|\bwxDataViewIconText\s*[({]")


def problems(root):
    found = []
    for path in report.files(root, "src", suffixes={".h", ".cpp"}):
        place = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if place != MADE_IN and CELL.search(line):
                found.append(f"{place}:{number}: a picture in a list is made by in_cell(), which never leaves it without words")
    return found


if __name__ == "__main__":
    report.main(problems)
