// SPDX-License-Identifier: MIT
#include "permute.h"

#include <string.h>

// Even, so that the halves end where they began.
enum { ROUNDS = 10, PER_DIGEST = LARK_DIGEST_BYTES / 2 };

typedef struct round {
  const uint8_t *key;
  uint8_t head[4]; // tweak, radix, number of the round, length of the text
  uint8_t radix;
  uint8_t seed[LARK_DIGEST_BYTES]; // of the half that stays
} round;

// Begins a round: digests the half that stays.
static void seed(round *r, const uint8_t *half, size_t count) {
  lark_digest digest;
  lark_digest_begin(&digest);
  lark_digest_add(&digest, r->head, sizeof r->head);
  lark_digest_add(&digest, half, count);
  lark_digest_end(&digest, r->seed);
}

// Adds the round's numbers to a half. 16 bits for a digit: what a remainder
// favours is then too little to see.
static void add(const round *r, uint8_t *half, size_t count) {
  uint8_t block[LARK_DIGEST_BYTES + 4];
  uint8_t stream[LARK_DIGEST_BYTES];
  memcpy(block, r->seed, LARK_DIGEST_BYTES);
  for (size_t i = 0; i < count; i++) {
    size_t at = i % PER_DIGEST * 2;
    if (at == 0) {
      uint32_t number = (uint32_t)(i / PER_DIGEST);
      for (int byte = 0; byte < 4; byte++)
        block[LARK_DIGEST_BYTES + byte] = (uint8_t)(number >> 8 * byte);
      lark_digest_mac(r->key, block, sizeof block, stream);
    }
    unsigned drawn = (unsigned)stream[at] << 8 | stream[at + 1];
    half[i] = (uint8_t)((half[i] + drawn) % r->radix);
  }
}

void lualark_permute(const lualark_permute_key key, uint8_t tweak,
                     uint8_t radix, uint8_t *digits, size_t count) {
  round r = {
      .key = key, .head = {tweak, radix, 0, (uint8_t)count}, .radix = radix};
  uint8_t *left = digits;
  size_t left_count = count / 2;
  uint8_t *right = digits + left_count;
  size_t right_count = count - left_count;
  if (count == 1) {
    seed(&r, NULL, 0);
    add(&r, digits, 1);
    return;
  }
  // The halves change places in turn: each stays where it is.
  for (uint8_t i = 0; i < ROUNDS && count > 0; i++) {
    r.head[2] = i;
    if (i % 2 == 0) {
      seed(&r, right, right_count);
      add(&r, left, left_count);
    } else {
      seed(&r, left, left_count);
      add(&r, right, right_count);
    }
  }
}
