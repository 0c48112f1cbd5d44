// SPDX-License-Identifier: MIT

/// The answered attempts of one client that still count in a window: what it
/// tells the server, once, and all of it again where the server has lost them.
/// Attempts that were answered at about the same time are one batch.
#ifndef LARK_REDIS_ANSWERS_H
#define LARK_REDIS_ANSWERS_H

#include "lark_json.h"

enum { LARK_REDIS_BATCHES = 192 };

typedef struct lark_redis_batch {
  int64_t at_us; ///< when its last attempt was answered
  uint32_t count;
  uint32_t number; ///< names it, on the server
  enum { LARK_BATCH_NEW, LARK_BATCH_SENT, LARK_BATCH_KNOWN } state;
} lark_redis_batch;

typedef struct lark_redis_answers {
  lark_redis_batch batches[LARK_REDIS_BATCHES]; ///< a ring, oldest first
  uint32_t head, count;
  uint32_t numbers;   ///< drawn so far
  int64_t longest_us; ///< the longest window
  int64_t grain_us;   ///< what "about the same time" is
} lark_redis_answers;

void lark_redis_answers_init(lark_redis_answers *answers, uint64_t longest_us,
                             uint64_t shortest_us);

/// Notes an attempt that counts from `at_us` on.
void lark_redis_answers_add(lark_redis_answers *answers, int64_t at_us);

/// Whether the server is still to be told of some.
bool lark_redis_answers_are_new(const lark_redis_answers *answers);

/// Writes the new ones, or all, as "NUMBER:CALLS:AGE ...". They are sent then.
void lark_redis_answers_write(lark_redis_answers *answers, bool all,
                              uint64_t now_us, lark_text *text);

/// The server knows those that were sent; or it may not.
void lark_redis_answers_known(lark_redis_answers *answers);
void lark_redis_answers_unknown(lark_redis_answers *answers);

#endif
