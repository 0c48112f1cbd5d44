// SPDX-License-Identifier: MIT

// A script's usage, as the exit callback gets it.
#include <lauxlib.h>
#include <lualib.h>

#include "check.h"
#include "host.h"
#include "lualark.h"
#include "server.h"

static uint64_t waits_of(const server *its, const char *at_the_end) {
  char text[1024];
  snprintf(text, sizeof text,
           "local lark = require 'lark' local client = assert(lark.client { "
           "base_url = 'http://127.0.0.1:%d', tenant_access_token = 't', "
           "limits = { ['hire.referral.get_by_application'] = '2/s' } }) "
           "lark.map({ 1, 2, 3 }, function(i) return "
           "client.hire.referral.get_by_application { application_id = "
           "tostring(i) } end) %s",
           its->port, at_the_end);
  host h = run(text);
  CHECK(h.last.status == LARK_OK && h.last.usage.calls == 3);
  return h.last.usage.limit_waits;
}

// Whether its client was closed before it, or not.
static void waits_for_limits_are_counted(void) {
  server its = {.per_connection = 1, .header = "Connection: close\r\n"};
  start_server(&its);
  CHECK(waits_of(&its, "keep = client") == 1);
  CHECK(waits_of(&its, "client:close()") == 1);
  end_process(its.process);
}

static void calls_in_flight_are_counted(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  start(&h, "host.later() host.later()");
  for (uint64_t made = 1; made <= 2; made++) {
    lualark_usage usage = {.size = sizeof usage};
    lualark_step(h.engine, 0);
    CHECK(lualark_script_usage(h.engine, h.script, &usage) == LARK_OK);
    CHECK(usage.calls_in_flight == 1 && usage.calls == made);
    CHECK(lualark_answer(h.engine, h.pending, "1") == LARK_OK);
  }
  run_all(h.engine);
  CHECK(h.last.usage.calls_in_flight == 0);
  lualark_close(h.engine);
}

// ---------------------------------------------------------------- idle scripts

static void *count_bytes(void *user, void *block, size_t old_bytes,
                         size_t new_bytes) {
  size_t *held = user;
  *held += new_bytes - (block != NULL ? old_bytes : 0);
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

// The bytes of a stock state with its libraries.
static size_t stock_bytes(void) {
  size_t held = 0;
#if LUA_VERSION_NUM >= 505
  lua_State *L = lua_newstate(count_bytes, &held, 0);
#else
  lua_State *L = lua_newstate(count_bytes, &held);
#endif
  luaL_openlibs(L);
  size_t bytes = held;
  lua_close(L);
  return bytes;
}

// Its client's server does not answer.
static size_t idle_bytes(bool sandbox, const char *text) {
  host h = {0};
  lualark_options options = options_of(&h);
  lark_options client_options;
  lark_options_init(&client_options, sizeof client_options);
  client_options.base_url = "http://127.0.0.1:1";
  client_options.tenant_access_token = "t";
  CHECK(lark_open(&client_options, &options.client, NULL) == LARK_OK);
  options.sandbox = sandbox;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  lualark_offer(h.engine, "later", answer_later, &h);
  lualark_script script = start(&h, text);
  for (int i = 0; i < 3; i++)
    lualark_step(h.engine, 0);
  size_t bytes = (size_t)usage_of(&h, script).memory_bytes;
  lualark_close(h.engine);
  lark_abandon(options.client);
  return bytes;
}

// Holds what a script of that kind takes against hundredths of a stock state,
// and what it takes besides where it waits for the host, or for an endpoint of
// the client that it has opened.
static void check_idle(bool sandbox, size_t most_percent) {
  enum { MOST_OF_A_CALL = 2048, MOST_OF_A_CLIENT = 10240 };
  size_t stock = stock_bytes();
  size_t asleep = idle_bytes(sandbox, "require('lark').sleep(3600)");
  size_t waiting = idle_bytes(sandbox, "host.later('x')");
  size_t calling = idle_bytes(
      sandbox, "require('lark').client().hire.job_type.list { page_size = 5 }");
  bool fits = asleep * 100 <= stock * most_percent &&
              waiting <= asleep + MOST_OF_A_CALL &&
              calling <= asleep + MOST_OF_A_CLIENT;
  if (!fits)
    printf("stock %zu, asleep %zu, waiting %zu, calling %zu\n", stock, asleep,
           waiting, calling);
  CHECK(fits);
}

static void idle_scripts_take_little_memory(void) {
#if !defined(__SANITIZE_ADDRESS__)
  // Lua 5.5, which has no sandbox yet, takes more for the same.
  check_idle(false, has_sandbox() ? 139 : 157);
  if (has_sandbox()) check_idle(true, 120);
#endif
}

int main(void) {
  idle_scripts_take_little_memory();
  calls_in_flight_are_counted();
  waits_for_limits_are_counted();
  return check_failures();
}
