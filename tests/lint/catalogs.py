"""The catalogs say everything that the code says: i18n/refresh.sh has been run, and every translation is complete and certain."""
import pathlib
import re
import shutil
import subprocess
import tempfile

import report

DATE = re.compile(r'^"POT-Creation-Date:.*$', re.MULTILINE)
UNDONE = re.compile(r"(\d+) (fuzzy|untranslated)")


def without_date(path):
    return DATE.sub("", path.read_text(encoding="utf-8"))


def problems(root):
    found = []
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        shutil.copytree(root / "i18n", copy / "i18n")
        for room in ("wording", "desktop", "cli"):
            if (root / "src" / room).is_dir():
                shutil.copytree(root / "src" / room, copy / "src" / room)
            else:
                (copy / "src" / room).mkdir(parents=True)
        answer = subprocess.run(["sh", "i18n/refresh.sh"], cwd=copy, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            return [f"i18n/refresh.sh: {answer.stderr.strip()}"]
        for path in sorted((root / "i18n").glob("*.po*")):
            if without_date(path) != without_date(copy / "i18n" / path.name):
                found.append(f"i18n/{path.name}: the code says something else by now (sh i18n/refresh.sh)")
        for path in sorted((copy / "i18n").glob("*.po")):
            answer = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null", path],
                                    capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
            if answer.returncode != 0:
                found.append(f"i18n/{path.name}: {answer.stderr.strip()}")
            found += [f"i18n/{path.name}: {number} {what}" for number, what in UNDONE.findall(answer.stderr)]
    return found


if __name__ == "__main__":
    report.main(problems)
