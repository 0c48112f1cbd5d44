// SPDX-License-Identifier: MIT
#include "admit.h"

#include "change.h"
#include "downloading.h"
#include "idle.h"
#include "recall.h"
#include "recorder.h"

// ------------------------------------------------------------------------ room

// While there is traffic to handle, more attempts on the wire would bring none
// sooner, and each works on memory of its own, which drives the others' out of
// the processor's caches. So a few suffice until there is nothing to do but
// wait; then more go out, up to what the client allows. A host that steps only
// now and then gets all at once: nobody would send more in between.
enum { ROOM_WHEN_BUSY = 32, MORE_WHEN_QUIET = 32 };

// After descriptors ran out, one more attempt than before is tried each second.
enum { MORE_AFTER_US = 1000000 };

static uint32_t most_of(const lark_client *client) {
  return client->settings.max_in_flight - client->withheld;
}

void lark_admit_make_room(lark_client *client, bool quiet) {
  uint32_t most = most_of(client);
  uint32_t in_flight = client->pool.in_flight;
  uint32_t room = ROOM_WHEN_BUSY;
  if (quiet && in_flight > 0) room = in_flight + MORE_WHEN_QUIET;
  if (client->was_away) room = most;
  client->room = room < most ? room : most;
}

// Lets a call for which no descriptor is left wait until another ends. False
// where it has nobody to wait for.
static bool withhold(lark_active_call *call, uint64_t now_us) {
  lark_client *client = call->client;
  if (client->pool.in_flight == 0 || lark_call_is_internal(call)) return false;
  uint32_t most = client->pool.in_flight;
  client->withheld = client->settings.max_in_flight - most;
  client->withheld_us = now_us;
  if (client->room > most) client->room = most;
  call->waiting_us = now_us;
  lark_queue_add(&client->crowded, &call->link);
  return true;
}

bool lark_admit_retreat(lark_active_call *call, uint64_t now_us) {
  if (!withhold(call, now_us)) return false;
  call->attempts.count--;
  call->has_slot = call->budget != NULL;
  call->client->stats.attempts--;
  return true;
}

// Tries more attempts at once again, as time passes.
static void advance(lark_client *client, uint64_t now_us) {
  if (client->withheld == 0 || now_us < client->withheld_us + MORE_AFTER_US)
    return;
  uint64_t more = (now_us - client->withheld_us) / MORE_AFTER_US;
  client->withheld -=
      more < client->withheld ? (uint32_t)more : client->withheld;
  client->withheld_us = now_us;
}

// --------------------------------------------------------------------- sending

static uint32_t attempt_timeout_ms(const lark_active_call *call,
                                   uint64_t now_us) {
  // Files take as long as bytes move: 0 is no limit.
  uint32_t timeout_ms = call->has_file ? 0 : call->client->settings.timeout_ms;
  if (!call->has_deadline || call->deadline.due_us <= now_us) return timeout_ms;
  // The deadline's own timer ends the call, also in a program that is late:
  // libcurl would not say that it was the deadline.
  enum { LATE_MS = 1000 };
  uint64_t left_ms = (call->deadline.due_us - now_us) / 1000 + LATE_MS;
  bool sooner = timeout_ms == 0 || left_ms < timeout_ms;
  return sooner ? (uint32_t)left_ms : timeout_ms;
}

// Puts an attempt on the wire, with the call's token.
static void put_on_wire(lark_active_call *call, uint64_t now_us) {
  lark_client *client = call->client;
  lark_shipment shipment = {
      .owner = call,
      .method = call->method,
      .url = call->url.bytes,
      .body = call->body,
      .headers = call->extras != NULL && call->extras->headers.count > 0
                     ? &call->extras->headers
                     : NULL,
      .sink = call->sink,
      .timeout_ms = attempt_timeout_ms(call, now_us),
      .repeatable = call->repeatable,
      .fresh = call->attempts.stale,
      .alone = call->attempts.alone,
      .plain = call->attempts.plain,
  };
  if (call->extras != NULL && call->extras->download != NULL)
    lark_downloading_prepare(call->extras->download, &shipment);
  lark_status status =
      lark_pool_send(&client->pool, &shipment, lark_token_share(call->token),
                     now_us, &call->transfer);
  if (status == LARK_EFILES && withhold(call, now_us)) return;
  if (status != LARK_OK) {
    lark_call_starve(call, status);
    return;
  }
  call->has_slot = false; // it is the attempt's now
  // The call may have been launched after `now_us` was read.
  call->sent_us = now_us > call->waiting_us ? now_us : call->waiting_us;
  if (call->attempts.count++ == 0) call->attempts.first_us = now_us;
  client->stats.attempts++;
  lark_idle_watch(&client->pool, now_us);
}

// Takes over the token's reference. A change is written down first, with others
// of this round.
static void dispatch(lark_active_call *call, lark_token *token,
                     uint64_t now_us) {
  lark_client *client = call->client;
  lark_token_release(call->token);
  call->token = token;
  if (!lark_change_is_unwritten(call)) {
    put_on_wire(call, now_us);
  } else if (!lark_change_write(call)) {
    lark_queue_add(&client->unsettled, &call->link);
    client->unsettled_count++;
  }
}

// Makes the changes of this round stand for good, and sends them.
static void settle(lark_client *client, uint64_t now_us) {
  lark_exchange why;
  bool settled = lark_change_commit(client, &why);
  client->unsettled_count = 0;
  while (client->unsettled.first != NULL) {
    lark_active_call *call = lark_call_first(&client->unsettled);
    lark_queue_remove(&call->link);
    if (settled)
      put_on_wire(call, now_us);
    else
      lark_change_refuse(call, &why);
  }
}

// How many attempts are on the wire, or about to be.
static uint32_t under_way(const lark_client *client) {
  return client->pool.in_flight + client->unsettled_count;
}

// ------------------------------------------------------------------- admission

// A call of our own does not queue for room: others wait for what it brings.
static uint32_t room_for(const lark_active_call *call) {
  const lark_client *client = call->client;
  return lark_call_is_internal(call) ? client->settings.max_in_flight
                                     : client->room;
}

// Gets the call's token. NULL: the call waits for one.
static lark_token *get_token(lark_active_call *call, uint64_t now_us) {
  lark_client *client = call->client;
  lark_token_kind kind = call->token_kind;
  if (call->own_token != NULL) return lark_token_share(call->own_token);
  lark_token *token = lark_auth_get(&client->auth, kind, now_us);
  if (token != NULL) return token;
  lark_queue_add(&client->awaiting_token[kind], &call->link);
  lark_auth_want(&client->auth, kind, now_us);
  return NULL;
}

// Each check either lets the call pass or puts it into the queue it waits in.
static void admit(lark_active_call *call, uint64_t now_us) {
  lark_client *client = call->client;
  if (lark_recall_try(call) || lark_change_look(call)) return;
  if (under_way(client) >= room_for(call)) {
    lark_queue_add(&client->crowded, &call->link);
    return;
  }
  lark_token *token = get_token(call, now_us);
  if (token == NULL) return;
  if (call->budget != NULL && !call->has_slot) {
    if (!lark_budget_take(call->budget, &call->link, now_us)) {
      client->stats.limit_waits++;
      lark_token_release(token);
      return;
    }
    call->has_slot = true;
  }
  dispatch(call, token, now_us);
}

// First come, first served, as far as there is room.
static lark_active_call *next_admissible(const lark_client *client) {
  if (client->budgets.granted.first != NULL)
    return lark_call_first(&client->budgets.granted);
  if (client->crowded.first != NULL && under_way(client) < client->room)
    return lark_call_first(&client->crowded);
  return lark_call_first(&client->ready);
}

bool lark_admit_has_more(const lark_client *client) {
  if (client->crowded.first != NULL && client->pool.in_flight < most_of(client))
    return true;
  return next_admissible(client) != NULL;
}

// Measures the work of admitting: moving a call to another queue costs little;
// sending it takes time, and so does asking a recorder.
static uint64_t effort_of(const lark_client *client) {
  return under_way(client) + client->recalls;
}

void lark_admit(lark_client *client, uint64_t now_us, uint32_t most) {
  uint64_t before = effort_of(client);
  advance(client, now_us);
  for (lark_active_call *call = next_admissible(client);
       call != NULL && effort_of(client) - before < most;
       call = next_admissible(client)) {
    if (call->link.queue == &client->budgets.granted) call->has_slot = true;
    lark_queue_remove(&call->link);
    admit(call, now_us);
  }
  // Nothing is held while traffic is waited for.
  lark_recorder_settle(&client->settings);
  if (client->settings.journal.write != NULL) settle(client, now_us);
}
