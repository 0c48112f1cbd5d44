// SPDX-License-Identifier: MIT

// Calls that look blocking: start, wait, push what came.
#include "lualark_client.h"
#include "lualark_error.h"
#include "lualark_json.h"
#include "lualark_native.h"

// Holds what an answer takes against the script that waits for it. simdjson
// takes up to 14 bytes for each byte of text, the text itself stands beside.
static bool meter(void *user, uint64_t bytes) {
  enum { HELD_PER_BYTE = 15 };
  wait *started = user;
  scheduler *s = started->scheduler;
  if (s == NULL) return true; // its state has closed
  if (s->most_answer_bytes > 0 && bytes > s->most_answer_bytes) return false;
  return lualark_wait_hold(started, bytes * HELD_PER_BYTE);
}

wait *lualark_call_begin(lua_State *L, lualark_client *client,
                         size_t sent_bytes) {
  scheduler *s = client->scheduler;
  if (s->interrupted) {
    lualark_interrupted_return(L, s, NULL);
    return NULL;
  }
  if (s->most_in_flight > 0 && s->in_flight >= s->most_in_flight) {
    lark_error error = {.status = LARK_ELIMIT,
                        .msg = "as many calls as this script may have at once "
                               "are under way",
                        .hint = "Use lark.map with a lower concurrency."};
    lualark_error_return(L, &error);
    return NULL;
  }
  wait *begun = lualark_wait_new(L, s);
  begun->client = client->core;
  begun->through = client;
  lualark_wait_fly(begun);
  begun->sent_bytes = sent_bytes;
  if (s->host == NULL || lualark_wait_hold(begun, 0)) return begun;
  begun->client = NULL;
  lualark_wait_free(begun);
  lualark_native_starve(L);
  return NULL; // never reached: it raises
}

// Runs inside the core's step: marks, and runs no Lua.
void lualark_call_done(lark_client *client, lark_call call, lark_result *result,
                       void *user) {
  (void)client, (void)call;
  wait *started = user;
  started->client = NULL;
  if (started->abandoned) {
    lualark_wait_free(started);
    return;
  }
  started->result = lark_result_keep(result);
  lualark_wait_over(started);
}

static int call_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  wait *ended = (wait *)context;
  lualark_wait_check(L, ended);
  // Where pushing runs out of memory, the scheduler's list still has it.
  const lark_error *error = lark_result_error(ended->result);
  if (error == NULL) return lualark_json_push_answer(L, ended);
  scheduler *s = ended->scheduler;
  bool interrupted = s->interrupted && error->status == LARK_ECANCELLED;
  int count = interrupted ? lualark_interrupted_return(L, s, error)
                          : lualark_error_return(L, error);
  lualark_wait_free(ended);
  return count;
}

int lualark_call_wait(lua_State *L, wait *started) {
  scheduler *s = started->scheduler;
  s->calls++;
  if (s->host != NULL) lark_meter_call(started->client, started->call, meter);
  return lualark_wait_for(L, started, call_over);
}
