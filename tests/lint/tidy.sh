#!/bin/sh
# clang-tidy by .clang-tidy's short list:  sh tests/lint/tidy.sh [BUILD_DIR [FILE…]]    (all of src/ without files; takes minutes)
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/dev}
[ $# -eq 0 ] || shift
[ -f "$build/compile_commands.json" ] || { echo "tidy: no compile_commands.json in $build (cmake --preset dev)" >&2; exit 2; }
cd "$root"
[ $# -gt 0 ] || set -- $(find src -name '*.cpp' | LC_ALL=C sort)
# What g++ alone understands is left out; sanitizers only slow it down.
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 -p "$build" --quiet \
    --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-error --extra-arg=-fno-sanitize=all 2>/dev/null
