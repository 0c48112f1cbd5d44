// SPDX-License-Identifier: MIT
#include "clock.h"

#include <time.h>

uint64_t lark_now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

int64_t lark_wall_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int lark_ms_until(uint64_t due_us) {
  if (due_us == 0) return 0;
  if (due_us == UINT64_MAX) return -1;
  uint64_t now_us = lark_now_us();
  if (due_us <= now_us) return 0;
  uint64_t ms = (due_us - now_us + 999) / 1000;
  return ms < INT32_MAX ? (int)ms : INT32_MAX;
}
