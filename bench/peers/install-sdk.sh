#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs the platform's SDK for Node, for bench/peers/node_sdk.js, into a
# folder of the build. Without npm, or a network, it is left out.
#
#     bench/peers/install-sdk.sh FOLDER
set -eu
folder=${1:?usage: install-sdk.sh FOLDER}
[ ! -d "$folder/node_modules/@larksuiteoapi/node-sdk" ] || exit 0
command -v npm >/dev/null || { echo "bench: no npm, so no SDK for Node" >&2; exit 0; }
mkdir -p "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" \
  @larksuiteoapi/node-sdk@1 >&2 || echo "bench: npm has no SDK for Node" >&2
