// SPDX-License-Identifier: MIT
#include "backoff.h"

static const uint64_t FIRST_US = 200000;
static const uint64_t LONGEST_US = 10000000;

uint64_t lark_backoff_us(uint32_t repeat, uint64_t random) {
  uint64_t whole_us = FIRST_US << (repeat < 8 ? repeat - 1 : 7);
  if (whole_us > LONGEST_US) whole_us = LONGEST_US;
  return whole_us / 2 + random % (whole_us / 2 + 1);
}
