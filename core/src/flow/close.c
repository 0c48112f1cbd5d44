// SPDX-License-Identifier: MIT
#include "close.h"

#include "change.h"
#include "clock.h"
#include "connection.h"
#include "deliver.h"
#include "host.h"
#include "memory.h"

void lark_close_destroy(lark_client *client) {
  lark_allocator allocator = client->settings.allocator;
  // The store first: another thread may wake the client until it is detached.
  if (client->session != NULL) lark_budgets_clear(&client->budgets);
  lark_host_detach(client);
  lark_connection_clear(&client->listener);
  lark_pool_close(&client->pool);
  lark_auth_close(&client->auth);
  lark_slots_clear(&client->slots);
  lark_timers_clear(&client->timers);
  lark_shelf_release(client->shelf);
  lark_drift_free(client->drift);
  lark_release_string(&allocator, client->next_row);
  lark_settings_clear(&client->settings);
  lark_release(&allocator, client, sizeof *client);
}

void lark_close_enter(lark_client *client) {
  client->depth++;
}

void lark_close_leave(lark_client *client) {
  if (--client->depth > 0 || !client->closing) return;
  client->depth++; // a close inside these last callbacks changes nothing
  lark_connection_close(&client->listener, client->silent);
  lark_auth_resign(&client->auth, lark_now_us());
  lark_deliver_cancel_all(client);
  while (lark_deliver(client, UINT64_MAX))
    ;
  lark_exchange why; // nobody is left to hear it
  lark_change_commit(client, &why);
  lark_close_destroy(client);
}

static void finish(lark_client *client, bool silent) {
  if (client == NULL) return;
  lark_close_enter(client);
  client->closing = true;
  client->silent = client->silent || silent;
  lark_close_leave(client);
}

void lark_close(lark_client *client) {
  finish(client, false);
}

void lark_abandon(lark_client *client) {
  finish(client, true);
}
