#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the tests of the store on a Valkey server instead of Redis, with the hiredis of the
# Debian that it runs in: 13 or later has one that speaks TLS. Installs packages.
#
#     tools/test-valkey.sh BUILD_DIR
set -eu
build=${1:?usage: tools/test-valkey.sh BUILD_DIR}
tools/install-packages.sh build test valkey
make
mkdir -p "$build/valkey"
ln -sf "$(command -v valkey-server)" "$build/valkey/redis-server"
ln -sf "$(command -v valkey-cli)" "$build/valkey/redis-cli"
valkey-server --version
PATH=$(cd "$build/valkey" && pwd):$PATH ctest --test-dir "$build" --output-on-failure \
  --no-tests=error -R 'redis|store|shared|queue|faults'
