#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Unpacks Debian's HAProxy, Apache and Caddy into BUILD_DIR/gateways, without installing
# them: an installed one would start as a service.
#
#     tools/unpack-gateways.sh BUILD_DIR
set -eu
build=${1:?usage: tools/unpack-gateways.sh BUILD_DIR}
[ ! -e "$build/gateways/done" ] || exit 0
rm -rf "$build/gateways"
mkdir -p "$build/gateways/packages"
cd "$build/gateways/packages"
apt-get download -q haproxy apache2-bin caddy libapr1 libaprutil1 liblua5.3-0 \
  libopentracing1 libopentracing-c-wrapper0
for package in *.deb; do dpkg-deb -x "$package" ..; done
touch ../done
