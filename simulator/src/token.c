// SPDX-License-Identifier: MIT
#include "token.h"

#include "memory.h"
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// With less than this left, the platform hands out a new token.
static const uint64_t renewal_ms = 30ull * 60 * 1000;

void tokens_init(struct tokens *tokens, uint64_t seed, uint64_t life_ms) {
  *tokens = (struct tokens){.seed = seed, .life_ms = life_ms};
}

void tokens_clear(struct tokens *tokens) {
  free(tokens->list);
  *tokens = (struct tokens){0};
}

// Without this, a run with short lives would collect tokens for ever.
static void drop_expired(struct tokens *tokens, uint64_t now_ms) {
  size_t expired = 0;
  while (expired < tokens->count &&
         tokens->list[expired].expires_ms <= now_ms) {
    expired++;
  }
  if (expired == 0) return;
  tokens->count -= expired;
  memmove(tokens->list, tokens->list + expired,
          tokens->count * sizeof *tokens->list);
}

const struct token *tokens_issue(struct tokens *tokens, uint64_t now_ms) {
  drop_expired(tokens, now_ms);
  if (tokens->count > 0) {
    struct token *newest = &tokens->list[tokens->count - 1];
    if (newest->expires_ms - now_ms >= renewal_ms) return newest;
  }

  tokens->list =
      memory_grow(tokens->list, tokens->count + 1, sizeof *tokens->list);
  struct token *token = &tokens->list[tokens->count++];
  // The mix of a counter never repeats; the other half hides the order.
  uint64_t unique = random_mix(random_mix(tokens->seed) + tokens->issued++);
  snprintf(token->text, sizeof token->text, "t-%016" PRIx64 "%014" PRIx64,
           unique, random_mix(unique) >> 8);
  token->expires_ms = now_ms + tokens->life_ms;
  return token;
}

enum problem_id tokens_check(const struct tokens *tokens,
                             const char *authorization, uint64_t now_ms) {
  static const char prefix[] = "Bearer ";
  size_t prefix_length = strlen(prefix);

  if (authorization == NULL || authorization[0] == '\0') {
    return PROBLEM_TOKEN_MISSING;
  }
  if (strncasecmp(authorization, prefix, prefix_length) != 0 ||
      strncmp(authorization + prefix_length, "t-", 2) != 0) {
    return PROBLEM_TOKEN_MALFORMED;
  }
  const char *text = authorization + prefix_length;
  // From the newest, which nearly every call carries.
  for (size_t i = tokens->count; i-- > 0;) {
    const struct token *token = &tokens->list[i];
    if (strcmp(token->text, text) != 0) continue;
    return token->expires_ms > now_ms ? PROBLEM_NONE : PROBLEM_TOKEN_INVALID;
  }
  return PROBLEM_TOKEN_INVALID;
}
