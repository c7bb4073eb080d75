#!/bin/sh
# From a bare Debian 12 to every test run:  sh tests/run.sh [CTEST ARGUMENT…]
# Installs what is missing, builds everything with the sanitizers on, runs the tests and ends with ctest's summary and exit code.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/installer/setup.sh" build run test
cd "$root"
mkdir -p build
cmake --preset dev >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build --preset dev

# In a session of its own, so that whatever a broken test leaves running ends with it.
tests=''
end_tests() { [ -z "$tests" ] || kill -s KILL -- "-$tests" 2>/dev/null || true; }
trap end_tests EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
setsid ctest --preset dev --parallel "$(nproc)" "$@" &
tests=$!
code=0
wait "$tests" || code=$?
exit "$code"
