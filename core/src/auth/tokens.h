// SPDX-License-Identifier: MIT

/// The tenant token of a client: fetched once however many calls wait for it,
/// renewed while the old one still serves. It is kept in the store, so that
/// those who share that share it.
#ifndef LARK_TOKENS_H
#define LARK_TOKENS_H

#include "store.h"
#include "token.h"

typedef struct lark_tokens {
  lark_token *none;      ///< what requests for a token carry
  lark_token *current;   ///< NULL: there is none yet
  lark_token *rejected;  ///< the last one that the server refused, or NULL
  uint64_t expires_us;   ///< of the current one; UINT64_MAX: the host's
  uint64_t renew_us;     ///< from then on the store is asked again
  lark_queue waiting;    ///< calls without a token
  lark_credential *kept; ///< in the store; NULL: the host gave the token
  lark_credential_ask ask;
  bool fetching;     ///< it is on us to put the next one into the store
  bool app_renewed;  ///< with another app token than before, once a fetch
  uint64_t fetch_us; ///< when it was asked for
} lark_tokens;

/// Makes what every client has, and takes over a token that the host gave.
/// LARK_OK or LARK_ENOMEM.
lark_status lark_tokens_open(lark_client *client);

/// Leaves to others what was begun: the client closes.
void lark_tokens_resign(lark_client *client, uint64_t now_us);
void lark_tokens_clear(lark_client *client);

/// A token for a call, with a reference for the caller. NULL: there is none,
/// and the call is to stand in `waiting` when lark_tokens_want() is called.
lark_token *lark_tokens_get(lark_client *client, uint64_t now_us);

/// Gets a token, if that is not under way: calls that wait move to `ready`, or
/// end with what went wrong.
void lark_tokens_want(lark_client *client, uint64_t now_us);

/// Forgets a token that the server rejected. False where another has taken its
/// place meanwhile.
bool lark_tokens_drop(lark_client *client, const lark_token *rejected);

/// For isv.c: the app token that the next tenant token is fetched with, or why
/// there is none.
void lark_tokens_take_app_token(lark_client *client, const char *app_token);
void lark_tokens_fail(lark_client *client, const lark_failure *failure);

#endif
