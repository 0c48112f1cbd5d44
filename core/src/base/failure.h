// SPDX-License-Identifier: MIT

/// A lark_error with room for its texts. The function that fails fills it in.
#ifndef LARK_FAILURE_H
#define LARK_FAILURE_H

#include "lark.h"

typedef struct lark_failure {
  lark_error error; ///< first; its texts are those below, or constants
  char msg[512];
  char hint[512];
  char parameter[96];
  char log_id[96];
  char endpoint[160];
} lark_failure;

/// Empties a failure, and says what happened. Returns `status`, so that a
/// function can return the call. A text that does not fit is cut between
/// characters.
lark_status lark_fail(lark_failure *failure, lark_status status,
                      const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Says what is wrong with the file at `path`, which a parameter names. Returns
/// LARK_EPARAM.
lark_status lark_fail_path(lark_failure *failure, const char *parameter,
                           const char *path, const char *why);

/// Replaces the message and keeps the rest.
void lark_failure_say(lark_failure *failure, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// Says what to do about it.
void lark_failure_hint(lark_failure *failure, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// Names the parameter that is wrong.
void lark_failure_parameter(lark_failure *failure, const char *name);

/// Copies the name of what was called, where it is no constant.
void lark_failure_endpoint(lark_failure *failure, const char *name);

/// Copies a log id.
void lark_failure_log_id(lark_failure *failure, const char *log_id);

/// Fills a failure in from an error, whose texts it copies. What belongs to the
/// error's call (endpoint, attempts, detail) is left out.
void lark_failure_from(lark_failure *failure, const lark_error *error);

/// Drops half a character at the end of a text that snprintf() has cut, which
/// wanted to write `wanted` bytes into `room`.
void lark_mend_end(char *text, size_t room_bytes, int wanted);

/// Copies a failure; the copy's pointers lead into itself.
void lark_failure_copy(lark_failure *to, const lark_failure *from);

#endif
