// SPDX-License-Identifier: MIT

// Calls that look blocking: start, wait, push what came.
#include "lualark_client.h"
#include "lualark_error.h"
#include "lualark_json.h"

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
  int count = lualark_error_return(L, error);
  lualark_wait_free(ended);
  return count;
}

int lualark_call_wait(lua_State *L, wait *started) {
  started->scheduler->calls++;
  return lualark_wait_for(L, started, call_over);
}
