// SPDX-License-Identifier: MIT

// Requests to an app's address for events, as anybody may send them: raw, with
// any text in place of the encrypted one, and with any bytes encrypted. None is
// taken for true, but a plain event with the right token; refusals are alike.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lark_events.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s does not hold\n", what);
  abort();
}
#define HOLD(condition) hold(condition, #condition)

enum { NOW_S = 1600000000 };
static const char token[] = "made-up";

static lark_received *receive(const char *key, const char *body, size_t bytes,
                              const char *headers[3]) {
  lark_event_options options;
  lark_event_options_init(&options, sizeof options);
  options.encrypt_key = key;
  options.verification_token = token;
  lark_event_request request = {sizeof request, body,       bytes,
                                headers[0],     headers[1], headers[2]};
  lark_received *received = NULL;
  lark_status status =
      lark_event_receive(&options, &request, NOW_S * 1000LL, &received);
  HOLD(status == LARK_OK && received != NULL);
  return received;
}

static void look_at_refusal(const lark_received *received) {
  HOLD(received->http_status == 401 && received->answer_bytes == 2);
  HOLD(memcmp(received->answer, "{}", 2) == 0);
  HOLD(received->error.status != LARK_OK && received->error.msg[0] != '\0');
  HOLD(lark_json_type(received->event) == LARK_ABSENT);
}

static void look_at_plain(const lark_received *received) {
  if (received->kind == LARK_RECEIVED_NOTHING) return look_at_refusal(received);
  HOLD(received->http_status == 200);
  if (received->kind == LARK_RECEIVED_CHALLENGE) {
    HOLD(received->answer_bytes > strlen("{\"challenge\":\"\"}"));
    return;
  }
  HOLD(received->id[0] != '\0' && received->type[0] != '\0');
  HOLD(lark_json_type(received->event) == LARK_OBJECT);
}

static size_t encode(const uint8_t *data, size_t size, char *out) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/";
  size_t length = 0;
  for (size_t i = 0; i < size; i += 3) {
    uint32_t three = (uint32_t)data[i] << 16;
    if (i + 1 < size) three |= (uint32_t)data[i + 1] << 8;
    if (i + 2 < size) three |= data[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6)
      out[length++] = digits[three >> shift & 63];
    if (i + 1 >= size) out[length - 2] = '=';
    if (i + 2 >= size) out[length - 1] = '=';
  }
  return length;
}

// The body with any text, or any bytes, in the place of the encrypted text.
static void try_encrypted(const uint8_t *data, size_t size, bool as_bytes,
                          const char *headers[3]) {
  char *body = malloc(2 * size + 32);
  if (body == NULL) return;
  size_t length = (size_t)sprintf(body, "{\"encrypt\":\"");
  if (as_bytes) {
    length += encode(data, size, body + length);
  } else {
    memcpy(body + length, data, size);
    length += size;
  }
  length += (size_t)sprintf(body + length, "\"}");
  lark_received *received = receive("key", body, length, headers);
  look_at_refusal(received);
  lark_received_free(received);
  free(body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  char time[32], signature[65];
  unsigned mode = data[0];
  snprintf(time, sizeof time, "%lld", (long long)NOW_S + (int8_t)data[1] * 4);
  memset(signature, "0123456789abcdef"[mode & 15], 64);
  signature[64] = '\0';
  const char *headers[3] = {mode & 16 ? time : NULL, mode & 32 ? "n" : NULL,
                            mode & 64 ? signature : NULL};
  const uint8_t *rest = data + 2;
  size -= 2;

  lark_received *received = receive(NULL, (const char *)rest, size, headers);
  look_at_plain(received);
  lark_received_free(received);
  received = receive("key", (const char *)rest, size, headers);
  look_at_refusal(received);
  lark_received_free(received);
  try_encrypted(rest, size, mode & 1, headers);
  return 0;
}
