// SPDX-License-Identifier: MIT

/// How often a long connection pings, and how it is made anew: the platform's
/// ClientConfig.
#ifndef LARK_PACE_H
#define LARK_PACE_H

#include "lark_json.h"

typedef struct lark_pace {
  int64_t count;       ///< ReconnectCount: tries; -1: no end
  uint32_t interval_s; ///< ReconnectInterval: between two tries
  uint32_t nonce_s;    ///< ReconnectNonce: the most before the first
  uint32_t ping_s;     ///< PingInterval
} lark_pace;

/// The pace until the platform says another.
lark_pace lark_pace_default(void);

/// Reads a ClientConfig; what it leaves out stays. False, with the pace as it
/// was, where it is none.
bool lark_pace_read(lark_json config, lark_pace *pace);

/// How long to wait before a try, from 1. `random` is any number.
uint64_t lark_pace_wait_us(const lark_pace *pace, uint32_t try,
                           uint64_t random);

/// Whether there is no such try any more.
bool lark_pace_is_over(const lark_pace *pace, uint32_t try);

#endif
