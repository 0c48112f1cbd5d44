// SPDX-License-Identifier: MIT

// The meaning of libcurl's codes: none is forgotten, also those of newer
// versions.
#include "check.h"
#include "trouble.h"

enum { NEWEST_CODE = 101 };

static void each_code_has_a_meaning(void) {
  int last = CURL_LAST - 1 > NEWEST_CODE ? CURL_LAST - 1 : NEWEST_CODE;
  for (int code = CURLE_OK + 1; code <= last; code++) {
    for (int sent = 0; sent <= 1; sent++) {
      const lark_trouble *known =
          lark_trouble_of((CURLcode)code, sent != 0, sent != 0);
      CHECK(known != NULL);
      if (known == NULL) {
        fprintf(stderr, "not in trouble.c: %d\n", code);
        continue;
      }
      CHECK(known->status != LARK_OK && known->hint != NULL);
      // A call that a person has to mend is not sent again.
      if (known->status == LARK_ECONFIG || known->status == LARK_ENOMEM)
        CHECK(known->reaction == LARK_FAIL);
      CHECK(known->reaction == LARK_FAIL || known->reaction == LARK_REPEAT);
    }
  }
  CHECK(lark_trouble_of(CURLE_OK, true, true) == NULL);
  CHECK(lark_trouble_of((CURLcode)(NEWEST_CODE + 1000), true, true) == NULL);
}

static void each_code_of_a_multi_handle_has_a_meaning(void) {
  for (int code = CURLM_CALL_MULTI_PERFORM; code < CURLM_LAST; code++) {
    lark_status status = lark_trouble_of_multi((CURLMcode)code);
    bool passes = code == CURLM_CALL_MULTI_PERFORM || code == CURLM_OK ||
                  code == CURLM_BAD_SOCKET;
    CHECK((status == LARK_OK) == passes);
  }
  CHECK(lark_trouble_of_multi(CURLM_OUT_OF_MEMORY) == LARK_ENOMEM);
  CHECK(lark_trouble_of_multi(CURLM_BAD_HANDLE) == LARK_EINVAL);
}

static lark_reply reply_of(CURLcode code, bool sent, const char *message) {
  lark_reply reply = {.code = code, .begun = sent, .sent = sent};
  snprintf(reply.message, sizeof reply.message, "%s", message);
  return reply;
}

// A tunnel that died: libcurl has no more of the connection than its name.
static void a_dead_tunnel_is_repeated_without_inner_words(void) {
  lark_failure failure;
  for (int sent = 0; sent <= 1; sent++) {
    lark_reply reply =
        reply_of(CURLE_FAILED_INIT, sent != 0, "send: no filter connected");
    CHECK(lark_trouble_explain(&reply, &failure) == LARK_REPEAT);
    CHECK(failure.error.status == LARK_ENETWORK && failure.error.retryable);
    CHECK(strstr(failure.error.msg, "filter") == NULL);
    CHECK(strstr(failure.error.msg, "the connection was lost") != NULL);
  }
}

// One code, a wrong setting or a broken peer.
static void one_code_may_mean_two_things(void) {
  lark_failure failure;
  lark_reply reply = reply_of(CURLE_UNSUPPORTED_PROTOCOL, false, "no such");
  CHECK(lark_trouble_explain(&reply, &failure) == LARK_FAIL);
  CHECK(failure.error.status == LARK_ECONFIG);
  reply = reply_of(CURLE_UNSUPPORTED_PROTOCOL, true, "Received HTTP/0.9");
  CHECK(lark_trouble_explain(&reply, &failure) == LARK_REPEAT);
  CHECK(failure.error.status == LARK_ENETWORK);
  CHECK(strstr(failure.error.msg, "0.9") == NULL);
  // Stray bytes met a request whose body was not sent.
  reply.sent = false;
  CHECK(lark_trouble_explain(&reply, &failure) == LARK_REPEAT);
  CHECK(failure.error.status == LARK_ENETWORK);

  reply = reply_of(CURLE_OUT_OF_MEMORY, false, "");
  CHECK(lark_trouble_explain(&reply, &failure) == LARK_FAIL);
  CHECK(failure.error.status == LARK_ENOMEM);
  reply = reply_of(CURLE_OUT_OF_MEMORY, true, "");
  CHECK(lark_trouble_explain(&reply, &failure) == LARK_FAIL);
  CHECK(failure.error.status == LARK_EDECODE);
}

int main(void) {
  each_code_has_a_meaning();
  each_code_of_a_multi_handle_has_a_meaning();
  a_dead_tunnel_is_repeated_without_inner_words();
  one_code_may_mean_two_things();
  return check_failures();
}
