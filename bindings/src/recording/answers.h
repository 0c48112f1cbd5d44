// SPDX-License-Identifier: MIT

/// Answers that a test prepares: the lark_recorder of a client that sends
/// nothing. Each call finds its answer by its name (lark_name_next), which is
/// the answer's number.
#ifndef LUALARK_ANSWERS_H
#define LUALARK_ANSWERS_H

#include "lark.h"

/// An answer that waits for its call.
typedef struct lualark_answers_entry lualark_answers_entry;

typedef struct lualark_answers {
  lark_recorder methods; ///< first
  unsigned references;
  uint64_t count;                 ///< so far
  lualark_answers_entry *waiting; ///< newest first
  lualark_answers_entry *current; ///< of the call that was answered last
} lualark_answers;

/// With one reference; NULL where memory lacks.
lualark_answers *lualark_answers_new(void);

/// Gives back a reference.
void lualark_answers_release(lualark_answers *answers);

/// Adds the answer of a call that is about to be started: what the platform
/// would send. Returns its number, 0 where memory lacks.
uint64_t lualark_answers_add(lualark_answers *answers, int http_status,
                             const char *text, size_t length,
                             const char *log_id);

/// Adds a failure that is none of the platform's, likewise.
uint64_t lualark_answers_add_failure(lualark_answers *answers,
                                     lark_status status, const char *msg,
                                     const char *hint);

#endif
