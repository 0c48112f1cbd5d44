// SPDX-License-Identifier: MIT

/// How long to wait before trying again.
#ifndef LARK_BACKOFF_H
#define LARK_BACKOFF_H

#include <stdint.h>

/// The wait before repeat number `repeat` (from 1): it doubles from 0.2 to 10
/// seconds, and its later half is random. `random` is any number.
uint64_t lark_backoff_us(uint32_t repeat, uint64_t random);

#endif
