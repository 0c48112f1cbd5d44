// SPDX-License-Identifier: MIT

// Scripts that resist their end: their code runs while they end, and hosts end
// them from all kinds of places. Most of it is for the sanitizers.
#include "check.h"
#include "lualark.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

typedef struct host {
  lualark_engine *engine;
  lualark_script victim;
  lualark_end last;
  int ends;
  bool kills_on_print;
  char msg[512], traceback[1024], result[256];
} host;

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  host *h = user;
  (void)engine;
  h->ends++;
  h->last = *end;
  snprintf(h->msg, sizeof h->msg, "%s",
           end->error != NULL ? end->error->msg : "");
  snprintf(h->traceback, sizeof h->traceback, "%s", end->traceback);
  snprintf(h->result, sizeof h->result, "%s", end->result);
}

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *text, size_t bytes) {
  host *h = user;
  (void)text, (void)bytes;
  if (h->kills_on_print) CHECK(lualark_kill(engine, script) == LARK_OK);
}

static void kill_victim(void *user, lualark_engine *engine,
                        lualark_script script, lualark_pending pending,
                        const char *arguments, size_t bytes) {
  host *h = user;
  (void)script, (void)arguments, (void)bytes;
  CHECK(lualark_kill(engine, h->victim) == LARK_OK);
  lualark_answer(engine, pending, NULL);
}

static void open_engine(host *h) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.exit = on_exit_;
  options.print = on_print;
  options.user = h;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
}

static lualark_script start(host *h, const char *text, uint32_t time_ms) {
  lualark_script script = 0;
  lualark_program program = {.name = "t", .text = text, .time_ms = time_ms};
  CHECK(lualark_start(h->engine, &program, &script) == LARK_OK);
  return script;
}

static host run(const char *text, uint32_t time_ms, bool kills_on_print) {
  host h = {.kills_on_print = kills_on_print};
  open_engine(&h);
  start(&h, text, time_ms);
  while (lualark_scripts(h.engine) > 0)
    lualark_wait(h.engine, 1000);
  lualark_step(h.engine, 0);
  CHECK(h.ends == 1);
  lualark_close(h.engine);
  CHECK(h.ends == 1);
  return h;
}

static void code_that_runs_at_the_end_harms_nobody(void) {
  // A finalizer makes a task while the state closes.
  host h =
      run("local lark = require 'lark' setmetatable({}, { __gc = function() "
          "lark.spawn(print) lark.run(lark.sleep, 5) end }) return 1",
          0, false);
  CHECK(h.last.status == LARK_OK && h.last.usage.wall_us < 1000000);
  h = run("error(setmetatable({}, { __tostring = function() "
          "while true do end end }))",
          0, false);
  CHECK(h.last.status == LARK_ESCRIPT);
  h = run("error(setmetatable({}, { __tostring = function() print() "
          "return 'y' end }))",
          0, true);
  CHECK(h.last.status == LARK_ESCRIPT);
}

static void no_variable_is_closed_with_hooks_off(void) {
  host h =
      run("while true do pcall(coroutine.wrap(function() local x <close> = "
          "setmetatable({}, { __close = function() while true do end end })"
          " while true do end end)) end",
          30, false);
  CHECK(h.last.status == LARK_ELIMIT && strstr(h.msg, "0.03 s") != NULL);
}

static void waiting_under_c_code_blocks_nobody(void) {
  host h =
      run("local lark = require 'lark' return pcall(tostring, "
          "setmetatable({}, { __tostring = function() "
          "return coroutine.wrap(function() lark.run(lark.sleep, 5) end)() "
          "end }))",
          0, false);
  CHECK(strcmp(h.result, "false") == 0 && h.last.usage.wall_us < 1000000);
}

static void a_round_ends_though_its_last_script_is_killed(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "kill", kill_victim, &h);
  start(&h, "host.kill() while true do end", 0);
  start(&h, "while true do end", 0);
  h.victim = start(&h, "while true do end", 0);
  lualark_step(h.engine, 0);
  CHECK(h.ends == 1);
  lualark_close(h.engine);
}

static void a_failure_is_told_with_its_own_traceback(void) {
  host h = run("local lark = require 'lark' local t = lark.spawn(function() "
               "error('first') end) pcall(t.await, t)\n"
               "local function second() error('second') end second()",
               0, false);
  CHECK(strstr(h.traceback, "'second'") != NULL);
  h = run("local lark = require 'lark' lark.spawn(function() "
          "local function deep() error('x') end deep() end):await()",
          0, false);
  CHECK(strstr(h.traceback, "'deep'") != NULL);
  h = run("local lark = require 'lark' local t = lark.spawn(error, 'x') "
          "pcall(t.await, t) return nil, lark.error { kind = 'api' }",
          0, false);
  CHECK(h.last.status == LARK_EAPI && h.traceback[0] == '\0');
  // The script caught a lack of memory, and ended for another reason.
  h = run("local lark = require 'lark' local t = lark.spawn(function() "
          "return ('x'):rep(1 << 30) end) pcall(t.await, t) error('plain')",
          0, false);
  CHECK(h.last.status == LARK_ESCRIPT && strcmp(h.msg, "t:1: plain") == 0);
}

static void a_sort_that_raises_loses_nothing(void) {
  host h =
      run("local lost = 0 for stop = 1, 200 do local l, n, seen = {}, 0, {} "
          "for i = 1, 40 do l[i] = 41 - i end "
          "pcall(table.sort, l, function(a, b) n = n + 1 "
          "if n == stop then error() end return a < b end) "
          "for _, v in ipairs(l) do if seen[v] then lost = lost + 1 end "
          "seen[v] = true end end return lost",
          0, false);
  CHECK(strcmp(h.result, "0") == 0);
}

static void the_program_is_not_ended(void) {
  CHECK(strstr(run("os.exit(7)", 0, false).msg, "whole program") != NULL);
}

static bool is_readable(lualark_engine *engine) {
  struct pollfd watched = {lualark_fd(engine), POLLIN, 0};
  return poll(&watched, 1, 0) == 1;
}

static void the_descriptor_is_quiet_after_an_event(void) {
  host h = {0};
  open_engine(&h);
  start(&h, "require('lark').on('x', function() end)", 0);
  lualark_step(h.engine, 0);
  CHECK(!is_readable(h.engine));
  lualark_emit(h.engine, 0, "x", NULL);
  CHECK(is_readable(h.engine));
  lualark_step(h.engine, 0);
  CHECK(!is_readable(h.engine));
  lualark_close(h.engine);
}

// Calls to a port where nobody listens, with different tasks waiting for them.
static void clients_of_the_same_options_end_apart(void) {
  static const char with[] =
      "local lark = require 'lark' local o = { app_id = 'a', app_secret = 's', "
      "base_url = 'http://127.0.0.1:9' } "
      "local a, b = lark.client(o), lark.client(o) local t = lark.spawn("
      "function() local _, e = b:request { path = '/x' } return e.kind end) "
      "lark.sleep(0) ";
  char text[1024];
  snprintf(text, sizeof text, "%s a:close() return t:await()", with);
  CHECK(strcmp(run(text, 5000, false).result, "\"network\"") == 0);
  snprintf(text, sizeof text, "%s a = nil collectgarbage() return t:await()",
           with);
  CHECK(strcmp(run(text, 5000, false).result, "\"network\"") == 0);
  // Ends while a call is cancelled that has not been told so.
  snprintf(text, sizeof text, "%s b:close() error('x')", with);
  CHECK(strcmp(run(text, 5000, false).msg, "t:1: x") == 0);
  snprintf(text, sizeof text, "%s b:start({ path = '/x' }, nil, print)", with);
  CHECK(strstr(run(text, 5000, false).msg, "raw layer") != NULL);
}

int main(void) {
  code_that_runs_at_the_end_harms_nobody();
  no_variable_is_closed_with_hooks_off();
  waiting_under_c_code_blocks_nobody();
  a_round_ends_though_its_last_script_is_killed();
  a_failure_is_told_with_its_own_traceback();
  a_sort_that_raises_loses_nothing();
  the_program_is_not_ended();
  the_descriptor_is_quiet_after_an_event();
  clients_of_the_same_options_end_apart();
  return check_failures();
}
