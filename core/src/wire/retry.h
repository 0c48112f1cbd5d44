// SPDX-License-Identifier: MIT

/// When a call is sent again, and when not. Pure decisions.
#ifndef LARK_RETRY_H
#define LARK_RETRY_H

#include "catalog.h"

/// A call's history so far.
typedef struct lark_attempts {
  uint32_t count;    ///< sent
  uint32_t repeats;  ///< sent again after failures, of `retries` allowed
  uint32_t holds;    ///< told to wait
  bool stale;        ///< sent into a dead connection once
  bool renewed;      ///< a rejected token was replaced once
  uint64_t first_us; ///< when it was first sent
} lark_attempts;

typedef struct lark_verdict {
  enum {
    LARK_GIVE_UP,
    LARK_AGAIN_AFTER,   ///< send again after `delay_us`
    LARK_AGAIN_HELD,    ///< hold the endpoint for `delay_us`, then send again
    LARK_AGAIN_RENEWED, ///< drop the token, then send again
  } action;
  uint64_t delay_us;
} lark_verdict;

/// What the failed attempt was like.
typedef struct lark_setback {
  lark_reaction reaction;
  bool sent;       ///< the request may have reached the server
  bool stale;      ///< it went into a kept connection that turned out dead
  bool repeatable; ///< sending it twice does no harm
  bool has_deadline;
  bool token_is_fixed; ///< it cannot be renewed
  uint32_t reset_s;    ///< the wait that the server asks for; 0: none
} lark_setback;

/// Decides, and counts in `attempts` what it decides. `random` moves the
/// jitter: any number.
lark_verdict lark_retry_decide(lark_attempts *attempts,
                               const lark_setback *setback, uint32_t retries,
                               uint64_t now_us, uint64_t random);

#endif
