"""What the project says to the world: it names no machine's own folders and no hosts but those in tests/lint/hosts.txt."""
import re

import report

URL = re.compile(r"\b(?:https?|wss?|ftp)://(\[[0-9a-f:]+\]|[A-Za-z0-9._-]*[A-Za-z0-9])")
# Folders of somebody's own machine; the file system's common ones (/usr, /etc, /var, /tmp) may be named.
PRIVATE_PATH = re.compile(r"(?<![\w.$}{/-])/(?:home|root|work|mnt|media|srv|Users)/[\w.-]+")
RESERVED = re.compile(r"(^|\.)(example(\.(com|org|net|se))?|invalid|test|localhost)$")
BINARY = {".png", ".mo", ".db", ".zst", ".gz"}


def problems(root):
    allowed = set()
    for line in (root / "tests/lint/hosts.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            allowed.add(line.split()[0])
    found = []
    for path in report.files(root):
        place = path.relative_to(root).as_posix()
        if path.suffix in BINARY or place in ("LICENSE", "tests/lint/hosts.txt"):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            found.append(f"{place}: is not UTF-8 text")
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for host in URL.findall(line):
                if host not in allowed and not RESERVED.search(host):
                    found.append(f"{place}:{number}: names the host {host}, which is not in tests/lint/hosts.txt")
            for private in PRIVATE_PATH.findall(line):
                found.append(f"{place}:{number}: names a folder of one machine ({private})")
    return found


if __name__ == "__main__":
    report.main(problems)
