// SPDX-License-Identifier: MIT

/// Requests that bring a token: a POST of a few secrets, and a token at the top
/// of its answer. Flow sends them; this room does not know how.
#ifndef LARK_FETCH_H
#define LARK_FETCH_H

#include "failure.h"

/// A member of the request's JSON object.
typedef struct lark_member {
  const char *name;
  const char *value;
} lark_member;

/// A request for a token.
typedef struct lark_fetch {
  const char *name; ///< for the log
  const char *path; ///< below /open-apis/auth/v3/
  const lark_member *members;
  size_t member_count;
  const char *token; ///< the token's name in the answer; NULL: it brings none
} lark_fetch;

/// Gets the answer, in a later step. It does not run once the client closes.
typedef void lark_fetched(void *user, const lark_result *result);

/// Sends fetches: flow.
typedef struct lark_fetcher {
  /// Starts one; what it is given it copies. LARK_OK, or LARK_ENOMEM.
  lark_status (*send)(void *user, const lark_fetch *fetch,
                      lark_fetched *fetched, void *fetched_user);
  void *user;
} lark_fetcher;

/// Writes the request. Lack of memory shows in the texts. `body` is to be ended
/// with lark_secret_clear().
void lark_fetch_write(const lark_fetch *fetch, const char *base_url,
                      lark_text *url, lark_text *body);

/// Reads the token called `name` from an answer, and how long it lives. It
/// belongs to the result. NULL where there is none; `failure` then says why.
const char *lark_fetch_read(const lark_result *result, const char *name,
                            uint64_t *life_us, lark_failure *failure);

#endif
