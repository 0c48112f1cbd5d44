// SPDX-License-Identifier: MIT
#include "signature.h"

#include "digest.h"
#include "secret.h"

enum { HEX_BYTES = 2 * LARK_DIGEST_BYTES };

// Compares all bytes, whichever differ.
static bool is_same(const uint8_t *one, const uint8_t *other, size_t bytes) {
  volatile uint8_t differs = 0;
  for (size_t i = 0; i < bytes; i++)
    differs = differs | (one[i] ^ other[i]);
  return differs == 0;
}

static void digest_of(const void *bytes, size_t length,
                      uint8_t out[LARK_DIGEST_BYTES]) {
  lark_digest digest;
  lark_digest_begin(&digest);
  lark_digest_add(&digest, bytes, length);
  lark_digest_end(&digest, out);
  lark_wipe(&digest, sizeof digest);
}

// By their digests, so that neither length nor content shows in the time.
bool lark_signature_is_secret(const char *given, size_t given_bytes,
                              const char *secret) {
  uint8_t one[LARK_DIGEST_BYTES], other[LARK_DIGEST_BYTES];
  digest_of(given, given_bytes, one);
  digest_of(secret, strlen(secret), other);
  return is_same(one, other, sizeof one);
}

static void sign(const char *key, const lark_event_request *request,
                 char out[HEX_BYTES + 1]) {
  uint8_t bytes[LARK_DIGEST_BYTES];
  lark_digest digest;
  lark_digest_begin(&digest);
  lark_digest_add(&digest, request->timestamp, strlen(request->timestamp));
  lark_digest_add(&digest, request->nonce, strlen(request->nonce));
  lark_digest_add(&digest, key, strlen(key));
  lark_digest_add(&digest, request->body, request->body_bytes);
  lark_digest_end(&digest, bytes);
  lark_digest_hex(bytes, sizeof bytes, out);
  lark_wipe(&digest, sizeof digest);
}

// Reads seconds since 1970 as milliseconds. No document names the unit, so that
// a number with the digits of milliseconds is taken for such.
static bool read_time(const char *text, int64_t *out_ms) {
  enum { MOST_DIGITS = 15 };
  static const int64_t LARGEST_S = 99999999999; // in the year 5138
  int64_t number = 0;
  size_t length = strlen(text);
  if (length == 0 || length > MOST_DIGITS) return false;
  for (; *text != '\0'; text++) {
    if (*text < '0' || *text > '9') return false;
    number = number * 10 + (*text - '0');
  }
  *out_ms = number > LARGEST_S ? number : number * 1000;
  return true;
}

static lark_status check_age(const lark_event_options *options,
                             const char *timestamp, int64_t now_ms,
                             lark_failure *failure) {
  int64_t sent_ms = 0;
  if (!read_time(timestamp, &sent_ms))
    return lark_fail(failure, LARK_EAUTH,
                     "X-Lark-Request-Timestamp is no time");
  bool is_past = sent_ms <= now_ms;
  uint64_t apart_ms = is_past ? (uint64_t)now_ms - (uint64_t)sent_ms
                              : (uint64_t)sent_ms - (uint64_t)now_ms;
  if (apart_ms <= (uint64_t)options->window_s * 1000) return LARK_OK;
  unsigned long long apart_s = apart_ms / 1000;
  if (is_past)
    lark_fail(failure, LARK_EAUTH, "the request was signed %llu s ago",
              apart_s);
  else
    lark_fail(failure, LARK_EAUTH, "the request was signed %llu s from now",
              apart_s);
  lark_failure_hint(failure, "Set this machine's clock. If it is right, "
                             "somebody sends an old request again.");
  return LARK_EAUTH;
}

static lark_status fail_missing(const char *header, lark_failure *failure) {
  lark_fail(failure, LARK_EAUTH, "the header %s is missing", header);
  lark_failure_hint(failure, "Hand on the headers X-Lark-Request-Timestamp, "
                             "X-Lark-Request-Nonce and X-Lark-Signature; a "
                             "proxy may drop them.");
  return LARK_EAUTH;
}

lark_status lark_signature_check(const lark_event_options *options,
                                 const lark_event_request *request,
                                 int64_t now_ms, lark_failure *failure) {
  if (request->timestamp == NULL)
    return fail_missing("X-Lark-Request-Timestamp", failure);
  if (request->nonce == NULL)
    return fail_missing("X-Lark-Request-Nonce", failure);
  if (request->signature == NULL)
    return fail_missing("X-Lark-Signature", failure);

  char signature[HEX_BYTES + 1];
  sign(options->encrypt_key, request, signature);
  bool is_right = strlen(request->signature) == HEX_BYTES &&
                  is_same((const uint8_t *)signature,
                          (const uint8_t *)request->signature, HEX_BYTES);
  lark_wipe(signature, sizeof signature);
  if (!is_right) {
    lark_fail(failure, LARK_EAUTH, "X-Lark-Signature does not fit the request");
    lark_failure_hint(failure,
                      "Compare encrypt_key with the Encrypt Key of the "
                      "developer console, and hand on the body as it came, "
                      "byte for byte.");
    return LARK_EAUTH;
  }
  return check_age(options, request->timestamp, now_ms, failure);
}
