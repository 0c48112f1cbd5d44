// SPDX-License-Identifier: MIT

/// A client as its store sees it: a loop to wake, and to watch descriptors on
/// (lark_store_host).
#ifndef LARK_HOST_H
#define LARK_HOST_H

#include "client.h"

/// Attaches the client to its store. LARK_OK or LARK_ENOMEM.
lark_status lark_host_attach(lark_client *client);

/// Ends that; nothing of the client's is asked for any more.
void lark_host_detach(lark_client *client);

/// Takes in what the store has answered since it woke the client.
void lark_host_collect(lark_client *client, uint64_t now_us);

/// Whether it has answered something.
static inline bool lark_host_is_woken(const lark_client *client) {
  return atomic_load_explicit(&client->store_woke, memory_order_acquire);
}

#endif
