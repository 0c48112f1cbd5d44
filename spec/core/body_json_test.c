// SPDX-License-Identifier: MIT

// JSON texts as bodies, and no body.
#include "attempts.h"
#include "check.h"

static void sends_a_text_as_it_is(void) {
  lark_body_json json;
  lark_body_json_init(&json, &usual);
  lark_text_add_string(&json.text, "{\"a\":[1,\"b\"]}");
  send_raw("POST", &json.body);
  CHECK(saw("POST /raw HTTP/1.1\r\n"));
  CHECK(saw("\r\nContent-Type: application/json; charset=utf-8\r\n"));
  CHECK(saw("\r\nContent-Length: 13\r\n"));
  CHECK(saw("\r\n\r\n{\"a\":[1,\"b\"]}"));
  CHECK(saw("\r\nAuthorization: Bearer t-1\r\n"));
  send_raw("PATCH", &json.body); // another attempt, by another method
  CHECK(saw("PATCH /raw HTTP/1.1\r\n") && saw("\r\n\r\n{\"a\":[1,\"b\"]}"));
  lark_body_clear(&json.body);
}

static void sends_an_empty_text(void) {
  lark_body_json json;
  lark_body_json_init(&json, &usual);
  send_raw("PUT", &json.body);
  CHECK(saw("PUT /raw HTTP/1.1\r\n") && saw("\r\nContent-Length: 0\r\n"));
  lark_body_clear(&json.body);
}

static void sends_nothing(void) {
  send_raw("GET", &lark_body_none);
  CHECK(saw("GET /raw HTTP/1.1\r\n"));
  CHECK(!saw("Content-Type") && !saw("Content-Length"));
  send_raw("DELETE", &lark_body_none);
  CHECK(saw("DELETE /raw HTTP/1.1\r\n") && !saw("Content-Length"));
}

int main(void) {
  open_attempts();
  sends_a_text_as_it_is();
  sends_nothing(); // on a handle that has sent a text
  sends_an_empty_text();
  close_attempts();
  return check_failures();
}
