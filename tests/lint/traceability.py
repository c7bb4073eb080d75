"""Every binding sentence of the municipalities' texts has a row in resources/rulebooks/traceability.csv, and every row leads somewhere.

    source;paragraph;sentence;served_by;tests;remark

served_by: check:ID, parameter:ID, page:PAGE, coming:PAGE, or outside (no program can judge it; the remark says why); several with
blanks between. tests: rules:CHECK (a TEST_CASE of tests/unit/rules that names the check), or the path of a test.

The texts are not part of the project. SAMORDNA_TEXTS=FOLDER with the five of them: then every sentence is looked up in its text, and
what is left of a text when its rows are taken out may bind nobody."""
import csv
import os
import pathlib
import re

import report
import rulebooks

TABLE = "resources/rulebooks/traceability.csv"
COLUMNS = ["source", "paragraph", "sentence", "served_by", "tests", "remark"]
TEXTS = {
    "nacka-3.0-2025-10-15": "nacka-regler-v3.0-numbering-3x.txt",
    "nacka-3.0-2026-03-25": "nacka-regler-v3.0-numbering-4x-2026-03-25.txt",
    "nacka-trygghetslas-2026-06-02": "nacka-rutiner-trygghetslas-2026-06-02.txt",
    "haninge-2026": "haninge-tids-och-insatsregistrering.txt",
    "haninge-digitala-las-2026-06-12": "haninge-uppfoljning-digitala-las-2026-06-12.txt",
}
PAGES = {"Arbetspass", "Kontobeställningar", "Konton", "Kontroller", "Lås", "Låsbeställningar", "Månadsavslut",
         "Ändringar", "Inloggning", "Regler", "Taggar", "Telefoner", "Uppföljning", "Uppstart"}
COMING = {"Månadsavslut"}
BINDS = re.compile(
    r"\b(ska|skall|måste|endast|enbart|maximalt|max|högst|minst|aldrig|får (inte|ej|bara|endast|enbart)|ej tillåtet|krävs|ansvarar?|"
    r"utgår|ersätts|ersättas|återbetalas|godkänns|godkännas|inaktiverar|gallrar)\b", re.IGNORECASE)


def cases(root):
    """What stands between TEST_CASE( and { in the unit tests of the rules."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in report.files(root, "tests/unit/rules", suffixes={".cpp"}))
    return "\n".join(re.findall(r"TEST_CASE(?:_FIXTURE)?\s*\((.*?)\)\s*\{", text, re.DOTALL))


def named(check, text):
    return re.search(rf"(?<![\w-]){re.escape(check)}(?![\w-])", text) is not None


def is_whole(sentence):
    return re.match(r"[A-ZÅÄÖ0-9”]", sentence) is not None and sentence == " ".join(sentence.split()) and not re.search(r"[*#<>\[\]]", sentence)


class Row:
    def __init__(self, line, cells):
        self.line = line
        self.source, self.paragraph, self.sentence, served, tests, self.remark = cells
        self.served = [tuple(item.partition(":")[::2]) for item in served.split()]
        self.tests = tests.split()

    def serving(self, kind):
        return [name for what, name in self.served if what == kind]


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter=";", strict=True)
        header = next(lines, [])
        if header != COLUMNS:
            return [], [f"{TABLE}:1: the columns are {';'.join(COLUMNS)}"]
        rows, found = [], []
        try:
            for cells in lines:
                if len(cells) == len(COLUMNS):
                    rows.append(Row(lines.line_num, cells))
                else:
                    found.append(f"{TABLE}:{lines.line_num}: {len(cells)} columns instead of {len(COLUMNS)}")
        except csv.Error as error:
            found.append(f"{TABLE}:{lines.line_num}: {error}")
        return rows, found


def about_service(row, books):
    """What is wrong with where a row leads."""
    checks, parameters = (rulebooks.in_force(books, row.source, part) for part in ("checks", "parameters"))
    if not row.served:
        yield "is served by nothing"
    for kind, name in row.served:
        if kind == "check":
            if name not in checks:
                yield f"the rulebook has no check {name}"
                continue
            own = books[row.source]["checks"].get(name)
            if own is not None and row.sentence in own["sentence"] and row.paragraph != own["paragraph"]:
                yield f"{name} cites this sentence in paragraph {own['paragraph']}"
            if (own is None or own["paragraph"] != row.paragraph) and not row.remark:
                yield f"{name} cites another paragraph; the remark says why"
        elif kind == "parameter":
            if name not in parameters:
                yield f"the rulebook has no parameter {name}"
        elif kind == "page":
            if name not in PAGES:
                yield f"there is no page {name}"
        elif kind == "coming":
            if name not in COMING:
                yield f"no page {name} is coming"
        elif (kind, name) != ("outside", ""):
            yield f"is served by {kind}, which means nothing"
    if row.serving("outside") and (len(row.served) > 1 or not row.remark):
        yield "outside stands alone, and the remark says why"


def about_tests(row, root, texts_of_cases):
    if not row.tests and not row.serving("outside") and not row.serving("coming"):
        yield "has no test"
    for check in row.serving("check"):
        if f"rules:{check}" not in row.tests:
            yield f"does not name the tests of {check} (rules:{check})"
    for test in row.tests:
        what, colon, check = test.partition(":")
        if what == "rules" and colon:
            if not named(check, texts_of_cases):
                yield f"no TEST_CASE of tests/unit/rules names {check}"
        elif not (root / test).is_file():
            yield f"there is no test {test}"


def uncited(books, rows):
    """Checks whose sentence is not a row, or several that follow each other, of their source and paragraph."""
    for version, book in books.items():
        for check, rule in book["checks"].items():
            if rule is None or not rule["sentence"]:
                continue
            mine = [row.sentence for row in rows
                    if (row.source, row.paragraph) == (version, rule["paragraph"]) and check in row.serving("check")]
            runs = (" ".join(mine[start:end]) for start in range(len(mine)) for end in range(start + 1, len(mine) + 1))
            if rule["sentence"] not in runs:
                yield f"{TABLE}: {version} {check}: its sentence has no row in paragraph {rule['paragraph']} that names it"


def plain(text):
    """A text as people read it, one line each: without mark-up, bullets and doubled blanks."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"!\[[^\]]*\]\([^)]*\)|</?[a-z]+>", "", text))
    lines = (" ".join(re.sub(r"^\s*(#+|[-•])\s+", "", line.replace("*", "")).split()) for line in text.splitlines())
    return [line for line in lines if line]


def headed(line, paragraphs):
    """The paragraph that a line of a text opens: "3.1 Val av insats" opens 3.1 (one copy writes I for 1), else a heading opens itself."""
    number = re.match(r"(I|\d+)(\.\d+)? [A-ZÅÄÖ](?!.*\.$)", line)
    name = line[:number.end() - 2].replace("I", "1") if number else line
    return name if name in paragraphs else None


def about_text(rows, lines):
    """Sentences that are not in the text, not whole there or in another paragraph, and what binds there without a row."""
    text, starts, ends = " ".join(lines), {0}, set()
    for line in lines:
        end = max(ends, default=-1) + 1 + len(line)
        ends.add(end)
        starts.add(end + 1)
    paragraphs = {row.paragraph for row in rows}
    openings = [(at, name) for at, line in zip(sorted(starts), lines) if (name := headed(line, paragraphs)) is not None]
    left = list(text)
    for row in sorted(rows, key=lambda row: -len(row.sentence)):
        places = [match.start() for match in re.finditer(re.escape(row.sentence), text)]
        whole = [at for at in places
                 if (at in starts or re.search(r"([.!?:;)]|\b[0-9a-c]\.) $", text[max(0, at - 4):at]))
                 and (row.sentence[-1] in ".!?:" or at + len(row.sentence) in ends or text[at + len(row.sentence)] == ".")]
        if not places:
            yield f"{TABLE}:{row.line}: the text does not say this"
        elif not whole:
            yield f"{TABLE}:{row.line}: is only a part of a sentence of the text"
        elif row.paragraph not in [next((name for place, name in reversed(openings) if place <= at), None) for at in whole]:
            yield f"{TABLE}:{row.line}: stands in another paragraph of the text"
        for at in whole:
            left[at:at + len(row.sentence)] = "\0" * len(row.sentence)
    rest = "".join(left)
    for at, line in zip(sorted(starts), lines):
        for piece in rest[at:at + len(line)].split("\0"):
            if BINDS.search(piece):
                yield f"{TEXTS[rows[0].source]}: has no row: {piece.strip()}"


def problems(root, texts=None):
    books, found = rulebooks.read(root)
    rows, wrong = read(root / TABLE)
    found += wrong
    texts_of_cases = cases(root)
    seen = set()
    for row in rows:
        def tell(what, row=row):
            found.append(f"{TABLE}:{row.line}: {what}")
        if row.source not in books:
            tell(f"there is no rulebook {row.source}")
            continue
        if not is_whole(row.sentence):
            tell("is no whole sentence without mark-up")
        if not row.paragraph:
            tell("has no paragraph")
        if (row.source, row.paragraph, row.sentence) in seen:
            tell("stands twice")
        seen.add((row.source, row.paragraph, row.sentence))
        for what in (*about_service(row, books), *about_tests(row, root, texts_of_cases)):
            tell(what)
    found += uncited(books, rows)
    for source in books if texts else ():
        mine = [row for row in rows if row.source == source]
        if source not in TEXTS or not mine:
            found.append(f"{TABLE}: {source} has no rows, or tests/lint/traceability.py does not know its text")
            continue
        found += about_text(mine, plain((pathlib.Path(texts) / TEXTS[source]).read_text(encoding="utf-8")))
    return found


if __name__ == "__main__":
    report.main(lambda root: problems(root, os.environ.get("SAMORDNA_TEXTS")))
