// SPDX-License-Identifier: MIT

// A host's requests to a client and its calls, besides starting them.
#include "call.h"
#include "clock.h"
#include "downloading.h"
#include "due.h"
#include "lark_files.h"

static lark_status refuse_stale(lark_client *client) {
  return lark_fail(&client->last_failure, LARK_ESTALE,
                   "the call has ended already");
}

lark_status lark_cancel(lark_client *client, lark_call handle) {
  lark_active_call *call = lark_call_find(client, handle);
  if (call == NULL || call->link.queue == &client->done)
    return refuse_stale(client);
  lark_call_cancel(call);
  lark_due_arm(client);
  return LARK_OK;
}

lark_status lark_meter_call(lark_client *client, lark_call handle,
                            lark_meter *meter) {
  lark_active_call *call = lark_call_find(client, handle);
  if (call == NULL) return refuse_stale(client);
  call->envelope.meter = meter;
  call->envelope.meter_user = call->user;
  return LARK_OK;
}

lark_status lark_call_progress(const lark_client *client, lark_call handle,
                               uint64_t *done_bytes, uint64_t *total_bytes) {
  const lark_active_call *call = lark_call_find(client, handle);
  *done_bytes = *total_bytes = 0;
  if (call == NULL) return LARK_ESTALE;
  if (!call->has_file) return LARK_OK;
  *total_bytes = call->total_bytes;
  if (call->extras->download != NULL) {
    *done_bytes = call->extras->download->sink.have_bytes;
    *total_bytes = call->extras->download->sink.total_bytes;
    return LARK_OK;
  }
  if (call->transfer != NULL)
    *done_bytes = lark_transfer_sent_bytes(call->transfer);
  // The form around the file counts, too.
  if (*done_bytes > *total_bytes) *done_bytes = *total_bytes;
  return LARK_OK;
}

lark_status lark_set_app_ticket(lark_client *client, const char *ticket) {
  lark_failure *failure = &client->last_failure;
  lark_tickets *tickets = &client->auth.tickets;
  if (tickets->credential == NULL) {
    lark_fail(failure, LARK_ECONFIG, "app_ticket belongs to store apps");
    lark_failure_hint(failure, "Open the client with app_type isv.");
    return LARK_ECONFIG;
  }
  if (ticket == NULL || ticket[0] == '\0')
    return lark_fail(failure, LARK_ECONFIG, "app_ticket is empty");
  lark_status status = lark_tickets_put(tickets, ticket, lark_now_us());
  lark_due_arm(client);
  return status == LARK_OK ? status
                           : lark_fail(failure, status, "out of memory");
}

void lark_forget_endpoint(lark_client *client, const lark_endpoint *endpoint) {
  lark_budgets_forget(&client->budgets, endpoint);
  if (client->drift != NULL) lark_drift_forget(client->drift, endpoint);
}

const lark_error *lark_last_error(const lark_client *client) {
  return &client->last_failure.error;
}

size_t lark_pending(const lark_client *client) {
  bool listens = client->listener.state != LARK_LISTEN_OFF;
  return client->pending + listens;
}

void lark_client_stats(const lark_client *client, lark_stats *stats) {
  lark_stats now = client->stats;
  const lark_histogram *times = &client->times;
  size_t size = stats->size < sizeof now ? stats->size : sizeof now;
  now.p50_us = lark_histogram_percentile(times, 50);
  now.p90_us = lark_histogram_percentile(times, 90);
  now.p99_us = lark_histogram_percentile(times, 99);
  now.max_us = times->max_us;
  now.limit_waiting = lark_budgets_waiting(&client->budgets);
  now.mended_at = client->mended_at;
  now.size = size;
  memcpy(stats, &now, size);
}

const lark_drift *lark_client_drift(const lark_client *client) {
  return client->drift;
}
