// SPDX-License-Identifier: MIT

/// Random numbers for jitter: nobody needs to predict or repeat them, and they
/// protect nothing.
#ifndef LARK_RANDOM_H
#define LARK_RANDOM_H

#include <stdint.h>

/// The state of one generator (xorshift64).
typedef struct lark_random {
  uint64_t state;
} lark_random;

/// Seeds a generator from the system, or from the clock.
void lark_random_seed(lark_random *random);

uint64_t lark_random_next(lark_random *random);

#endif
