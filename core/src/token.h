// SPDX-License-Identifier: MIT

/// The tenant token of a client: fetched once however many calls wait for it,
/// renewed while the old one still serves.
#ifndef LARK_TOKEN_H
#define LARK_TOKEN_H

#include <curl/curl.h>

#include "lark.h"
#include "queue.h"

/// One token and the headers that carry it. Transfers share it.
typedef struct lark_token {
  unsigned references;
  char *value; ///< NULL: none; the headers carry no authorization then
  struct curl_slist *headers;      ///< of a request without a body
  struct curl_slist *json_headers; ///< of one with a JSON body
  lark_allocator allocator;
} lark_token;

typedef struct lark_tokens {
  lark_token *none;     ///< what requests for a token carry
  lark_token *current;  ///< NULL: there is none yet
  lark_token *rejected; ///< the last one that the server refused, or NULL
  uint64_t expires_us;  ///< of the current one; UINT64_MAX: the host's
  uint64_t renew_us;    ///< from then on a new one is fetched
  lark_call fetch;      ///< the call that fetches one, or 0
  uint64_t fetch_us;    ///< when it was started
  uint32_t failures;    ///< fetches that failed since the last success
  lark_queue waiting;   ///< calls without a token
} lark_tokens;

/// Makes what every client has, and takes over a token that the host gave.
/// LARK_OK or LARK_ENOMEM.
lark_status lark_tokens_open(lark_client *client);
void lark_tokens_clear(lark_client *client);

/// A token for a call, with a reference for the caller; `*out` is NULL where
/// there is none yet and one is being fetched. Starts a fetch where one is due.
/// LARK_OK, or LARK_ENOMEM where that could not be done.
lark_status lark_token_get(lark_client *client, uint64_t now_us,
                           lark_token **out);

lark_token *lark_token_share(lark_token *token);
void lark_token_release(lark_token *token);

/// Forgets a token that the server rejected, unless another has taken its
/// place meanwhile.
void lark_token_drop(lark_client *client, const lark_token *rejected);

#endif
