// SPDX-License-Identifier: MIT

/// Store (ISV) apps: what comes before a tenant token. The platform sends the
/// app a ticket, about hourly; with it comes an app token, which all tenants
/// share; with that comes each tenant's token (tokens.c).
#ifndef LARK_ISV_H
#define LARK_ISV_H

#include "store.h"
#include "timer.h"

typedef struct lark_isv {
  lark_credential *ticket, *app_token; ///< in the store; NULL: no store app
  lark_credential_ask ticket_ask, app_token_ask;
  bool must_bring;     ///< a ticket: it is on us
  bool must_fetch;     ///< an app token: it is on us
  unsigned refused;    ///< tickets, in this fetch
  char *used_ticket;   ///< the one that the app token was fetched with, or NULL
  char *used_token;    ///< the one that the tenant token was fetched with
  char *rejected;      ///< the app token that was refused last, or NULL
  uint64_t fetch_us;   ///< when the app token was asked for
  uint64_t give_up_us; ///< waiting for a ticket ends then
  lark_timer look;     ///< for a ticket, now and then
} lark_isv;

/// LARK_OK or LARK_ENOMEM.
lark_status lark_isv_open(lark_client *client);
void lark_isv_resign(lark_client *client, uint64_t now_us);
void lark_isv_clear(lark_client *client);

/// Gets an app token: lark_tokens_take_app_token() or lark_tokens_fail()
/// follows, now or later.
void lark_isv_want(lark_client *client, uint64_t now_us);

/// The app token that was used last is no good.
void lark_isv_reject(lark_client *client);

#endif
