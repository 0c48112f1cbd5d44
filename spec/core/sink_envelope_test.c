// SPDX-License-Identifier: MIT

// Answers with an envelope.
#include "attempts.h"
#include "check.h"

static void reads_the_data(void) {
  lark_sink_envelope sink;
  lark_sink_envelope_init(&sink, 1000);
  attempt("GET", "/hello", &lark_body_none, &sink.sink);
  CHECK(attempts.answer.ok);
  lark_json data = lark_result_data(attempts.result);
  CHECK(strcmp(lark_json_string(lark_json_get(data, "authorization"), NULL),
               "Bearer t-1") == 0);
}

static void reads_a_refusal(void) {
  lark_sink_envelope sink;
  lark_sink_envelope_init(&sink, 1000);
  attempt("GET", "/refuse", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.failure.error.code == 1254607);
  CHECK(attempts.failure.error.http_status == 400);
}

static void ends_what_is_too_large(void) {
  lark_sink_envelope sink;
  lark_sink_envelope_init(&sink, 10);
  attempt("GET", "/hello", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.failure.error.status == LARK_ELIMIT);
}

static uint64_t asked_bytes;

static bool allow_nothing(void *user, uint64_t bytes) {
  (void)user;
  asked_bytes = bytes;
  return bytes == 0;
}

static void asks_its_meter(void) {
  lark_sink_envelope sink;
  lark_sink_envelope_init(&sink, 1000);
  sink.meter = allow_nothing;
  attempt("GET", "/hello", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.failure.error.status == LARK_ELIMIT);
  CHECK(asked_bytes > 0);
}

int main(void) {
  open_attempts();
  reads_the_data();
  reads_a_refusal();
  ends_what_is_too_large();
  asks_its_meter();
  close_attempts();
  return check_failures();
}
