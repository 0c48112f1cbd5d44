#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Unpacks the Luas of several Debian releases below BUILD_DIR/luas, each with the
# C library that its programs run on. Installs nothing.
#
#     tools/lua-releases.sh BUILD_DIR
#
# Writes a line for each Lua to BUILD_DIR/luas/list, "RELEASE VERSION FOLDER":
#
#     trixie 5.4.7 BUILD_DIR/luas/trixie/lua5.4
#
# FOLDER holds include/ and include-arch/ (Lua's headers), lib/ (liblua, static and
# shared), modules/ and share/ (busted of its release, or nothing), bin/lua; run, a
# script that runs a program on this Lua, and on its release's C library unless the
# machine's is newer; and lua, which runs bin/lua so.
# The packages come from the archive that the machine's own apt uses, with lists and
# caches of our own; they are fetched once, and anew where BUILD_DIR/luas is deleted.
# The machine's own release is left out: `make test` runs on it. So are, with a line
# that says so, a Lua that is not in bindings/src/lua/tested.h (sid moves), and sid where
# it cannot be reached.
#
# Exits with 3 where the archive cannot be reached.
set -eu
build=${1:?usage: tools/lua-releases.sh BUILD_DIR}
tested=$(sed -n 's/^#define LUALARK_TESTED_RELEASES "\(.*\)"$/\1/p' \
  "$(dirname "$0")/../bindings/src/lua/tested.h")
# shellcheck source=/dev/null
here=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
libc=$(dpkg-query -W -f '${Version}\n' libc6 | head -1)
mkdir -p "$build/luas"
luas=$(cd "$build/luas" && pwd)
arch=$(dpkg --print-architecture)
multiarch=$(gcc -print-multiarch)

# shellcheck disable=SC2016 # apt replaces what is in parentheses
archive=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' \
  'Created-By: Packages' |
  awk '$2 !~ /-/ && $1 ~ /\/debian\/$/ { print $1; exit }')
[ -n "$archive" ] || {
  echo "lua-releases: apt knows no Debian archive; run apt-get update" >&2
  exit 3
}

# Runs apt-get for a release, with a folder of its own for all that it writes.
apt_for() {
  release=$1
  shift
  own=$luas/$release/apt
  mkdir -p "$own/lists/partial" "$own/cache/archives/partial" "$own/parts"
  : >"$own/status"
  printf 'deb [signed-by=%s] %s %s main\n' \
    /usr/share/keyrings/debian-archive-keyring.gpg "$archive" "$release" \
    >"$own/sources.list"
  apt-get -qq -o Dir::Etc::SourceList="$own/sources.list" \
    -o Dir::Etc::SourceParts="$own/parts" -o Dir::State::Lists="$own/lists" \
    -o Dir::State::Status="$own/status" -o Dir::Cache="$own/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none \
    -o Acquire::Retries=2 -o APT::Architecture="$arch" \
    -o APT::Architectures="$arch" "$@"
}

# Fetches packages of a release, and unpacks their files into RELEASE/root.
unpack() {
  release=$1
  shift
  [ ! -e "$luas/$release/unpacked" ] || return 0
  rm -rf "$luas/$release"
  mkdir -p "$luas/$release/root" "$luas/$release/debs"
  apt_for "$release" update -o APT::Update::Error-Mode=any || return 3
  (cd "$luas/$release/debs" && apt_for "$release" download "$@") || return 3
  for deb in "$luas/$release"/debs/*.deb; do
    dpkg -x "$deb" "$luas/$release/root"
  done
  rm -rf "$luas/$release/apt"
  touch "$luas/$release/unpacked"
}

# The loader of the release's C library; older packages have it outside of usr/.
loader_in() {
  find "$1/usr" "$1/lib" "$1/lib64" -name 'ld-linux*.so.*' 2>/dev/null | head -1
}

# Writes FOLDER/run. What the release's packages lack comes from the machine. LUAS_PATH
# goes first.
write_run() {
  root=$1 folder=$2
  places="$root/usr/lib/$multiarch:$root/lib/$multiarch:/usr/lib/$multiarch:/lib/$multiarch"
  first="\${LUAS_PATH:+\$LUAS_PATH:}"
  its=$(dpkg-deb -f "$luas/$release"/debs/libc6_*.deb Version)
  if dpkg --compare-versions "$its" lt "$libc"; then
    how="env LD_LIBRARY_PATH=\"$first$folder/lib\""
  else
    how="\"$(loader_in "$root")\" --library-path \"$first$places\""
  fi
  printf '#!/bin/sh\nexec %s "$@"\n' "$how" >"$folder/run"
}

# Lays out one Lua of a release, and adds it to the list.
lay_out() {
  release=$1 lua=$2
  root=$luas/$release/root
  folder=$luas/$release/$lua
  version=$(dpkg-deb -f "$luas/$release"/debs/lib"$lua"-dev_*.deb Version)
  version=${version%%-*}
  case " $tested " in
  *" $version "*) ;;
  *)
    echo "lua-releases: $release has Lua $version, which was not tested" >&2
    return
    ;;
  esac
  mkdir -p "$folder/bin" "$folder/lib"
  ln -sfn "$root/usr/include/$lua" "$folder/include"
  ln -sfn "$root/usr/include/$multiarch" "$folder/include-arch"
  ln -sfn "$root/usr/lib/$multiarch/lua/${lua#lua}" "$folder/modules"
  ln -sfn "$root/usr/share/lua/${lua#lua}" "$folder/share"
  ln -sfn "$root/usr/lib/$multiarch/lib$lua".* "$folder/lib"
  ln -sfn "$root/usr/bin/$lua" "$folder/bin/lua"
  write_run "$root" "$folder"
  printf '#!/bin/sh\nexec "%s/run" "%s/bin/lua" "$@"\n' "$folder" "$folder" \
    >"$folder/lua"
  chmod +x "$folder/run" "$folder/lua"
  echo "$release $version $folder" >>"$luas/list.new"
}

lua54="liblua5.4-dev liblua5.4-0 lua5.4"
lua55="liblua5.5-dev liblua5.5-0 lua5.5"
common="libc6 libgcc-s1 libstdc++6 libtinfo6"
: >"$luas/list.new"
# shellcheck disable=SC2086 # lists of words
for release in bookworm trixie; do
  [ "$release" != "$here" ] || continue
  readline=libreadline8t64
  [ "$release" != bookworm ] || readline=libreadline8
  unpack "$release" $lua54 $common $readline || exit 3
  lay_out "$release" lua5.4
done
# The machine's busted does not run on Lua 5.5.
busted="lua-busted lua-luassert lua-penlight lua-say lua-cliargs lua-mediator
  lua-filesystem lua-system lua-term"
# shellcheck disable=SC2086
if unpack sid $lua54 $lua55 $common libreadline8t64 $busted; then
  lay_out sid lua5.4
  lay_out sid lua5.5
else
  echo "lua-releases: sid cannot be reached, and was left out" >&2
fi
mv "$luas/list.new" "$luas/list"
