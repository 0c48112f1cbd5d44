// SPDX-License-Identifier: MIT

/// Whether a call is sent again after a failed attempt, and when. Pure
/// decisions: no clock is read here.
#ifndef LARK_RETRY_H
#define LARK_RETRY_H

#include "lark.h"

/// A call's attempts so far.
typedef struct lark_attempts {
  uint32_t count;    ///< attempts sent
  uint32_t repeats;  ///< repeats after failures; `retries` are allowed
  uint32_t holds;    ///< refusals that asked for a wait (429)
  bool stale;        ///< an attempt went into a dead connection
  bool renewed;      ///< a rejected token was replaced
  bool alone;        ///< HTTP/2 failed one: the next go over HTTP/1.1
  bool plain;        ///< an answer could not be decompressed: the next attempts
                     ///< ask for one that is not compressed
  uint64_t first_us; ///< when the first attempt was sent
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

/// A failed attempt.
typedef struct lark_setback {
  lark_reaction reaction;
  bool sent;       ///< the request may have reached the server
  bool stale;      ///< it went into a kept connection that was dead
  bool repeatable; ///< sending it twice does no harm
  bool has_deadline;
  bool token_is_fixed; ///< its token cannot be renewed
  uint32_t reset_s;    ///< how long the server asks to wait; 0: it does not
} lark_setback;

/// Decides what to do after a failed attempt, and notes the decision in
/// `attempts`. `random` is any number, for the jitter.
lark_verdict lark_retry_decide(lark_attempts *attempts,
                               const lark_setback *setback, uint32_t retries,
                               uint64_t now_us, uint64_t random);

#endif
