"""Every C++ file is formatted as .clang-format says (clang-format 16)."""
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import report


def problems(root):
    program = shutil.which("clang-format-16")
    if program is None:
        return ["clang-format-16 is missing: sh installer/setup.sh test"]
    paths = list(report.files(root, "src", "tests", suffixes={".h", ".cpp"}))
    style = f"--style=file:{root / '.clang-format'}"

    def check(some):
        return subprocess.run([program, style, "--dry-run", "-Werror", *some], capture_output=True, text=True, check=False)

    chunks = [paths[at : at + 8] for at in range(0, len(paths), 8)]
    found = set()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for answer in pool.map(check, chunks):
            for line in answer.stderr.splitlines():
                if "error:" in line:
                    found.add(f"{line.split(':')[0].removeprefix(str(root) + os.sep)}: not formatted (clang-format-16 -i)")
            if answer.returncode != 0 and not found:
                found.add(answer.stderr.strip())
    return sorted(found)


if __name__ == "__main__":
    report.main(problems)
