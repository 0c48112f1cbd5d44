// SPDX-License-Identifier: MIT

/// The processor's time.
#ifndef LUALARK_CPU_H
#define LUALARK_CPU_H

#include <stdint.h>
#include <time.h>

/// That of this thread, in microseconds.
static inline uint64_t lualark_cpu_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

#endif
