// SPDX-License-Identifier: MIT

/// The clock that everything here goes by: microseconds that only rise.
#ifndef LARK_CLOCK_H
#define LARK_CLOCK_H

#include <stdint.h>

/// Microseconds since an unknown moment (CLOCK_MONOTONIC).
uint64_t lark_now_us(void);

/// The timeout that poll() and the like take for a wait until `due_us`: whole
/// milliseconds, rounded up, since waking a little early would only spin. 0
/// where that has passed, -1 (without end) for UINT64_MAX.
int lark_ms_until(uint64_t due_us);

#endif
