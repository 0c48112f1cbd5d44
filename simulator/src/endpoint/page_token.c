// SPDX-License-Identifier: MIT
#include "page_token.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/";

static const char format[] =
    "{\"offset\":%" PRIu64 ",\"timestamp\":%" PRIu64 ",\"id\":%" PRIu64 "}";

static void encode_base64(const char *in, size_t length, char *out) {
  size_t written = 0;
  for (size_t i = 0; i < length; i += 3) {
    size_t have = length - i < 3 ? length - i : 3;
    uint32_t bits = 0;
    for (size_t j = 0; j < 3; j++) {
      bits = bits << 8 | (j < have ? (unsigned char)in[i + j] : 0);
    }
    for (size_t j = 0; j < 4; j++) {
      char c = alphabet[bits >> (18 - 6 * j) & 63];
      out[written++] = j <= have ? c : '=';
    }
  }
  out[written] = '\0';
}

// Decodes up to the first byte that is no base64. `out` holds as many bytes
// as `in`.
static void decode_base64(struct text in, char *out) {
  size_t written = 0;
  uint32_t bits = 0;
  for (size_t i = 0; i < in.length; i++) {
    const char *at = memchr(alphabet, in.bytes[i], 64);
    if (at == NULL) break;
    bits = bits << 6 | (uint32_t)(at - alphabet);
    // Each digit but the first of four completes a byte.
    if (i % 4 == 0) continue;
    out[written++] = (char)(bits >> (6 - 2 * (i % 4)));
  }
  out[written] = '\0';
}

void page_token_write(const struct page_token *token, char *out) {
  char json[PAGE_TOKEN_TEXT_MAX * 3 / 4];
  int length = snprintf(json, sizeof json, format, token->offset,
                        token->time_ms, token->owner_id);
  encode_base64(json, (size_t)length, out);
}

bool page_token_is(struct text text, const struct page_token *token) {
  char expected[PAGE_TOKEN_TEXT_MAX];
  page_token_write(token, expected);
  return text_is(text, expected);
}

bool page_token_offset(struct text text, uint64_t *offset) {
  char json[PAGE_TOKEN_TEXT_MAX];
  if (text.length == 0 || text.length >= sizeof json) return false;
  decode_base64(text, json);
  return sscanf(json, "{\"offset\":%" SCNu64, offset) == 1;
}
