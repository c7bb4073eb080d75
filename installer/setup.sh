#!/bin/sh
# Installs what is missing on a Debian 12, and nothing else:  sh installer/setup.sh build run test
# Needs root or sudo, and the archive that the machine already uses. Running it again changes nothing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- build run test

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else echo "setup: this needs root: $*" >&2; return 1; fi
}

# "PACKAGE [SUITE]" a line. A package from another suite counts only in a version from that suite (its name is in the version).
missing() {
    dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' |
        awk -v purposes=" $* " -v npm="$(command -v npm || true)" '
            FNR == NR { if ($1 == "installed") version[$2] = $3; next }
            /^#/ || NF < 2 || !index(purposes, " " $1 " ") { next }
            npm && ($2 == "npm" || $2 == "nodejs") { next }
            !($2 in version) || (NF > 2 && version[$2] !~ /~bpo12/) { print $2, $3 }' - "$here/packages.txt"
}

# A suite beside the archive that the machine's own bookworm/main comes from.
add_suite() {
    targets=$(apt-get indextargets --format '$(RELEASE)|$(CODENAME)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages')
    echo "$targets" | grep -q "^$1|" && return 0
    archive=$(echo "$targets" | awk -F'|' '($1 == "bookworm" || $2 == "bookworm") && $3 == "main" { print $4; exit }')
    [ -n "$archive" ] || { echo "setup: apt knows no archive for Debian 12 (bookworm)" >&2; exit 1; }
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
        "$archive" "$1" | as_root tee "/etc/apt/sources.list.d/samordna-$1.sources" >/dev/null
}

install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" </dev/null; }

# The provider of OpenID that the tests sign in with (tests/foreign), into build/, where a test finds it.
foreign() {
    case " $* " in *" test "*) ;; *) return 0 ;; esac
    there=$here/../build/foreign
    if [ -d "$there/node_modules" ] && cmp -s "$here/../tests/foreign/package-lock.json" "$there/package-lock.json"; then return 0; fi
    mkdir -p "$there"
    cp "$here/../tests/foreign/package.json" "$there/"
    (cd "$there" && cp ../../tests/foreign/package-lock.json . && npm ci --no-audit --no-fund --ignore-scripts --silent) ||
        { rm -f "$there/package-lock.json"; echo "setup: npm cannot install oidc-provider" >&2; return 1; }
}

todo=$(missing "$@")
[ -n "$todo" ] || { foreign "$@"; exit; }
echo "setup: installing" $(echo "$todo" | awk '{ print $1 }')

suites=$(echo "$todo" | awk 'NF > 1 { print $2 }' | sort -u)
for suite in $suites; do add_suite "$suite"; done
as_root apt-get -q update
plain=$(echo "$todo" | awk 'NF == 1 { print $1 }')
[ -z "$plain" ] || install $plain
for suite in $suites; do
    install -t "$suite" $(echo "$todo" | awk -v suite="$suite" '$2 == suite { print $1 }')
done

left=$(missing "$@")
[ -z "$left" ] || { echo "setup: still missing:" $left >&2; exit 1; }
foreign "$@"
