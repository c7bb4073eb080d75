#!/bin/bash
# Runs the window's tests on a display, a bus, a keyring and a home of their own, which end with it:
#   run.sh BIN_DIRECTORY TEST_FILE...
# On failure the pictures and trees of the window are left in BIN_DIRECTORY/../window-failures.
set -eu
bin=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
HOME=$(mktemp -d)
XDG_RUNTIME_DIR=$(mktemp -d)
chmod 700 "$XDG_RUNTIME_DIR"
display_pid=
end() {
    [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
    rm -rf "$HOME" "$XDG_RUNTIME_DIR"
}
trap end EXIT
export HOME XDG_RUNTIME_DIR LC_ALL=C.UTF-8 GDK_BACKEND=x11 NO_AT_BRIDGE=0
export SAMORDNA_BIN=$bin SAMORDNA_FAILURES=$bin/../window-failures
unset LANGUAGE XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME WAYLAND_DISPLAY
# Pictures that are alike everywhere.
mkdir -p "$HOME/.config/gtk-3.0"
printf '%s\n' '[Settings]' 'gtk-theme-name=Adwaita' 'gtk-icon-theme-name=Adwaita' 'gtk-font-name=Inter 10' \
    'gtk-cursor-blink=0' 'gtk-enable-animations=0' > "$HOME/.config/gtk-3.0/settings.ini"
# Before the bus, so that the services that it starts inherit the display.
exec 6> "$XDG_RUNTIME_DIR/display"
Xvfb -displayfd 6 -screen 0 1600x1000x24 -dpi 96 -nolisten tcp -noreset > /dev/null 2>&1 &
display_pid=$!
tries=0
until [ -s "$XDG_RUNTIME_DIR/display" ]; do
    tries=$((tries + 1))
    [ $tries -lt 500 ] || { echo 'the virtual display did not start' >&2; exit 1; }
    sleep .02
done
DISPLAY=:$(cat "$XDG_RUNTIME_DIR/display")
export DISPLAY
export TESTS="$*"
status=0
(
    cd "$here"
    dbus-run-session -- bash -c '
        openbox --sm-disable > /dev/null 2>&1 & manager=$!
        gsettings set org.gnome.desktop.interface toolkit-accessibility true
        printf "test\n" | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
        status=0
        for test in $TESTS; do /usr/bin/python3 "$test" || status=1; done
        kill $manager
        exit $status' 2> >(grep -v -e dbus-daemon -e 'SpiRegistry' -e 'gtk_distribute_natural' -e 'gtk_box_gadget' -e '^$' >&2)
) || status=$?
exit $status
