// SPDX-License-Identifier: MIT
#include "random.h"

#include "check.h"

#include <string.h>

static void a_seed_decides_the_stream(void) {
  struct random a, b, other;
  random_init(&a, 7);
  random_init(&b, 7);
  random_init(&other, 8);
  bool differs = false;
  for (int i = 0; i < 100; i++) {
    uint64_t drawn = random_next(&a);
    CHECK(drawn == random_next(&b));
    differs = differs || drawn != random_next(&other);
  }
  CHECK(differs);
}

// The first number that Vigna's splitmix64.c gives for the state 0: a company
// must not change with the compiler or the machine.
static void the_mix_is_splitmix64(void) {
  CHECK(random_mix(0) == 0xe220a8397b1dcdafu);
}

static void draws_stay_in_their_range_and_fill_it(void) {
  struct random random;
  random_init(&random, 1);
  unsigned seen[6] = {0};
  for (int i = 0; i < 6000; i++) {
    uint32_t below = random_below(&random, 6);
    CHECK(below < 6);
    seen[below]++;
    uint64_t between = random_between(&random, 10, 12);
    CHECK(between >= 10 && between <= 12);
  }
  for (int i = 0; i < 6; i++) {
    CHECK(seen[i] > 800 && seen[i] < 1200);
  }
}

static void weights_count(void) {
  static const uint32_t weights[] = {0, 3, 0, 1};
  struct random random;
  random_init(&random, 1);
  unsigned seen[4] = {0};
  for (int i = 0; i < 4000; i++) {
    seen[random_weighted(&random, weights, 4)]++;
  }
  CHECK(seen[0] == 0 && seen[2] == 0);
  CHECK(seen[1] > 2800 && seen[1] < 3200);
}

static void hex_has_the_length_asked_for(void) {
  struct random random;
  random_init(&random, 1);
  char hex[33];
  random_hex(&random, hex, 32);
  CHECK(strlen(hex) == 32);
  CHECK(strspn(hex, "0123456789abcdef") == 32);
}

int main(void) {
  a_seed_decides_the_stream();
  the_mix_is_splitmix64();
  draws_stay_in_their_range_and_fill_it();
  weights_count();
  hex_has_the_length_asked_for();
  return 0;
}
