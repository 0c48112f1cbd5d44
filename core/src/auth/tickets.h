// SPDX-License-Identifier: MIT

/// A store app's ticket, which its app token is fetched with. The platform
/// sends it to the app's event address, about hourly and when asked to. It
/// reaches the client in one of three ways: the option app_ticket, the host's
/// callback, or lark_set_app_ticket().
///
///     want() ──► the store has one ─────────────────────────► ready
///            └─► the host has one ──► into the store ───────► ready
///            └─► ask the platform to send it, look for it
///                every LOOK_US until timeout_ms ────────────► ready or failed
#ifndef LARK_TICKETS_H
#define LARK_TICKETS_H

#include "context.h"

/// Runs once for each lark_tickets_want(), now or later.
typedef struct lark_tickets_events {
  void (*ready)(void *user, const char *ticket);
  void (*failed)(void *user, const lark_failure *failure);
} lark_tickets_events;

typedef struct lark_tickets {
  const lark_context *context;
  const lark_tickets_events *events;
  void *user;
  lark_credential *credential; ///< in the store; NULL: this is no store app
  lark_credential_ask ask;
  bool unasked;        ///< the store did not say yet whether it has one
  bool must_bring;     ///< this client must put a ticket into the store
  char *used;          ///< the ticket that `ready` got last, or NULL
  uint64_t give_up_us; ///< until when to look for a ticket
  lark_timer look;
} lark_tickets;

/// Starts, with the ticket of the options. LARK_OK or LARK_ENOMEM; in each case
/// lark_tickets_clear() ends it.
lark_status lark_tickets_open(lark_tickets *tickets,
                              const lark_context *context,
                              const lark_tickets_events *events, void *user);

/// Hands over to other clients what was begun.
void lark_tickets_resign(lark_tickets *tickets, uint64_t now_us);
void lark_tickets_clear(lark_tickets *tickets);

/// Gets a ticket.
void lark_tickets_want(lark_tickets *tickets, uint64_t now_us);

/// Forgets the ticket that was used last: the platform refused it.
void lark_tickets_reject(lark_tickets *tickets);

/// Keeps a ticket that came from the host. LARK_OK or LARK_ENOMEM.
lark_status lark_tickets_put(lark_tickets *tickets, const char *ticket,
                             uint64_t now_us);

#endif
