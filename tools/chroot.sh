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

# Puts compilers of this machine's kind where the chroot's own belong, whose packages
# leave them there: emulated ones take four times as long. The cross compiler is the same
# gcc where the release is the machine's own.
lend_compilers() {
  of=aarch64-linux-gnu
  version=$(gcc -dumpversion)
  lent=$root/usr/lib/gcc/$of/$version
  packages=$(mktemp -d)
  (cd "$packages" && apt-get download -q "cpp-$version-$of" "g++-$version-$of" &&
    for package in *.deb; do dpkg -x "$package" . || exit; done) ||
    { echo "chroot: no cross compiler; the emulated one is slow" >&2; return 0; }
  mkdir -p "$lent" "$root/lib64" "$root/lib/x86_64-linux-gnu" \
    "$root/usr/lib/gcc-cross/$of" "$root/usr/$of/include" "$root/usr/include/c++/$version"
  for program in cc1 cc1plus; do
    chroot "$root" dpkg-divert --local --rename --add "/usr/lib/gcc/$of/$version/$program"
    cp "$packages/usr/lib/gcc-cross/$of/$version/$program" "$lent/"
    ldd "$lent/$program" | awk '$3 ~ /^\// { print $3 }' |
      xargs -I FILE cp -Lf FILE "$root/lib/x86_64-linux-gnu/"
  done
  cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
  # Where a cross compiler looks for headers.
  ln -s "../../gcc/$of/$version" "$root/usr/lib/gcc-cross/$of/$version"
  ln -s ../../include/c++ "$root/usr/$of/include/c++"
  ln -s "../../$of/c++/$version" "$root/usr/include/c++/$version/$of"
  rm -rf "$packages"
}
archive=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' \
  'Created-By: Packages' |
  awk '$2 !~ /-/ && $1 ~ /\/debian\/$/ { print $1; exit }')
: "${archive:?chroot: apt knows no Debian archive; run apt-get update}"

[ -z "$suffix" ] || rm -f "$root.made"
if [ ! -e "$root.made" ]; then
  rm -rf "$root"
  debootstrap --variant=minbase --arch="$arch" --include=make,ca-certificates \
    "$release" "$root" "$archive"
  if [ "$arch" = arm64 ] && [ "$(dpkg --print-architecture)" = amd64 ] &&
    [ "$release" = "$(. /etc/os-release && echo "$VERSION_CODENAME")" ]; then
    lend_compilers
  fi
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
