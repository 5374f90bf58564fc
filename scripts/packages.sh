# shellcheck shell=bash
# The Debian packages that a command needs beyond JDK, Maven and git. Sourced by ./realmscope.
#
# A package is written NAME=PROBE. The probe is what the command really needs: a program, a shared library (*.so.*) or
# a file (with a slash), so that systems that name the package differently are left in peace.

# shellcheck disable=SC2034 # used by ./realmscope and test.sh
readonly gtk_packages=(
    libgtk-3-0=libgtk-3.so.0
    libxtst6=libXtst.so.6
    fonts-dejavu-core=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
    adwaita-icon-theme=/usr/share/icons/Adwaita/index.theme
)
# shellcheck disable=SC2034 # used by test.sh
readonly simulator_packages=(
    qemu-user=qemu-aarch64
    gdb-multiarch=gdb-multiarch
)
# shellcheck disable=SC2034 # used by test.sh
readonly test_packages=(
    gcc-aarch64-linux-gnu=aarch64-linux-gnu-gcc
    make=make
    xvfb=Xvfb
    xvfb=xvfb-run
    xauth=xauth
    nodejs=node
    npm=npm
)

is_present() {
    case $1 in
        */*) [ -e "$1" ] ;;
        *.so.*) PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -qF "$1 " ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# need_packages PURPOSE NAME=PROBE... makes sure that every probe is present: as root installs what is missing, else
# prints the one command that would.
need_packages() {
    local purpose=$1 package missing=()
    shift
    for package in "$@"; do
        is_present "${package#*=}" || missing+=("${package%%=*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
    command -v apt-get >/dev/null || fail "'$purpose' needs what Debian calls: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        fail "'$purpose' needs Debian packages; install them with: sudo apt-get install ${missing[*]}"
    fi
    say "installing Debian packages for '$purpose': ${missing[*]}"
    apt-get -q update >&2
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}" >&2
}
