// SPDX-License-Identifier: MIT
#include "check.h"
#include "clock.h"

static void rises(void) {
  uint64_t before_us = lark_now_us();
  CHECK(before_us > 0);
  CHECK(lark_now_us() >= before_us);
}

static void rounds_waits_up_to_milliseconds(void) {
  CHECK(lark_ms_until(UINT64_MAX) == -1);
  CHECK(lark_ms_until(0) == 0);
  CHECK(lark_ms_until(lark_now_us()) == 0);
  CHECK(lark_ms_until(lark_now_us() + 1000000 * UINT64_C(1000)) == 1000000);
  CHECK(lark_ms_until(UINT64_MAX - 1) == INT32_MAX);
}

int main(void) {
  rises();
  rounds_waits_up_to_milliseconds();
  return check_failures();
}
