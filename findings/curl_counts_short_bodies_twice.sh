#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: after a POST, CURLINFO_REQUEST_SIZE (the request) and CURLINFO_SIZE_UPLOAD_T (its
# body) add up to what was sent, and both are of all tries that libcurl made by itself.
# Seen (7.88.1, HTTP/1.1): the size of the request includes a body below 64 KB, which the
# upload counts again. 8.6.0 does so over HTTP/2, too; 8.7.1 counts no request; from 8.8.0 on
# (8.14.1, 8.23.0) it is so with every body. When a kept connection was dead and libcurl sent again, the size of the
# request is of both tries, and the upload of the second one.
# Needs gcc, python3 and libcurl4-openssl-dev; loopback only.
set -eu
version=$(pkg-config --modversion libcurl)
tmp=$(mktemp -d)
trap 'kill $server 2>/dev/null || :; rm -rf "$tmp"' EXIT
cat >"$tmp/server.py" <<'PY'
# Counts the bytes of all requests; reads the second of each connection, and hangs up.
import socket, sys
s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1], flush=True)
total = 0
while True:
    c = s.accept()[0]
    total += len(c.recv(65536))
    c.sendall(b"HTTP/1.1 200 OK\r\nTotal: %06d\r\nContent-Length: 2\r\n\r\nok" % total)
    total += len(c.recv(65536))
    c.close()
PY
cat >"$tmp/client.c" <<'C'
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static long total;
static size_t header(char *line, size_t size, size_t count, void *user) {
  if (strncmp(line, "Total: ", 7) == 0) total = atol(line + 7);
  return size * count;
}
int main(int argc, char **argv) {
  CURL *easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, argv[argc - 1]);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "0123456789");
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, fopen("/dev/null", "w"));
  for (int i = 0; i < 2; i++) {
    long before = total, request = 0;
    curl_off_t body = 0;
    if (curl_easy_perform(easy) != CURLE_OK) return 1;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request);
    curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &body);
    printf(" %+ld", request + (long)body - (total - before));
  }
}
C
gcc -o "$tmp/client" "$tmp/client.c" $(pkg-config --cflags --libs libcurl)
timeout 30 python3 "$tmp/server.py" >"$tmp/port" & server=$!
while [ ! -s "$tmp/port" ]; do sleep 0.1; done
seen=$(timeout 20 "$tmp/client" "http://127.0.0.1:$(cat "$tmp/port")/")
echo "libcurl $version; bytes that it counts beyond those that the server got, of a body of 10:"
echo "expected: +0 +0 (the second time it sent twice)"
echo "seen:     $seen"
[ "$seen" = " +10 +10" ]
