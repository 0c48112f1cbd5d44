// SPDX-License-Identifier: MIT

// Bytes of any media type as bodies.
#include "attempts.h"
#include "check.h"

static const char picture[] = "\x89PNG\0\r\n\x1a\n";

static void sends_bytes_with_their_type(void) {
  lark_body_bytes bytes;
  CHECK(lark_body_bytes_init(&bytes, &usual, picture, sizeof picture,
                             "image/png") == LARK_OK);
  send_raw("POST", &bytes.body);
  CHECK(saw("\r\nContent-Type: image/png\r\n"));
  CHECK(saw("\r\nContent-Length: 10\r\n"));
  CHECK(saw("\r\nAuthorization: Bearer t-1\r\n") && !saw("Expect"));
  CHECK(streamed_bytes > sizeof picture);
  CHECK(memcmp(streamed + streamed_bytes - sizeof picture, picture,
               sizeof picture) == 0);
  send_raw("PUT", &bytes.body);
  CHECK(saw("PUT /raw HTTP/1.1\r\n") && saw("\r\nContent-Length: 10\r\n"));
  lark_body_clear(&bytes.body);
  send_raw("GET", &lark_body_none); // nothing of it stays on the handle
  CHECK(!saw("image/png") && saw("\r\nAuthorization: Bearer t-1\r\n"));
}

static void refuses_a_type_that_would_end_the_header(void) {
  lark_body_bytes bytes;
  CHECK(lark_body_bytes_init(&bytes, &usual, "a", 1, "a/b\r\nX: y") ==
        LARK_EINVAL);
  lark_body_clear(&bytes.body);
}

int main(void) {
  open_attempts();
  sends_bytes_with_their_type();
  refuses_a_type_that_would_end_the_header();
  close_attempts();
  return check_failures();
}
