"""What the lints share: which files there are, and how problems are told. Each lint is a module with problems(root) -> list of
"place: what is wrong", and a program: python3 LINT.py [ROOT]."""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".cache", "build", "__pycache__"}


def files(root, *folders, suffixes=None):
    """Files under the folders of root (all of root without), sorted, without what is built."""
    for folder in folders or (".",):
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if SKIPPED.intersection(parts) or not path.is_file():
                continue
            if suffixes is None or path.suffix in suffixes:
                yield path


def main(problems):
    root = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    found = problems(root)
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)
