// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_LIMIT_H
#define SIMULATOR_LIMIT_H

#include <stddef.h>
#include <stdint.h>

/// How a limit counts time. The platform does not say which way it uses, so a
/// client has to cope with both.
enum limit_kind {
  LIMIT_OFF,
  LIMIT_FIXED,   ///< windows that start at 0, one window, two windows, ...
  LIMIT_SLIDING, ///< any window at all
};

/// "At most `max` calls in `window_ms`"; a `max` of 0 stands for no rule.
struct limit_rule {
  uint32_t max;
  uint32_t window_ms;
};

/// The calls that one rule has let through.
///
/// It never reads a clock. Callers pass `now_ms`, which only rises.
struct limit;

/// Makes an unused limit; limit_free() ends it.
struct limit *limit_new(struct limit_rule rule, enum limit_kind kind);

void limit_free(struct limit *limit);

/// Forgets every call.
void limit_reset(struct limit *limit);

/// Milliseconds until a slot is free; 0 if one is free now.
uint64_t limit_wait_ms(struct limit *limit, uint64_t now_ms);

/// Uses a slot. Only after limit_wait_ms() answered 0 for the same time.
void limit_take(struct limit *limit, uint64_t now_ms);

/// Why a call was refused.
struct limit_refusal {
  uint32_t max;     ///< of the rule that keeps the caller waiting longest
  uint64_t wait_ms; ///< at least 1
};

/// Takes a slot from each of `count` limits (NULLs are skipped), or from none
/// of them. Returns 1 if taken, else 0 with `*refusal` filled.
int limit_take_all(struct limit *const *limits, size_t count, uint64_t now_ms,
                   struct limit_refusal *refusal);

#endif
