// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TOKEN_H
#define SIMULATOR_TOKEN_H

#include "problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The owner of a token: an app in a tenant. Each owner has its own limits.
enum token_owner {
  TOKEN_CUSTOM,     ///< the self-built app, in the tenant that built it
  TOKEN_TENANT_ONE, ///< the store app, where it is installed
  TOKEN_TENANT_TWO,
  TOKEN_OWNERS,
  TOKEN_STORE_APP = TOKEN_OWNERS ///< the store app itself: app_access_token
};

/// The kinds of token that an endpoint takes, as bits. A user of the self-built
/// app has the token "u-simulator", which never expires.
enum token_kind { TOKEN_OF_TENANT = 1, TOKEN_OF_USER = 2 };

/// A token: "t-" (of a tenant) or "a-" (of an app) and 30 hexadecimal digits.
struct token {
  char text[33];
  enum token_owner owner;
  bool revoked;
  uint64_t expires_ms;
};

/// The tokens that have not expired. It never reads a clock.
struct tokens {
  uint64_t seed;
  uint64_t life_ms;
  uint64_t issued;    ///< how many so far
  struct token *list; ///< in the order of their issue
  size_t count;
};

/// Starts without tokens; tokens_clear() ends it.
void tokens_init(struct tokens *tokens, uint64_t seed, uint64_t life_ms);

void tokens_clear(struct tokens *tokens);

/// The token to hand out at `now_ms`: the owner's newest one while it has 30
/// minutes left, else a new one. The old ones stay valid until they expire. The
/// pointer is valid until the next call.
const struct token *tokens_issue(struct tokens *tokens, enum token_owner owner,
                                 uint64_t now_ms);

/// A new token that expires after `life_ms`, even if others are still valid.
const struct token *tokens_issue_new(struct tokens *tokens,
                                     enum token_owner owner, uint64_t now_ms,
                                     uint64_t life_ms);

/// The owner's newest token, revoked or not; NULL if there is none.
const struct token *tokens_newest(const struct tokens *tokens,
                                  enum token_owner owner);

/// Invalidates every token issued so far.
void tokens_revoke(struct tokens *tokens);

/// The token of that text if it is valid at `now_ms`, else NULL.
const struct token *tokens_find(const struct tokens *tokens, const char *text,
                                uint64_t now_ms);

/// Checks an Authorization header (NULL if there is none) for a token of the
/// given kinds. Returns what is wrong with it, or PROBLEM_NONE with `*owner`
/// set.
enum problem_id tokens_check(const struct tokens *tokens, unsigned kinds,
                             const char *authorization, uint64_t now_ms,
                             enum token_owner *owner);

#endif
