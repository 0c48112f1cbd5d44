// SPDX-License-Identifier: MIT

/// Calls of our own, which bring tokens: a POST of a few secrets, and a token
/// at the top of its answer.
#ifndef LARK_FETCH_H
#define LARK_FETCH_H

#include "failure.h"

/// A member of the request's JSON object.
typedef struct lark_member {
  const char *name;
  const char *value;
} lark_member;

/// Starts one. `name` is for the log; `path` stands under /open-apis/auth/v3/.
/// LARK_OK, or LARK_ENOMEM.
lark_status lark_fetch_start(lark_client *client, const char *name,
                             const char *path, const lark_member *members,
                             size_t count, lark_done *done, lark_call *started);

/// The token of an answer, under the name it has there, and its life in
/// microseconds. It belongs to the result. Where there is none `failure` says
/// why, and NULL is returned.
const char *lark_fetch_read(const lark_result *result, const char *name,
                            uint64_t *life_us, lark_failure *failure);

#endif
