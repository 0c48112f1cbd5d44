#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: a connection over HTTP/1.1 to a server (forced by CURLOPT_HTTP_VERSION) leaves
# the connections over HTTP/2 to the same server as they are: transfers share those.
# Seen (7.88.1): from then on transfers of the same multi handle share none, and each of
# ten at once opens a connection. Without the one over HTTP/1.1 they share one.
# Needs gcc, nginx and openssl; loopback only, some seconds.
set -eu
version=$(pkg-config --modversion libcurl)
tmp=$(mktemp -d)
trap 'kill $(cat "$tmp/pid") 2>/dev/null || :; sleep 0.2; rm -rf "$tmp"' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$tmp/key.pem" -out "$tmp/cert.pem" \
  -days 2 -subj /CN=127.0.0.1 2>/dev/null
port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$tmp/conf" <<CONF
pid $tmp/pid; error_log $tmp/error.log; events {}
http { access_log off; client_body_temp_path $tmp/a; proxy_temp_path $tmp/b;
  fastcgi_temp_path $tmp/c; uwsgi_temp_path $tmp/d; scgi_temp_path $tmp/e;
  server { listen 127.0.0.1:$port ssl http2; location / { return 200 ok; }
    ssl_certificate $tmp/cert.pem; ssl_certificate_key $tmp/key.pem; } }
CONF
cat >"$tmp/client.c" <<'C'
#include <curl/curl.h>
#include <stdio.h>
static CURLM *multi;
static long opened;
static void run(int count, const char *url, long version) {
  long some = 0;
  int running = 1, left;
  for (int i = 0; i < count; i++) {
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, version);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, fopen("/dev/null", "w"));
    curl_multi_add_handle(multi, easy);
  }
  while (running && !curl_multi_perform(multi, &running)) curl_multi_poll(multi, 0, 0, 100, 0);
  for (CURLMsg *done; (done = curl_multi_info_read(multi, &left)) != NULL; opened += some)
    curl_easy_getinfo(done->easy_handle, CURLINFO_NUM_CONNECTS, &some);
}
int main(int argc, char **argv) {
  multi = curl_multi_init();
  if (argv[1][0] == 'm') run(1, argv[2], CURL_HTTP_VERSION_1_1);
  run(1, argv[2], CURL_HTTP_VERSION_2TLS);
  opened = 0;
  run(10, argv[2], CURL_HTTP_VERSION_2TLS);
  printf("%ld", opened);
}
C
gcc -o "$tmp/client" "$tmp/client.c" $(pkg-config --cflags --libs libcurl)
nginx -c "$tmp/conf" 2>/dev/null
alone=$(timeout 20 "$tmp/client" alone "https://127.0.0.1:$port/")
mixed=$(timeout 20 "$tmp/client" mixed "https://127.0.0.1:$port/")
echo "libcurl $version; connections opened by ten transfers:"
echo "expected: 0, and 0 after one over HTTP/1.1"
echo "seen:     $alone, and $mixed after one over HTTP/1.1"
[ "$alone" = 0 ] && [ "$mixed" -gt 5 ]
