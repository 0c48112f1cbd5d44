// SPDX-License-Identifier: MIT
#include "check.h"
#include "head.h"

static void is_as_long_as_the_text_that_goes_out(void) {
  struct curl_slist expect = {"Expect:", NULL};
  struct curl_slist empty = {"X-Empty;", &expect};
  struct curl_slist agent = {"User-Agent: lark", &empty};
  static const char get[] = "GET /a?b=c HTTP/1.1\r\nHost: h:80\r\n"
                            "User-Agent: lark\r\nX-Empty:\r\n\r\n";
  CHECK(lark_head_bytes("GET", "http://h:80/a?b=c", &agent, &lark_body_none) ==
        sizeof get - 1);

  lark_allocator allocator = {0};
  lark_body_json json;
  lark_body_json_init(&json, &allocator);
  static const char patch[] = "PATCH /a HTTP/1.1\r\nHost: host\r\n"
                              "Content-Length: 12\r\n\r\n";
  json.text.length_bytes = 12;
  CHECK(lark_head_bytes("PATCH", "https://host/a", NULL, &json.body) ==
        sizeof patch - 1);
  json.text.length_bytes = 0;
  CHECK(lark_head_bytes("PATCH", "https://host/a", NULL, &json.body) ==
        sizeof patch - 2);
}

// As libcurl counted requests with a head of 124 bytes.
static void finds_head_and_body_in_the_counts_of_any_release(void) {
  static const uint64_t bodies[] = {0, 1, 2, 10, 130, 60000, 200000};
  for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
    const uint64_t head = 124;
    const uint64_t body = bodies[i];
    CHECK(lark_head_and_body(head, &(lark_sent){head, body}) == head + body);
    CHECK(lark_head_and_body(head, &(lark_sent){head + body, body}) ==
          head + body);
    CHECK(lark_head_and_body(head, &(lark_sent){0, body}) == head + body);
  }
}

// A form has more than 140 bytes, and its head is known but for a few.
static void bears_a_head_that_is_nearly_known(void) {
  for (size_t known = 100; known < 150; known++) {
    CHECK(lark_head_and_body(known, &(lark_sent){124, 141}) == 265);
    CHECK(lark_head_and_body(known, &(lark_sent){265, 141}) == 265);
  }
}

int main(void) {
  is_as_long_as_the_text_that_goes_out();
  finds_head_and_body_in_the_counts_of_any_release();
  bears_a_head_that_is_nearly_known();
  return check_failures();
}
