#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Unpacks Debian's HAProxy, Apache, Caddy, Squid and tinyproxy into BUILD_DIR/gateways,
# without installing them: an installed one would start as a service.
#
#     tools/unpack-gateways.sh BUILD_DIR
set -eu
build=${1:?usage: tools/unpack-gateways.sh BUILD_DIR}
packages="haproxy apache2-bin caddy libapr1 libaprutil1 liblua5.3-0
  libopentracing1 libopentracing-c-wrapper0
  squid squid-common squid-langpack libecap3 libltdl7 libnetfilter-conntrack3 libnfnetlink0
  libtdb1 tinyproxy-bin"
[ "$(cat "$build/gateways/done" 2>/dev/null)" != "$packages" ] || exit 0
rm -rf "$build/gateways"
mkdir -p "$build/gateways/packages"
cd "$build/gateways/packages"
# shellcheck disable=SC2086
apt-get download -q $packages
for package in *.deb; do dpkg-deb -x "$package" ..; done
echo "$packages" > ../done
