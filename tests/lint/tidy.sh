#!/bin/sh
# clang-tidy by .clang-tidy's short list:  sh tests/lint/tidy.sh [BUILD_DIR [FILE…]]    (all of src/ and tests/ without files; takes minutes)
# Exit code: 0 nothing found, 2 it could not begin, else something was found or could not be read.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/dev}
[ $# -eq 0 ] || shift
[ -f "$build/compile_commands.json" ] || { echo "tidy: no compile_commands.json in $build (cmake --preset dev)" >&2; exit 2; }
command -v clang-tidy-16 >/dev/null || { echo "tidy: clang-tidy-16 is missing: sh installer/setup.sh test" >&2; exit 2; }
cd "$root"
[ $# -gt 0 ] || set -- $(find src tests -name '*.cpp' ! -path 'tests/fuzz/*' | LC_ALL=C sort)
# What g++ alone understands is left out; sanitizers only slow it down. A file that clang cannot parse is not a clean file: it says so.
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" sh -c '
    found=$(clang-tidy-16 -p "$0" --quiet --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-error --extra-arg=-fno-sanitize=all \
        "$1" 2>&1) && exit 0
    printf "%s\n" "$found"
    case $found in
        *"[clang-diagnostic-error]"*) echo "tidy: $1: clang cannot parse this, so the rest of it was not looked at" ;;
        *": error: "*) ;;
        *) echo "tidy: $1: clang-tidy itself failed" ;;
    esac
    exit 1' "$build"
