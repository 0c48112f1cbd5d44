// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TOKEN_H
#define SIMULATOR_TOKEN_H

#include "problem.h"

#include <stddef.h>
#include <stdint.h>

/// One tenant_access_token: "t-" and 30 hexadecimal digits.
struct token {
  char text[33];
  uint64_t expires_ms;
};

/// The tokens that live. It never reads a clock.
struct tokens {
  uint64_t seed;
  uint64_t life_ms;
  uint64_t issued;    ///< how many ever
  struct token *list; ///< oldest first
  size_t count;
};

/// Starts without tokens; tokens_clear() ends it.
void tokens_init(struct tokens *tokens, uint64_t seed, uint64_t life_ms);

void tokens_clear(struct tokens *tokens);

/// The token to hand out at `now_ms`: the newest one while it has 30 minutes
/// left, else a new one, which the old ones outlive undisturbed. The pointer
/// is good until the next call.
const struct token *tokens_issue(struct tokens *tokens, uint64_t now_ms);

/// What is wrong with an Authorization header (NULL if there is none), or
/// PROBLEM_NONE.
enum problem_id tokens_check(const struct tokens *tokens,
                             const char *authorization, uint64_t now_ms);

#endif
