// SPDX-License-Identifier: MIT
#include "random.h"

uint64_t random_mix(uint64_t x) {
  // splitmix64 by Sebastiano Vigna, public domain. Every step can be undone, so
  // different inputs give different outputs.
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

void random_init(struct random *random, uint64_t seed) {
  for (size_t i = 0; i < 4; i++) {
    random->state[i] = random_mix(seed + i * 0x9e3779b97f4a7c15u);
  }
}

static uint64_t rotate(uint64_t x, int bits) {
  return (x << bits) | (x >> (64 - bits));
}

uint64_t random_next(struct random *random) {
  // xoshiro256** by David Blackman and Sebastiano Vigna, public domain.
  uint64_t *s = random->state;
  uint64_t result = rotate(s[1] * 5, 7) * 9;
  uint64_t carry = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= carry;
  s[3] = rotate(s[3], 45);
  return result;
}

uint32_t random_below(struct random *random, uint32_t count) {
  uint64_t high_half = random_next(random) >> 32;
  return (uint32_t)((high_half * count) >> 32);
}

uint64_t random_between(struct random *random, uint64_t low, uint64_t high) {
  return low + random_next(random) % (high - low + 1);
}

bool random_chance(struct random *random, uint32_t percent) {
  return random_below(random, 100) < percent;
}

size_t random_weighted(struct random *random, const uint32_t *weights,
                       size_t count) {
  uint32_t total = 0;
  for (size_t i = 0; i < count; i++) {
    total += weights[i];
  }

  uint32_t left = random_below(random, total);
  size_t i = 0;
  while (left >= weights[i]) {
    left -= weights[i++];
  }
  return i;
}

void random_hex(struct random *random, char *out, size_t digits) {
  uint64_t bits = 0;
  for (size_t i = 0; i < digits; i++) {
    if (i % 16 == 0) bits = random_next(random);
    out[i] = "0123456789abcdef"[bits & 15];
    bits >>= 4;
  }
  out[digits] = '\0';
}
