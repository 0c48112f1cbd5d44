// SPDX-License-Identifier: MIT
#include "backoff.h"
#include "check.h"

static void backs_off_exponentially_with_jitter(void) {
  for (uint32_t repeat = 1; repeat < 40; repeat++) {
    uint64_t least = lark_backoff_us(repeat, 0);
    uint64_t some = lark_backoff_us(repeat, 123456789);
    CHECK(least >= 100000 && least <= 5000000);
    CHECK(some >= least && some <= 2 * least);
    CHECK(least <= lark_backoff_us(repeat + 1, 0));
  }
}

int main(void) {
  backs_off_exponentially_with_jitter();
  return check_failures();
}
