#!/bin/sh
# Runs a command on a virtual display with everything a desktop session has and nothing of the user's own: a window manager, a bus,
# an unlocked keyring, the accessibility bus, the theme and font that pictures are taken with.
#   sh installer/display.sh COMMAND [ARGUMENT…]      SAMORDNA_SCREEN=1600x1000 sets its size
# Ends with the command's own exit code and leaves nothing running.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

if [ "${SAMORDNA_IN_DISPLAY:-}" != yes ]; then
    home=$(mktemp -d)
    xvfb='' ; session=''
    clean_up() {
        for pid in $session $xvfb; do kill "$pid" 2>/dev/null || true; done
        for pid in $session $xvfb; do wait "$pid" 2>/dev/null || true; done
        rm -rf "$home"
    }
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    mkdir -p "$home/run" "$home/.config/gtk-3.0"
    chmod 700 "$home/run"
    cat >"$home/.config/gtk-3.0/settings.ini" <<-INI
	[Settings]
	gtk-theme-name=Adwaita
	gtk-icon-theme-name=Adwaita
	gtk-font-name=Inter 10
	gtk-xft-antialias=1
	gtk-xft-hinting=1
	gtk-xft-hintstyle=hintslight
	gtk-cursor-blink=0
	gtk-enable-animations=0
	INI
    Xvfb -displayfd 6 -screen 0 "${SAMORDNA_SCREEN:-1600x1000}x24" -dpi 96 -nolisten tcp -noreset \
        6>"$home/display" 2>"$home/xvfb.log" &
    xvfb=$!
    until [ -s "$home/display" ]; do
        kill -0 "$xvfb" 2>/dev/null || { cat "$home/xvfb.log" >&2; echo 'display: Xvfb did not start' >&2; exit 1; }
        sleep 0.05
    done
    # Before the bus, so that what it starts finds the display.
    DISPLAY=:$(cat "$home/display")
    export DISPLAY HOME="$home" XDG_RUNTIME_DIR="$home/run" GDK_BACKEND=x11 SAMORDNA_IN_DISPLAY=yes
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in *UTF-8 | *utf8) ;; *) export LC_ALL=C.UTF-8 ;; esac
    unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS
    # What the bus and its services have to say is of no use to anybody; the command keeps its own stdout and stderr.
    dbus-run-session -- sh "$here/display.sh" "$@" 3>&1 4>&2 >/dev/null 2>&1 &
    session=$!
    code=0
    wait "$session" || code=$?
    session=''
    exit "$code"
fi

unset SAMORDNA_IN_DISPLAY
openbox --sm-disable &
manager=$!
gsettings set org.gnome.desktop.interface toolkit-accessibility true || true
printf 'demo\n' | gnome-keyring-daemon --unlock --components=secrets || true
code=0
"$@" >&3 2>&4 3>&- 4>&- || code=$?
kill "$manager" 2>/dev/null || true
exit "$code"
