// SPDX-License-Identifier: MIT
#include "digest.h"

#include <string.h>

#include "secret.h"

enum { ROUNDS = 64, LENGTH_BYTES = 8 };

static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turned(uint32_t word, unsigned by) {
  return word >> by | word << (32 - by);
}

static uint32_t read_word(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
         (uint32_t)bytes[2] << 8 | bytes[3];
}

static void write_word(uint32_t word, uint8_t *out) {
  for (int i = 0; i < 4; i++)
    out[i] = (uint8_t)(word >> (24 - 8 * i));
}

static void expand(const uint8_t *block, uint32_t *words) {
  for (size_t i = 0; i < 16; i++)
    words[i] = read_word(block + 4 * i);
  for (size_t i = 16; i < ROUNDS; i++) {
    uint32_t early = words[i - 15], late = words[i - 2];
    uint32_t first = turned(early, 7) ^ turned(early, 18) ^ early >> 3;
    uint32_t second = turned(late, 17) ^ turned(late, 19) ^ late >> 10;
    words[i] = words[i - 16] + first + words[i - 7] + second;
  }
}

// The letters are the standard's.
static void take_block(uint32_t *state, const uint8_t *block) {
  uint32_t words[ROUNDS];
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  expand(block, words);
  for (size_t i = 0; i < ROUNDS; i++) {
    uint32_t one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
                   ((e & f) ^ (~e & g)) + constants[i] + words[i];
    uint32_t two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) +
                   ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + one;
    d = c, c = b, b = a, a = one + two;
  }
  const uint32_t sums[] = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; i++)
    state[i] += sums[i];
}

void lark_digest_begin(lark_digest *digest) {
  static const uint32_t first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                    0xa54ff53a, 0x510e527f, 0x9b05688c,
                                    0x1f83d9ab, 0x5be0cd19};
  *digest = (lark_digest){0};
  memcpy(digest->state, first, sizeof first);
}

void lark_digest_add(lark_digest *digest, const void *bytes, size_t length) {
  const uint8_t *from = bytes;
  size_t used = digest->length_bytes % LARK_DIGEST_BLOCK;
  digest->length_bytes += length;
  while (length > 0) {
    size_t count = LARK_DIGEST_BLOCK - used;
    if (count > length) count = length;
    memcpy(digest->block + used, from, count);
    if (used + count == LARK_DIGEST_BLOCK)
      take_block(digest->state, digest->block);
    used = (used + count) % LARK_DIGEST_BLOCK;
    from += count;
    length -= count;
  }
}

void lark_digest_end(lark_digest *digest, uint8_t out[LARK_DIGEST_BYTES]) {
  static const uint8_t padding[LARK_DIGEST_BLOCK] = {0x80};
  uint64_t bits = digest->length_bytes * 8;
  size_t used = digest->length_bytes % LARK_DIGEST_BLOCK;
  size_t room = LARK_DIGEST_BLOCK - LENGTH_BYTES;
  uint8_t length[LENGTH_BYTES];
  write_word((uint32_t)(bits >> 32), length);
  write_word((uint32_t)bits, length + 4);
  lark_digest_add(digest, padding,
                  used < room ? room - used : LARK_DIGEST_BLOCK + room - used);
  lark_digest_add(digest, length, sizeof length);
  for (size_t i = 0; i < 8; i++)
    write_word(digest->state[i], out + 4 * i);
}

void lark_digest_mac(const uint8_t key[LARK_DIGEST_BYTES], const void *bytes,
                     size_t length, uint8_t out[LARK_DIGEST_BYTES]) {
  lark_digest digest;
  uint8_t pad[LARK_DIGEST_BLOCK], inner[LARK_DIGEST_BYTES];
  memset(pad, 0x36, sizeof pad);
  for (size_t i = 0; i < LARK_DIGEST_BYTES; i++)
    pad[i] ^= key[i];
  lark_digest_begin(&digest);
  lark_digest_add(&digest, pad, sizeof pad);
  lark_digest_add(&digest, bytes, length);
  lark_digest_end(&digest, inner);
  for (size_t i = 0; i < sizeof pad; i++)
    pad[i] ^= 0x36 ^ 0x5c;
  lark_digest_begin(&digest);
  lark_digest_add(&digest, pad, sizeof pad);
  lark_digest_add(&digest, inner, sizeof inner);
  lark_digest_end(&digest, out);
  lark_wipe(pad, sizeof pad);
  lark_wipe(inner, sizeof inner);
  lark_wipe(&digest, sizeof digest);
}

void lark_digest_hex(const uint8_t *bytes, size_t count, char *out) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < count; i++) {
    *out++ = digits[bytes[i] >> 4];
    *out++ = digits[bytes[i] & 15];
  }
  *out = '\0';
}
