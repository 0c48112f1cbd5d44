// SPDX-License-Identifier: MIT

/// Clocks. Everything here goes by the one that only rises.
#ifndef LARK_CLOCK_H
#define LARK_CLOCK_H

#include <stdint.h>

/// Microseconds since an unknown moment (CLOCK_MONOTONIC).
uint64_t lark_now_us(void);

/// Milliseconds since 1970, for people (CLOCK_REALTIME): a clock that is set
/// may go back.
int64_t lark_wall_ms(void);

/// The timeout that poll() and the like take for a wait until `due_us`: whole
/// milliseconds, rounded up, since waking a little early would only spin. 0
/// where that has passed, -1 (without end) for UINT64_MAX.
int lark_ms_until(uint64_t due_us);

#endif
