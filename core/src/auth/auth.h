// SPDX-License-Identifier: MIT

/// The tokens of a client: which kinds it has, and what each is fetched with.
///
///     self-built app   tenant token ◄── app_id and app_secret
///                      app token    ◄── app_id and app_secret
///     store app        tenant token ◄── app token ◄── ticket
#ifndef LARK_AUTH_H
#define LARK_AUTH_H

#include "mask.h"
#include "tickets.h"
#include "tokens.h"

/// Callbacks of this room. `kind` is LARK_TOKEN_TENANT or LARK_TOKEN_APP.
typedef struct lark_auth_events {
  /// There is a token: calls that wait for it may go on.
  void (*ready)(void *user, lark_token_kind kind);

  /// There is none: calls that wait for it fail.
  void (*failed)(void *user, lark_token_kind kind, const lark_failure *failure);
} lark_auth_events;

typedef struct lark_auth {
  lark_context context;
  const lark_auth_events *events;
  void *user;
  lark_token *none;   ///< the headers of a request without a token
  lark_token *person; ///< a user's; NULL: the client has none
  lark_tokens tenant, app;
  lark_tickets tickets;
  lark_token *used_app_token; ///< the tenant token was fetched with, or NULL
  bool tenant_waits;          ///< its fetch waits for an app token
  bool app_renewed;           ///< another app token was tried in this fetch
  unsigned refused_tickets;   ///< in this fetch of an app token
} lark_auth;

/// Starts with what the settings hold. What it is given outlives it. LARK_OK or
/// LARK_ENOMEM; in each case lark_auth_close() ends it.
lark_status lark_auth_open(lark_auth *auth, const lark_context *context,
                           const lark_auth_events *events, void *user);

/// Hands over to other clients what was begun.
void lark_auth_resign(lark_auth *auth, uint64_t now_us);
void lark_auth_close(lark_auth *auth);

/// Whether the client can have tokens of a kind. LARK_OK; or LARK_ECONFIG, and
/// `failure` says what it lacks to call `endpoint`.
lark_status lark_auth_check(const lark_auth *auth, lark_token_kind kind,
                            const char *endpoint, lark_failure *failure);

/// The kind of token that a call gets whose endpoint takes `taken`
/// (LARK_TAKES_*; 0: only `kind`): `kind`, or the user's where the client has
/// no other.
lark_token_kind lark_auth_choose(const lark_auth *auth, lark_token_kind kind,
                                 unsigned taken);

/// A token for a call, with a reference for the caller. NULL where there is
/// none: then lark_auth_want(), when the call waits for `ready` or `failed`.
lark_token *lark_auth_get(lark_auth *auth, lark_token_kind kind,
                          uint64_t now_us);
void lark_auth_want(lark_auth *auth, lark_token_kind kind, uint64_t now_us);

/// Whether nothing can replace a rejected token of this kind.
bool lark_auth_is_fixed(const lark_auth *auth, lark_token_kind kind);

/// Forgets a token that the server rejected; `reaction` says which one is to be
/// fetched anew.
void lark_auth_reject(lark_auth *auth, lark_token_kind kind,
                      const lark_token *token, lark_reaction reaction);

/// The secrets that an answer to a request with `token` (or NULL) may echo.
lark_secrets lark_auth_secrets(const lark_auth *auth, const lark_token *token);

#endif
