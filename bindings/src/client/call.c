// SPDX-License-Identifier: MIT
#include "call.h"

#include <stdio.h>

#include "block.h"
#include "charge.h"
#include "error.h"
#include "interruption.h"
#include "lualark_words.h"

static void cancel(const lualark_call *call) {
  const lualark_wait_head *wait = &call->wait;
  if (wait->scheduler != NULL)
    lualark_client_touch(&wait->scheduler->state, call->core);
  lark_cancel(call->core, call->number);
}

static void abandon(lualark_wait_head *wait) {
  const lualark_call *call = (lualark_call *)wait;
  if (call->core != NULL)
    cancel(call); // freed once it has ended
  else
    lualark_wait_free(wait);
}

static void clear(lualark_wait_head *wait) {
  lark_result_free(((lualark_call *)wait)->result);
}

static void interrupt(lualark_wait_head *wait) {
  const lualark_call *call = (lualark_call *)wait;
  if (call->core != NULL) cancel(call);
}

// The client may be closed, in a host that has not stepped its core since: then
// the call outlives its state.
static void close(lualark_wait_head *wait) {
  const lualark_call *call = (lualark_call *)wait;
  bool abandoned = wait->abandoned;
  if (call->core == NULL) {
    lualark_wait_abandon(wait);
    return;
  }
  lualark_client_touch(&wait->scheduler->state, call->core);
  lualark_wait_orphan(wait);
  if (!abandoned) lark_cancel(call->core, call->number);
}

static void describe(const lualark_wait_head *wait, char *text, size_t room) {
  const lualark_call *call = (const lualark_call *)wait;
  snprintf(text, room, "waits for %s",
           call->endpoint != NULL ? call->endpoint : "client:request");
}

static const lualark_wait_kind kind = {
    .describe = describe,
    .abandon = abandon,
    .clear = clear,
    .interrupt = interrupt,
    .close = close,
};

static void free_source(lualark_push_source *source) {
  size_t offset = offsetof(lualark_call, source);
  lualark_wait_free((lualark_wait_head *)(void *)((char *)source - offset));
}

static int refuse_more(lua_State *L) {
  lark_error error = {
      .status = LARK_ELIMIT,
      .msg = lualark_words("as many calls as this script may have at once are "
                           "under way"),
      .hint = lualark_words("Use lark.map with a lower concurrency.")};
  return lualark_error_return(L, &error);
}

lualark_call *lualark_call_begin(lua_State *L, lualark_client *client,
                                 size_t sent_bytes) {
  lualark_scheduler *s = client->scheduler;
  if (s->interruption.begun) {
    lualark_interruption_return(L, s, NULL);
    return NULL;
  }
  if (s->waits.most_in_flight > 0 &&
      s->waits.in_flight >= s->waits.most_in_flight) {
    refuse_more(L);
    return NULL;
  }
  lualark_call *call = lualark_wait_new(L, s, &kind, sizeof *call);
  call->client = client;
  call->source.free = free_source;
  lualark_wait_fly(&call->wait);
  call->own_bytes = call->wait.charged + sent_bytes;
  if (lualark_wait_charge(&call->wait, call->own_bytes)) {
    call->core = client->core;
    return call;
  }
  lualark_wait_free(&call->wait);
  lualark_charge_starve(L);
  return NULL; // never reached: it raises
}

// Runs inside the core's step: marks, and runs no Lua.
void lualark_call_done(lark_client *core, lark_call number, lark_result *result,
                       void *user) {
  (void)core, (void)number;
  lualark_call *call = user;
  call->core = NULL;
  if (call->wait.abandoned) {
    lualark_wait_free(&call->wait);
    return;
  }
  call->result = lark_result_keep(result);
  lualark_wait_over(&call->wait);
}

static int call_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lualark_call *call = (lualark_call *)context;
  lualark_scheduler *s = call->wait.scheduler;
  lualark_block_check(L, &call->wait);
  // Where pushing runs out of memory, the scheduler's list still has it.
  const lark_error *error = lark_result_error(call->result);
  size_t length = 0;
  const char *text = lark_result_text(call->result, &length);
  if (text != NULL) {
    lua_pushlstring(L, text, length);
    lualark_wait_free(&call->wait);
    return 1;
  }
  if (error == NULL)
    return lualark_push_answer(L, &s->state, lark_result_data(call->result),
                               &call->source);
  bool interrupted = s->interruption.begun && error->status == LARK_ECANCELLED;
  int count = interrupted ? lualark_interruption_return(L, s, error)
                          : lualark_error_return(L, error);
  lualark_wait_free(&call->wait);
  return count;
}

// Charges the script for what its answer takes. simdjson takes up to 14 bytes
// for each byte of text, and the text itself stands beside.
static bool meter(void *user, uint64_t bytes) {
  enum { CHARGED_PER_BYTE = 15 };
  lualark_call *call = user;
  const lualark_scheduler *s = call->wait.scheduler;
  if (s == NULL) return true; // its state has closed
  uint64_t most = s->waits.most_answer_bytes;
  if (most > 0 && bytes > most) return false;
  return lualark_wait_charge(&call->wait,
                             call->own_bytes + bytes * CHARGED_PER_BYTE);
}

int lualark_call_end(lua_State *L, lualark_call *call, lark_status status) {
  lualark_scheduler *s = call->wait.scheduler;
  if (status != LARK_OK) {
    lark_client *core = call->core;
    lualark_wait_free(&call->wait);
    return lualark_error_return(L, lark_last_error(core));
  }
  s->waits.calls++;
  lualark_client_begin(call->client);
  if (s->state.host != NULL) lark_meter_call(call->core, call->number, meter);
  return lualark_block_on(L, &call->wait, call_over);
}

// The call of a link among all waits; NULL where that waits for something else.
static lualark_call *call_of(lark_link *link) {
  const lualark_wait_head *wait = (lualark_wait_head *)link;
  return wait->kind == &kind ? (lualark_call *)link : NULL;
}

void lualark_call_end_all(const lualark_client *client, bool silent) {
  lark_link *before = NULL;
  for (lark_link *link = client->scheduler->waits.all.last; link != NULL;
       link = before) {
    lualark_call *call = call_of(link);
    before = link->previous;
    if (call == NULL || call->core == NULL || call->client != client) continue;
    if (silent)
      close(&call->wait);
    else
      cancel(call);
  }
}

void lualark_call_forget_all(const lualark_scheduler *s,
                             const lark_client *core) {
  for (lark_link *link = s->waits.all.first; link != NULL; link = link->next) {
    lualark_call *call = call_of(link);
    if (call != NULL && call->core == core) call->core = NULL;
  }
}
