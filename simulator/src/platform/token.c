// SPDX-License-Identifier: MIT
#include "token.h"

#include "memory.h"
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The platform hands out a new token when the old one has less than this left.
static const uint64_t renewal_ms = 30ull * 60 * 1000;

void tokens_init(struct tokens *tokens, uint64_t seed, uint64_t life_ms) {
  *tokens = (struct tokens){.seed = seed, .life_ms = life_ms};
}

void tokens_clear(struct tokens *tokens) {
  free(tokens->list);
  *tokens = (struct tokens){0};
}

// Otherwise a run with a short --token-ttl would collect tokens for ever.
static void drop_expired(struct tokens *tokens, uint64_t now_ms) {
  size_t kept = 0;
  for (size_t i = 0; i < tokens->count; i++) {
    if (tokens->list[i].expires_ms <= now_ms) continue;
    tokens->list[kept++] = tokens->list[i];
  }
  tokens->count = kept;
}

const struct token *tokens_newest(const struct tokens *tokens,
                                  enum token_owner owner) {
  for (size_t i = tokens->count; i-- > 0;) {
    if (tokens->list[i].owner == owner) return &tokens->list[i];
  }
  return NULL;
}

const struct token *tokens_issue_new(struct tokens *tokens,
                                     enum token_owner owner, uint64_t now_ms,
                                     uint64_t life_ms) {
  tokens->list =
      memory_grow(tokens->list, tokens->count + 1, sizeof *tokens->list);
  struct token *token = &tokens->list[tokens->count++];
  // The mix of a counter never repeats; the other half hides the order.
  uint64_t unique = random_mix(random_mix(tokens->seed) + tokens->issued++);
  snprintf(token->text, sizeof token->text, "%c-%016" PRIx64 "%014" PRIx64,
           owner == TOKEN_STORE_APP ? 'a' : 't', unique,
           random_mix(unique) >> 8);
  token->owner = owner;
  token->revoked = false;
  token->expires_ms = now_ms + life_ms;
  return token;
}

const struct token *tokens_issue(struct tokens *tokens, enum token_owner owner,
                                 uint64_t now_ms) {
  drop_expired(tokens, now_ms);
  const struct token *newest = tokens_newest(tokens, owner);
  if (newest != NULL && !newest->revoked &&
      newest->expires_ms - now_ms >= renewal_ms) {
    return newest;
  }
  return tokens_issue_new(tokens, owner, now_ms, tokens->life_ms);
}

void tokens_revoke(struct tokens *tokens) {
  for (size_t i = 0; i < tokens->count; i++) {
    tokens->list[i].revoked = true;
  }
}

const struct token *tokens_find(const struct tokens *tokens, const char *text,
                                uint64_t now_ms) {
  // Starts at the newest, which nearly every call carries.
  for (size_t i = tokens->count; i-- > 0;) {
    const struct token *token = &tokens->list[i];
    if (strcmp(token->text, text) != 0) continue;
    return token->revoked || token->expires_ms <= now_ms ? NULL : token;
  }
  return NULL;
}

static enum problem_id check_user(const char *text, enum token_owner *owner) {
  if (strcmp(text, "u-simulator") != 0) return PROBLEM_TOKEN_INVALID;
  *owner = TOKEN_CUSTOM;
  return PROBLEM_NONE;
}

static enum problem_id check_tenant(const struct tokens *tokens,
                                    const char *text, uint64_t now_ms,
                                    enum token_owner *owner) {
  const struct token *token = tokens_find(tokens, text, now_ms);
  if (token == NULL) return PROBLEM_TOKEN_INVALID;
  *owner = token->owner;
  return PROBLEM_NONE;
}

enum problem_id tokens_check(const struct tokens *tokens, unsigned kinds,
                             const char *authorization, uint64_t now_ms,
                             enum token_owner *owner) {
  static const char prefix[] = "Bearer ";
  size_t prefix_length = strlen(prefix);

  if (authorization == NULL || authorization[0] == '\0') {
    return PROBLEM_TOKEN_MISSING;
  }
  bool bearer = strncasecmp(authorization, prefix, prefix_length) == 0;
  const char *text = bearer ? authorization + prefix_length : "";
  if ((kinds & TOKEN_OF_TENANT) != 0 && strncmp(text, "t-", 2) == 0) {
    return check_tenant(tokens, text, now_ms, owner);
  }
  if ((kinds & TOKEN_OF_USER) != 0 && strncmp(text, "u-", 2) == 0) {
    return check_user(text, owner);
  }
  return (kinds & TOKEN_OF_TENANT) != 0 ? PROBLEM_TOKEN_MALFORMED
                                        : PROBLEM_TOKEN_NOT_USER;
}
