// SPDX-License-Identifier: MIT
#include "random.h"

#include <sys/random.h>

#include "clock.h"

void lark_random_seed(lark_random *random) {
  if (getrandom(&random->state, sizeof random->state, GRND_NONBLOCK) !=
      (ssize_t)sizeof random->state)
    random->state = lark_now_us();
  random->state |= 1; // 0 would stay 0
}

uint64_t lark_random_next(lark_random *random) {
  uint64_t x = random->state;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return random->state = x;
}
