#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: libcurl resends a request up to five times when kept connections turn out dead.
# Seen (7.88.1): it counts these resends over the whole life of an easy handle. A handle
# that lost one kept connection in each of five transfers fails the sixth at once, with
# "tried 5 times", although that transfer was tried once.
# Needs gcc, python3 and libcurl4-openssl-dev; loopback only, some seconds.
set -eu
version=$(pkg-config --modversion libcurl)
tmp=$(mktemp -d)
trap 'kill $server 2>/dev/null || :; rm -rf "$tmp"' EXIT
cat >"$tmp/server.py" <<'PY'
# Answers the first request of each connection, reads the second, and closes unanswered.
import socket, threading, sys
s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1], flush=True)
def serve(c):
    c.recv(65536); c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    c.recv(65536); c.close()
while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
PY
cat >"$tmp/client.c" <<'C'
#include <curl/curl.h>
#include <stdio.h>
int main(int argc, char **argv) {
  char error[CURL_ERROR_SIZE] = "";
  CURL *easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, argv[argc - 1]);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "x");
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, fopen("/dev/null", "w"));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 10L);
  for (int i = 1; i <= 7; i++) { // the first has a new connection, six have a dead one
    CURLcode code = curl_easy_perform(easy);
    if (code != CURLE_OK) return printf("transfer %d: %d %s\n", i, code, error), 0;
  }
  puts("seven transfers succeeded");
}
C
gcc -o "$tmp/client" "$tmp/client.c" $(pkg-config --cflags --libs libcurl)
timeout 30 python3 "$tmp/server.py" >"$tmp/port" & server=$!
while [ ! -s "$tmp/port" ]; do sleep 0.1; done
seen=$(timeout 20 "$tmp/client" "http://127.0.0.1:$(cat "$tmp/port")/")
echo "libcurl $version"
echo "expected: seven transfers succeeded"
echo "seen:     $seen"
case $version in 7.88.1) ;; *) echo "another version than 7.88.1"; exit 1 ;; esac
[ "$seen" = "transfer 7: 55 Connection died, tried 5 times before giving up" ]
