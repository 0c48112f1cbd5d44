#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: libcurl decompresses an answer of `Content-Encoding: gzip` whichever way the server
# wrote it. RFC 1952 lets gzip consist of several members, as `cat a.gz b.gz` makes.
# Seen (7.88.1): it writes the first member, then fails the transfer with 23, "Failed writing
# body", although the callback took all; Python and node read the same bytes as one text.
# Needs curl, node and python3; loopback only.
set -eu
version=$(curl --version | sed -n '1s/.*libcurl\/\([^ ]*\).*/\1/p')
tmp=$(mktemp -d)
trap 'kill $server 2>/dev/null || :; rm -rf "$tmp"' EXIT
cat >"$tmp/server.py" <<'PY'
import gzip, http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        members = {"/one": [b"one text"], "/two": [b"one ", b"text"]}[self.path]
        body = b"".join(gzip.compress(member) for member in members)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
PY
timeout 60 python3 "$tmp/server.py" >"$tmp/port" & server=$!
while [ ! -s "$tmp/port" ]; do sleep 0.1; done
at=http://127.0.0.1:$(cat "$tmp/port")
with_curl() {
  code=0
  text=$(curl --silent --noproxy '*' --compressed --max-time 10 "$at$1") || code=$?
  echo "'$text' ($code)"
}
one=$(with_curl /one)
two=$(with_curl /two)
node=$(timeout 20 node -e "fetch('$at/two').then((r) => r.text()).then(console.log)")
echo "libcurl $version, node $(node --version): what is read of gzip in one member, and in two"
echo "expected: 'one text' (0), 'one text' (0); node: 'one text'"
echo "seen:     $one, $two; node: '$node'"
[ "$version" = 7.88.1 ] || { echo "another version than 7.88.1"; exit 1; }
[ "$one, $two; $node" = "'one text' (0), 'one ' (23); one text" ]
