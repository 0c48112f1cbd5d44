// SPDX-License-Identifier: MIT

// Which calls may be sent, and their sending.
#include "call.h"
#include "recorder.h"

// ------------------------------------------------------------------------ room

// While there is traffic to handle, more attempts on the wire would bring none
// sooner, and each works on memory of its own that drives the others' out of
// the processor's caches. So a few suffice, until there is nothing to do but
// wait: then more go out, up to what the client allows. A host that looks in
// now and then has nobody who would send more in between.
enum { ROOM_WHEN_BUSY = 32, MORE_WHEN_QUIET = 32 };

void lark_calls_make_room(lark_client *client, bool quiet) {
  uint32_t most = client->settings.max_in_flight;
  uint32_t room = ROOM_WHEN_BUSY;
  if (quiet && client->in_flight > 0)
    room = client->in_flight + MORE_WHEN_QUIET;
  if (client->was_away) room = most;
  client->room = room < most ? room : most;
}

// --------------------------------------------------------------------- sending

static lark_transfer *take_transfer(lark_client *client) {
  lark_transfer *transfer = client->idle;
  if (transfer == NULL)
    return lark_transfer_new(&client->settings, &client->loop.sockets);
  client->idle = transfer->next;
  transfer->next = NULL;
  return transfer;
}

static uint32_t attempt_timeout_ms(const call *sent, uint64_t now_us) {
  uint32_t timeout_ms = sent->client->settings.timeout_ms;
  if (!sent->has_deadline || sent->deadline.due_us <= now_us) return timeout_ms;
  // The deadline's own timer ends the call; libcurl need not wait longer.
  uint64_t left_ms = (sent->deadline.due_us - now_us) / 1000 + 1;
  return left_ms < timeout_ms ? (uint32_t)left_ms : timeout_ms;
}

static void starve(call *starved) {
  lark_failure failure;
  lark_fail(&failure, LARK_ENOMEM, "out of memory");
  lark_call_complete(starved, &failure);
}

// Puts an attempt on the wire.
static void dispatch(call *sent, lark_token *token, uint64_t now_us) {
  lark_client *client = sent->client;
  lark_shipment shipment = {
      .method = sent->method,
      .url = sent->url.bytes,
      .body = sent->has_body ? sent->body.bytes : NULL,
      .body_bytes = sent->body.length_bytes,
      .timeout_ms = attempt_timeout_ms(sent, now_us),
      .meter = sent->meter,
      .meter_user = sent->user,
  };
  lark_transfer *transfer = take_transfer(client);
  if (transfer == NULL) {
    lark_token_release(token);
    starve(sent);
    return;
  }
  lark_status status = lark_transfer_load(transfer, &shipment, token);
  if (status != LARK_OK ||
      curl_multi_add_handle(client->loop.multi, transfer->easy) != CURLM_OK) {
    lark_transfer_free(transfer);
    starve(sent);
    return;
  }
  lark_token_release(sent->token);
  sent->token = lark_token_share(token);
  transfer->call = sent;
  sent->transfer = transfer;
  sent->has_slot = false; // it is the attempt's now
  // It may have been launched after `now_us` was read.
  sent->sent_us = now_us > sent->waiting_us ? now_us : sent->waiting_us;
  if (sent->attempts.count++ == 0) sent->attempts.first_us = now_us;
  client->stats.attempts++;
  client->in_flight++;
  lark_idle_watch(client, transfer, now_us);
}

// ------------------------------------------------------------------- admission

// A call of our own does not stand in line: others wait for what it brings.
static uint32_t room_for(const call *next) {
  const lark_client *client = next->client;
  return next->internal ? client->settings.max_in_flight : client->room;
}

// Each check either lets the call pass or puts it into the line it waits in.
static void admit(call *next, uint64_t now_us) {
  lark_client *client = next->client;
  if (lark_recorder_recall(next)) return;
  if (client->in_flight >= room_for(next)) {
    lark_queue_add(&client->crowded, &next->link);
    return;
  }
  lark_token *token = next->internal ? lark_token_share(client->tokens.none)
                                     : lark_tokens_get(client, now_us);
  if (token == NULL) {
    lark_queue_add(&client->tokens.waiting, &next->link);
    lark_tokens_want(client, now_us);
    return;
  }
  if (next->budget != NULL && !next->has_slot) {
    if (!lark_budget_take(next->budget, &next->link, now_us)) {
      client->stats.limit_waits++;
      lark_token_release(token);
      return;
    }
    next->has_slot = true;
  }
  dispatch(next, token, now_us);
}

// Those who came first go first, as far as there is room.
static call *next_admissible(const lark_client *client) {
  if (client->granted.first != NULL) return lark_call_first(&client->granted);
  if (client->crowded.first != NULL && client->in_flight < client->room)
    return lark_call_first(&client->crowded);
  return lark_call_first(&client->ready);
}

bool lark_calls_admissible(const lark_client *client) {
  if (client->crowded.first != NULL &&
      client->in_flight < client->settings.max_in_flight)
    return true;
  return next_admissible(client) != NULL;
}

// Putting a call into a line costs little; it is sending that takes time, and
// asking a recorder.
static uint64_t effort_of(const lark_client *client) {
  return client->in_flight + client->recalls;
}

void lark_calls_admit(lark_client *client, uint64_t now_us, uint32_t most) {
  uint64_t before = effort_of(client);
  for (call *next = next_admissible(client);
       next != NULL && effort_of(client) - before < most;
       next = next_admissible(client)) {
    if (next->link.queue == &client->granted) next->has_slot = true;
    lark_queue_remove(&next->link);
    admit(next, now_us);
  }
}
