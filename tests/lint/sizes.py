"""A file is about one thing: over 400 lines it needs a reason in tests/lint/sizes.txt, over 600 no reason is enough."""
import report

NEEDS_REASON = 400
HARD = 600


def problems(root):
    reasons = {}
    for line in (root / "tests/lint/sizes.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            place, _, reason = line.partition(" ")
            reasons[place] = reason.strip()
    found = []
    for path in report.files(root, "src", "tests", suffixes={".h", ".cpp", ".py", ".sh"}):
        place = path.relative_to(root).as_posix()
        lines = path.read_text(encoding="utf-8").count("\n")
        reason = reasons.pop(place, "")
        if lines > HARD:
            found.append(f"{place}: {lines} lines, over {HARD}")
        elif lines > NEEDS_REASON and not reason:
            found.append(f"{place}: {lines} lines, over {NEEDS_REASON} without a reason in tests/lint/sizes.txt")
        elif lines <= NEEDS_REASON and reason:
            found.append(f"tests/lint/sizes.txt: {place} is small again ({lines} lines)")
    found += [f"tests/lint/sizes.txt: there is no {place}" for place in reasons]
    return found


if __name__ == "__main__":
    report.main(problems)
