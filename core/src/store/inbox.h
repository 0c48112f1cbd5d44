// SPDX-License-Identifier: MIT

/// A client in the store in memory: its inbox of answered asks.
///
/// The store's lock guards all sessions of that store. Whoever answers an ask
/// holds it: another client, maybe on another thread.
#ifndef LARK_INBOX_H
#define LARK_INBOX_H

#include "store.h"

typedef struct lark_inbox {
  lark_session session; ///< first, so that a session is its inbox
  lark_store_host host;
  lark_queue answered; ///< asks whose `answered` has yet to run
} lark_inbox;

/// Puts an answered ask into its asker's inbox, and wakes the asker.
void lark_inbox_add(lark_ask *ask, uint64_t now_us);

/// Takes the oldest ask out of the inbox; NULL where it is empty.
lark_ask *lark_inbox_take(lark_inbox *inbox);

/// Whether an ask is answered, and its asker has not heard of that.
bool lark_inbox_holds(const lark_ask *ask);

#endif
