// SPDX-License-Identifier: MIT
#include "deliver.h"

#include "change.h"

static void run_fetched(const lark_active_call *call) {
  if (!call->client->closing) call->fetched(call->user, call->result);
}

static void run_done(lark_active_call *call) {
  lark_client *client = call->client;
  lark_change_end(call);
  client->pending--;
  client->stats.calls++;
  if (lark_result_error(call->result) != NULL) client->stats.failures++;
  if (call->done != NULL && !client->silent)
    call->done(client, call->id, call->result, call->user);
}

bool lark_deliver(lark_client *client, uint64_t round) {
  lark_active_call *call = lark_call_first(&client->done);
  if (call == NULL || call->round >= round) return false;
  // Its handle is stale from here on: the callback may start, cancel and close.
  lark_queue_remove(&call->link);
  lark_slots_give_back(&client->slots, call->id);
  if (lark_call_is_internal(call))
    run_fetched(call);
  else
    run_done(call);
  lark_call_free(call);
  return true;
}

void lark_deliver_cancel_all(lark_client *client) {
  uint32_t number = 0;
  for (lark_active_call *call = lark_slots_next(&client->slots, &number);
       call != NULL; call = lark_slots_next(&client->slots, &number))
    lark_call_cancel(call);
}
