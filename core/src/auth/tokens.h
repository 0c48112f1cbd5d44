// SPDX-License-Identifier: MIT

/// One kind of token of a client: fetched once however many calls wait for it,
/// and renewed while the old one still serves. It is kept in the store, so that
/// clients that share a store share it.
///
///     want() ──► store: a value ──────────────────► ready
///            └─► store: fetch it ──► kind->fetch() ──► put() ──► ready
///            │                                    └──► fail() ─► failed
///            └─► store: another client fetches it ──► ready or failed, later
#ifndef LARK_TOKENS_H
#define LARK_TOKENS_H

#include "context.h"
#include "token.h"

/// A kind of token. The functions get the tokens' `user`.
typedef struct lark_tokens_kind {
  lark_credential_kind credential;
  const char *noun; ///< for errors
  const char *hint; ///< what to check if the platform keeps rejecting it

  /// This client must fetch one: lark_tokens_put() or lark_tokens_fail()
  /// follows, now or later.
  void (*fetch)(void *user, uint64_t now_us);

  /// There is a token: those that wait may go on.
  void (*ready)(void *user);

  /// There is none: those that wait fail.
  void (*failed)(void *user, const lark_failure *failure);
} lark_tokens_kind;

typedef struct lark_tokens {
  const lark_context *context;
  const lark_tokens_kind *kind;
  void *user;
  lark_token *current;   ///< NULL: there is none yet
  lark_token *rejected;  ///< the last one that the server refused, or NULL
  uint64_t expires_us;   ///< of `current`; UINT64_MAX: only the host knows
  uint64_t renew_us;     ///< the store is asked again from then on
  lark_credential *kept; ///< in the store; NULL: the host gave the token
  lark_credential_ask ask;
  bool asking;       ///< the store has the ask
  bool fetching;     ///< this client must put the next one into the store
  uint64_t fetch_us; ///< when the fetch began
} lark_tokens;

/// Starts with a token that is kept in the store for `owner`; or with the
/// host's own, which is never renewed, if `own` is not NULL. LARK_OK or
/// LARK_ENOMEM; in each case lark_tokens_clear() ends it.
lark_status lark_tokens_open(lark_tokens *tokens, const lark_context *context,
                             const lark_tokens_kind *kind, void *user,
                             lark_owner owner, const char *own);

/// Hands over to other clients what was begun.
void lark_tokens_resign(lark_tokens *tokens, uint64_t now_us);
void lark_tokens_clear(lark_tokens *tokens);

/// The current token, or NULL where there is none: then lark_tokens_want().
lark_token *lark_tokens_get(lark_tokens *tokens, uint64_t now_us);

/// Gets a token, unless that is under way.
void lark_tokens_want(lark_tokens *tokens, uint64_t now_us);

/// Ends a fetch with a token and how long it lives.
void lark_tokens_put(lark_tokens *tokens, const char *value, uint64_t life_us);

/// Ends a fetch without one. The old token serves on.
void lark_tokens_fail(lark_tokens *tokens, const lark_failure *failure);

/// Forgets a token that the server rejected. False where another has taken its
/// place meanwhile.
bool lark_tokens_drop(lark_tokens *tokens, const lark_token *rejected);

#endif
