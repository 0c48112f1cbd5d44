#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs the missing Debian packages that Lualark is built and tested with. Does
# nothing, and needs no sudo, if none is missing.
#
#     tools/install-packages.sh GROUP ...      groups: build test lint fuzz
#                                         bench peers chroot deb rock emulator valkey
set -eu

packages=
for group in "$@"; do
  case $group in
  build) packages="$packages gcc g++ cmake ninja-build pkg-config lua5.4
    liblua5.4-dev libcurl4-openssl-dev libsimdjson-dev libmicrohttpd-dev
    libjansson-dev zlib1g-dev lua-cjson libsqlite3-dev libedit-dev
    libhiredis-dev libssl-dev libwslay-dev" ;;
  test) packages="$packages lua-busted curl nginx-light openssl binutils python3 mount
    valgrind bsdutils lua-luv lua-cqueues libuv1-dev sqlite3 tzdata chromium
    chromium-driver fonts-noto-cjk man-db bash-completion zsh fish
    abigail-tools iproute2 procps locales tmux less faketime libxlsxwriter-dev libreoffice-calc
    python3-openpyxl poppler-utils
    liblua5.3-dev libluajit-5.1-dev redis-server" ;;
  valkey) packages="$packages valkey-server valkey-tools" ;;
  rock) packages="$packages luarocks" ;;
  lint) packages="$packages lua-check clang-format clang-tidy abigail-tools" ;;
  fuzz) packages="$packages clang libclang-rt-dev" ;;
  bench) packages="$packages nginx-light sqlite3 openssl curl miller" ;;
  peers) packages="$packages lua5.1 lua-curl lua-socket lua-http
    lua-lpeg-patterns lua-cqueues" ;;
  chroot) packages="$packages debootstrap ca-certificates" ;;
  deb) packages="$packages debhelper lintian fakeroot" ;;
  emulator) packages="$packages qemu-user-static" ;;
  *)
    echo "install-packages: unknown group $group" >&2
    exit 2
    ;;
  esac
done

missing=
for package in $packages; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

sudo=
if [ "$(id -u)" != 0 ]; then
  sudo=sudo
  command -v sudo >/dev/null || {
    echo "As root: apt-get install$missing" >&2
    exit 1
  }
fi
echo "Installing:$missing" >&2
$sudo apt-get update -q
# Waits for another apt, such as the machine's own nightly one.
# shellcheck disable=SC2086 # a list of words is what is meant
$sudo env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=600 $missing
