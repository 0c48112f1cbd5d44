#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs a command in a Debian of any release: a chroot below BUILD_DIR/debian, in a mount
# namespace of its own, in a folder with the files of the tar archive on standard input.
# As root.
#
#     tools/chroot.sh [--fresh] BUILD_DIR RELEASE ARCH COMMAND < TAR
#
# The first run makes the chroot, with nothing but apt and make. Later ones keep the
# packages that commands install; --fresh starts anew. arm64 on another machine runs under
# qemu-user, which the kernel is told of (binfmt_misc), until the machine starts anew.
set -eu
usage='usage: tools/chroot.sh [--fresh] BUILD_DIR RELEASE ARCH COMMAND < TAR'
suffix=
[ "${1-}" != --fresh ] || { suffix=-fresh && shift; }
build=${1:?$usage}
release=${2:?$usage}
arch=${3:?$usage}
command=${4:?$usage}
tools=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" = 0 ] || { echo "chroot: run this as root" >&2; exit 1; }
mkdir -p "$build/debian"
root=$(cd "$build/debian" && pwd)/$release-$arch$suffix

"$tools/install-packages.sh" chroot

# Lets the kernel run programs of a machine, as qemu names it, in chroots, too.
emulate() {
  "$tools/install-packages.sh" emulator
  formats=/proc/sys/fs/binfmt_misc
  [ -e $formats/register ] || mount -t binfmt_misc binfmt_misc $formats || :
  [ -e "$formats/qemu-$1" ] ||
    cat "/usr/lib/binfmt.d/qemu-$1.conf" 2>/dev/null >$formats/register || {
    echo "chroot: this kernel does not run programs of $arch: binfmt_misc is not allowed" >&2
    exit 1
  }
}
case $arch in
arm64) [ "$(dpkg --print-architecture)" = arm64 ] || emulate aarch64 ;;
esac
archive=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' \
  'Created-By: Packages' |
  awk '$2 !~ /-/ && $1 ~ /\/debian\/$/ { print $1; exit }')
: "${archive:?chroot: apt knows no Debian archive; run apt-get update}"

[ -z "$suffix" ] || rm -f "$root.made"
if [ ! -e "$root.made" ]; then
  rm -rf "$root"
  debootstrap --variant=minbase --arch="$arch" --include=make,ca-certificates \
    "$release" "$root" "$archive"
  touch "$root.made"
fi
cp /etc/resolv.conf /etc/hosts "$root/etc/"
# A mirror of sid may be older than its Release file allows.
echo 'Acquire::Check-Valid-Until "false";' > "$root/etc/apt/apt.conf.d/90mirror"
rm -rf "$root/lualark"
mkdir "$root/lualark"
tar -x -C "$root/lualark"

# The mounts end with the namespace. The chroot becomes its root: in a plain chroot the
# kernel refuses user namespaces, which specs use.
export root command
exec unshare --mount --pid --fork --kill-child sh -euc '
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --rbind /sys "$root/sys"
  mount -t tmpfs tmpfs "$root/tmp"
  mkdir -p "$root/outside"
  cd "$root"
  pivot_root . outside
  umount -l /outside
  exec env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    sh -euc "cd /lualark; $command"' </dev/null
