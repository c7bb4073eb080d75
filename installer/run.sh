#!/bin/sh
# From a bare Debian 12 to the open window:  sh installer/run.sh [DIR]
# Installs what is missing, builds, makes a demo unit for the current month (or takes the unit package in DIR), starts the backend
# on this computer only, and opens the window signed in as a coordinator of the unit. Without a display the window is walked on a
# virtual one, and pictures are left in build/tour/. Run again, the window goes on where it was (`rm -r build/demo` starts anew); a
# walk begins anew every time.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
bin=$root/build/release/bin
user=demo
say() { printf '%s\n' "$*"; }
fail() { printf 'run: %s\n' "$*" >&2; exit 1; }

[ $# -le 1 ] || fail 'usage: sh installer/run.sh [DIR]'
package=''
if [ $# -eq 1 ]; then
    [ -f "$1/unit.csv" ] && [ -f "$1/visits.csv" ] || fail "no unit package in $1 (a folder with unit.csv, visits.csv and others)"
    package=$(cd "$1" && pwd)
fi

sh "$root/installer/setup.sh" build run
cd "$root"
mkdir -p build
cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log >&2; fail 'cannot configure the build'; }
cmake --build --preset release --target samordnad samordnactl samordna

display=''
if [ -n "${WAYLAND_DISPLAY:-}" ] || { [ -n "${DISPLAY:-}" ] && xdpyinfo >/dev/null 2>&1; }; then display=yes; fi

# --- The unit: a folder of its own for every month of the demo and for every package.
month=$(TZ=Europe/Stockholm date +%Y-%m)
clock=''
if [ -n "$package" ]; then
    name=package-$(printf '%s' "$package" | cksum | cut -d ' ' -f 1)
    # A month that has closed can only be looked at. So a package of an earlier month is opened as a rehearsal, with the backend's
    # clock at the morning after the last visit; the window says so.
    about=$(/usr/bin/python3 - "$package" "$month" <<'PYTHON'
import csv, datetime, io, pathlib, sys
folder, this_month = pathlib.Path(sys.argv[1]), sys.argv[2]
def rows(name):
    text = (folder / name).read_text(encoding="utf-8-sig")
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
units = rows("unit.csv")
last = max((row["start"][:10] for row in rows("visits.csv")), default="")
clock = ""
if last and last[:7] < this_month:
    clock = (datetime.date.fromisoformat(last) + datetime.timedelta(days=1)).isoformat() + "T06:00:00Z"
print(units[0]["unit"] if units else "", clock, sep="\n")
PYTHON
    ) || fail "the package in $package cannot be read"
    unit=$(printf '%s\n' "$about" | sed -n 1p)
    clock=$(printf '%s\n' "$about" | sed -n 2p)
else
    name=$month
fi
state=$root/build/demo/$name
if [ -z "$display" ]; then
    # The virtual keyring is new every time, so the profile must be too.
    state=$root/build/demo/walk
    rm -rf "$state"
fi

if [ ! -f "$state/unit" ]; then
    rm -rf "$state"
    mkdir -p "$state"
    chmod 700 "$state"
    (umask 077 && od -An -N18 -tx1 /dev/urandom | tr -d ' \n' >"$state/password")
    if [ -n "$package" ]; then
        say "Importing $package"
        "$bin/samordnad" import --data "$state/data" "$package" || fail 'the package was not imported'
    else
        say "Making a demo unit for $month"
        unit=$("$bin/samordnad" demo --data "$state/data" --month "$month") || fail 'the demo unit was not made'
        unit=$(printf '%s\n' "$unit" | sed -n 's/^unit: //p')
    fi
    # Served on this computer only, so a password alone will do.
    "$bin/samordnad" account add --data "$state/data" --user "$user" --role coordinator --unit "$unit" --second-factor none \
        --password-file "$state/password" || fail 'the account was not made'
    printf '%s\n' "$unit" >"$state/unit"
elif [ -n "$package" ]; then
    "$bin/samordnad" import --data "$state/data" "$package" || fail 'the package was not imported'
fi

# --- The backend, for as long as the window is open. On the port of last time, so that the profile still knows it.
backend=''
window=''
stop() {
    for pid in $window $backend; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start_backend() {
    set -- serve --data "$state/data" --listen "127.0.0.1:$1"
    [ -z "$clock" ] || set -- "$@" --clock "$clock"
    : >"$state/backend.log"
    "$bin/samordnad" "$@" >"$state/backend.log" 2>&1 &
    backend=$!
    until url=$(sed -n 's/^listening on //p' "$state/backend.log") && [ -n "$url" ]; do
        kill -0 "$backend" 2>/dev/null || { backend=''; return 1; }
        sleep 0.1
    done
    printf '%s\n' "${url##*:}" | tr -cd '0-9\n' >"$state/port"
}
start_backend "$(cat "$state/port" 2>/dev/null || echo 0)" || start_backend 0 ||
    { cat "$state/backend.log" >&2; fail 'the backend did not start'; }
say "The backend of ${name} runs at $url"
[ -z "$clock" ] || say "This is a rehearsal: its clock started at $clock"

# --- The window.
set -- --profile "$state/profile" --server "$url" --user "$user" --password-file "$state/password"
if [ -n "$display" ]; then
    # Where the window has been before, its session may have run out by now.
    [ ! -d "$state/profile" ] || "$bin/samordnactl" login "$@" >/dev/null || true
    say 'Opening the window. The backend stops when it closes.'
    "$bin/samordna" "$@" &
    window=$!
    code=0
    wait "$window" || code=$?
    window=''
    exit "$code"
else
    say 'There is no display here: the window opens on a virtual one, is walked through, and leaves pictures.'
    tour=$root/build/tour
    rm -rf "$tour"
    mkdir -p "$tour"
    sh "$root/installer/display.sh" "$bin/samordna" "$@" --tour "$tour" || fail 'the walk through the window failed'
fi
