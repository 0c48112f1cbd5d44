// SPDX-License-Identifier: MIT

// The address of a long connection, the upgrade, and the platform's pace.
#include "upgrade.h"

#include "check.h"
#include "pace.h"

static const lark_allocator usual = {NULL, NULL};

static lark_status take(const char *url, bool allow_http,
                        lark_address *address) {
  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  lark_status status =
      lark_address_take(address, &usual, url, allow_http, &failure);
  // It holds a ticket: nothing of it is shown.
  CHECK(status == LARK_OK || strstr(failure.msg, "s3cret") == NULL);
  return status;
}

static void takes_the_platforms_address(void) {
  lark_address address;
  lark_text text = {0};
  CHECK(take("wss://msg.example:8443/ws/v2?device_id=7&service_id=33554678&"
             "ticket=s3cret",
             false, &address) == LARK_OK);
  CHECK(strcmp(address.url, "https://msg.example:8443/ws/v2?device_id=7&"
                            "service_id=33554678&ticket=s3cret") == 0);
  CHECK(address.service_id == 33554678);
  lark_upgrade_write(&text, &address, "a2V5", "agent/1");
  static const char wanted[] =
      "GET /ws/v2?device_id=7&service_id=33554678&ticket=s3cret HTTP/1.1\r\n"
      "Host: msg.example:8443\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: a2V5\r\nUser-Agent: agent/1\r\n\r\n";
  CHECK(text.length_bytes == sizeof wanted - 1);
  CHECK(memcmp(text.bytes, wanted, sizeof wanted - 1) == 0);
  lark_text_clear(&text);
  lark_address_clear(&address, &usual);
  CHECK(take("WSS://h?service_id=x", false, &address) == LARK_OK);
  CHECK(address.service_id == 0);
  lark_address_clear(&address, &usual);
}

static void refuses_other_addresses(void) {
  static const char *const wrong[] = {
      "",
      "https://h/?ticket=s3cret",
      "wss://",
      "wss:///?ticket=s3cret",
      "wss://user:s3cret@h/",
      "wss://h/?ticket=s3cret\r\nX: y",
      "wss://h/ ?ticket=s3cret",
      "ws://h/?ticket=s3cret",
  };
  lark_address address;
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    CHECK(take(wrong[i], false, &address) == LARK_EDECODE);
    lark_address_clear(&address, &usual);
  }
  CHECK(take("ws://h/", true, &address) == LARK_OK);
  lark_address_clear(&address, &usual);
  CHECK(take("ws://127.0.0.1:1/", false, &address) == LARK_OK);
  lark_address_clear(&address, &usual);
}

static bool reads(const char *head, lark_upgraded *out) {
  return lark_upgrade_read(head, strlen(head), out);
}

static void reads_heads(void) {
  lark_upgraded got;
  CHECK(reads("HTTP/1.1 101 Switching Protocols\r\nUPGRADE:  WebSocket \r\n"
              "sec-websocket-accept:abc\r\n\r\n",
              &got));
  CHECK(got.http_status == 101 && got.is_websocket && !got.has_extensions);
  CHECK(strcmp(got.accept, "abc") == 0);
  CHECK(reads("HTTP/1.1 400 Bad\nHandshake-Status: 514\n"
              "Handshake-Autherrcode: 1000040350\nHandshake-Msg: a\tb\n\n",
              &got));
  CHECK(got.status == 514 && got.auth_code == 1000040350);
  CHECK(strcmp(got.message, "a?b") == 0);
  CHECK(!got.is_websocket && got.http_status == 400);
  CHECK(reads("HTTP/1.0 101\r\nSec-WebSocket-Extensions: x\r\n\r\n", &got));
  CHECK(got.has_extensions);
  CHECK(!reads("", &got));
  CHECK(!reads("SSH-2.0-x\r\n\r\n", &got));
  CHECK(!reads("HTTP/1.1 1x1 y\r\n\r\n", &got));
  CHECK(!reads("HTTP/1.1 101", &got));
}

static bool paces(const char *json, lark_pace *pace) {
  lark_document *document = NULL;
  CHECK(lark_document_parse(json, strlen(json), &document, NULL) == LARK_OK);
  bool is_read = lark_pace_read(lark_document_root(document), pace);
  lark_document_free(document);
  return is_read;
}

static void reads_a_pace_whole_or_not_at_all(void) {
  lark_pace pace = lark_pace_default();
  CHECK(pace.count == -1 && pace.interval_s == 120 && pace.nonce_s == 30);
  CHECK(pace.ping_s == 120);
  CHECK(paces("{\"ReconnectCount\":3,\"PingInterval\":7}", &pace));
  CHECK(pace.count == 3 && pace.ping_s == 7 && pace.interval_s == 120);
  static const char *const wrong[] = {
      "[]",
      "{\"ReconnectCount\":1,\"PingInterval\":0}",
      "{\"ReconnectCount\":1,\"PingInterval\":\"soon\"}",
      "{\"ReconnectCount\":1,\"ReconnectNonce\":-1}",
      "{\"ReconnectCount\":-2}",
      "{\"ReconnectCount\":1,\"ReconnectInterval\":1e300}",
      "{\"ReconnectCount\":1,\"ReconnectInterval\":86401}",
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    CHECK(!paces(wrong[i], &pace));
    CHECK(pace.count == 3 && pace.ping_s == 7);
  }
}

static void waits_as_the_platform_asks(void) {
  lark_pace pace = {.count = 2, .interval_s = 5, .nonce_s = 30, .ping_s = 1};
  for (uint64_t random = 0; random < UINT64_MAX / 2; random = random * 5 + 1)
    CHECK(lark_pace_wait_us(&pace, 1, random) <= 30000000);
  CHECK(lark_pace_wait_us(&pace, 1, 30000000) == 30000000);
  CHECK(lark_pace_wait_us(&pace, 1, 30000001) == 0);
  CHECK(lark_pace_wait_us(&pace, 2, 9) == 5000000);
  CHECK(!lark_pace_is_over(&pace, 2) && lark_pace_is_over(&pace, 3));
  // Tries that fail at once do not follow each other at once.
  pace = (lark_pace){.count = -1};
  CHECK(lark_pace_wait_us(&pace, 1, 9) == 0);
  CHECK(lark_pace_wait_us(&pace, 2, 9) == 100000);
  CHECK(!lark_pace_is_over(&pace, UINT32_MAX));
}

int main(void) {
  takes_the_platforms_address();
  refuses_other_addresses();
  reads_heads();
  reads_a_pace_whole_or_not_at_all();
  waits_as_the_platform_asks();
  return check_failures();
}
