// SPDX-License-Identifier: MIT

// Host functions, events, messages and prints, and what callbacks may do.
#include "host.h"

// -------------------------------------------------------- print and functions

static void prints_and_warns(void) {
  host h =
      run("print('a', 1, nil) print(setmetatable({}, { __tostring = "
          "function() return 'T' end })) warn('one ', 'two') warn('@off')");
  CHECK(is(h.printed, "a\t1\tnil\nT\n"));
  CHECK(is(h.warned, "one two\n"));
}

static void answer_at_once(void *user, lualark_engine *engine,
                           lualark_script script, lualark_pending pending,
                           const char *arguments, size_t bytes) {
  host *h = user;
  (void)script;
  CHECK(strlen(arguments) == bytes);
  keep(h->sent, sizeof h->sent, arguments);
  CHECK(lualark_answer(engine, pending, "{\"gold\": 100}") == LARK_OK);
  CHECK(lualark_answer(engine, pending, "1") == LARK_ESTALE);
}

static void refuse(void *user, lualark_engine *engine, lualark_script script,
                   lualark_pending pending, const char *arguments,
                   size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  lualark_refuse(engine, pending, "no such player");
}

static void answer_nonsense(void *user, lualark_engine *engine,
                            lualark_script script, lualark_pending pending,
                            const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  lualark_answer(engine, pending, "{gold");
}

static host run_hosted(const char *text) {
  host h = {0};
  open_engine(&h);
  CHECK(lualark_offer(h.engine, "player", answer_at_once, &h) == LARK_OK);
  CHECK(lualark_offer(h.engine, "missing", refuse, &h) == LARK_OK);
  CHECK(lualark_offer(h.engine, "nonsense", answer_nonsense, &h) == LARK_OK);
  CHECK(lualark_offer(h.engine, "not a name", refuse, &h) == LARK_EINVAL);
  CHECK(lualark_offer(h.engine, "end", refuse, &h) == LARK_EINVAL);
  start(&h, text);
  run_all(h.engine);
  lualark_close(h.engine);
  return h;
}

static void calls_functions_of_the_host(void) {
  host h = run_hosted("return host.player('x', nil, { 1 }).gold");
  CHECK(is(h.result, "100") && is(h.sent, "[\"x\",null,[1]]"));
  h = run_hosted("host.missing(1)");
  CHECK(is(h.msg, "test:1: host.missing: no such player"));
  h = run_hosted("host.nonsense()");
  CHECK(has(h.msg, "host.nonsense: its answer is no JSON"));
  h = run_hosted("host.nothing()");
  CHECK(has(h.msg, "offers no host.nothing"));
  h = run_hosted("host.player(print)");
  CHECK(h.last.status == LARK_ESCRIPT);
}

static void waits_for_answers_that_come_later(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  start(&h, "local co = coroutine.wrap(function() return host.later() end) "
            "local ok, value = pcall(co) return { ok, value }");
  lualark_step(h.engine, 0);
  CHECK(h.pending != 0 && h.ends == 0);
  CHECK(lualark_timeout_ms(h.engine) == -1);
  CHECK(lualark_answer(h.engine, h.pending, "42") == LARK_OK);
  CHECK(lualark_timeout_ms(h.engine) == 0);
  run_all(h.engine);
  CHECK(is(h.result, "[true,42]"));
  // A call whose script has ended meanwhile.
  start(&h, "host.later()");
  lualark_step(h.engine, 0);
  CHECK(lualark_kill(h.engine, h.script) == LARK_OK);
  CHECK(lualark_answer(h.engine, h.pending, "1") == LARK_ESTALE);
  lualark_close(h.engine);
}

static void events_run_handlers(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 60000000; // no turn ends in between
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  lualark_script script =
      start(&h, "local lark = require 'lark' local off "
                "off = lark.on('joined', function(p) lark.sleep(0) "
                "print(p.name) if p.name == 'eve' then off() end end) "
                "return 'main is over'");
  lualark_step(h.engine, 0);
  CHECK(h.ends == 0 && lualark_scripts(h.engine) == 1);
  CHECK(lualark_emit(h.engine, script, "joined", "{\"name\":\"ann\"}") ==
        LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "joined", "{\"name\":\"eve\"}") == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "other", NULL) == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "joined", "{") == LARK_EINVAL);
  run_all(h.engine);
  CHECK(is(h.printed, "ann\neve\n") && is(h.result, "\"main is over\""));
  lualark_close(h.engine);
}

static void events_come_after_the_first_line_and_before_retiring(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 60000000; // no turn ends in between
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  lualark_script script =
      start(&h, "local lark = require 'lark' "
                "lark.on('line', function(n) lark.sleep(0) print(n) end)");
  CHECK(lualark_emit(h.engine, script, "line", "1") == LARK_OK);
  CHECK(lualark_emit(h.engine, script, "line", "2") == LARK_OK);
  CHECK(lualark_retire(h.engine, script) == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "line", "3") == LARK_OK);
  run_all(h.engine);
  CHECK(h.ends == 1 && h.last.status == LARK_OK && is(h.printed, "1\n2\n"));
  lualark_close(h.engine);
}

static void sends_messages(void) {
  host h = run("require('lark').send('score', { 1, 2 })");
  CHECK(is(h.sent, "score=[1,2]"));
}

static void a_new_version_starts_while_the_old_one_finishes(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  static const char version[] =
      "local lark, n = require 'lark', ... lark.on('tick', function() print(n) "
      "if n == 1 then host.later() print(n) end end)";
  lualark_script old = 0;
  lualark_program program = {.text = version, .arguments = "[1]"};
  CHECK(lualark_start(h.engine, &program, &old) == LARK_OK);
  lualark_step(h.engine, 0);
  lualark_emit(h.engine, 0, "tick", NULL);
  while (h.pending == 0)
    lualark_wait(h.engine, 1000);
  program.arguments = "[2]";
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
  CHECK(lualark_retire(h.engine, old) == LARK_OK);
  lualark_step(h.engine, 0);
  lualark_emit(h.engine, 0, "tick", NULL);
  while (strstr(h.printed, "2") == NULL)
    lualark_wait(h.engine, 1000);
  CHECK(h.ends == 0 && lualark_scripts(h.engine) == 2);
  CHECK(lualark_answer(h.engine, h.pending, "null") == LARK_OK);
  while (lualark_scripts(h.engine) > 1)
    lualark_wait(h.engine, 1000);
  CHECK(h.ends == 1 || (lualark_step(h.engine, 0), h.ends == 1));
  CHECK(h.last.status == LARK_OK && h.last.script == old);
  CHECK(is(h.printed, "1\n2\n1\n"));
  lualark_close(h.engine);
}

// ---------------------------------------------- everything inside a callback

static void kill_inside(void *user, lualark_engine *engine,
                        lualark_script script, lualark_pending pending,
                        const char *arguments, size_t bytes) {
  (void)user, (void)pending, (void)arguments, (void)bytes;
  CHECK(lualark_kill(engine, script) == LARK_OK);
  CHECK(lualark_step(engine, 0) == LARK_OK); // nothing to do in here
  CHECK(lualark_wait(engine, 1000) == LARK_OK);
  lualark_program program = {.text = "return 'born inside'"};
  CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
}

static void close_inside(void *user, lualark_engine *engine,
                         lualark_script script, lualark_pending pending,
                         const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)pending, (void)arguments, (void)bytes;
  lualark_close(engine);
  lualark_program program = {.text = "return 1"};
  CHECK(lualark_start(engine, &program, NULL) == LARK_ECLOSED);
}

static void all_is_legal_inside_a_callback(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "die", kill_inside, &h);
  start(&h, "while true do pcall(host.die) end");
  while (h.ends < 2)
    lualark_wait(h.engine, 1000);
  CHECK(is(h.result, "\"born inside\""));
  lualark_offer(h.engine, "close", close_inside, &h);
  start(&h, "host.close() while true do end");
  start(&h, "require('lark').sleep(1000)");
  lualark_step(h.engine, 0); // the engine is gone when this returns
  CHECK(h.ends == 4 && h.last.status == LARK_ECANCELLED);
}

static void close_on_exit(void *user, lualark_engine *engine,
                          const lualark_end *end) {
  host *h = user;
  (void)end;
  h->ends++;
  lualark_close(engine);
}

static void closes_in_the_exit_callback(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.exit = close_on_exit;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "return 1");
  start(&h, "require('lark').sleep(1000)");
  lualark_step(h.engine, 0);
  CHECK(h.ends == 2);
}

int main(void) {
  prints_and_warns();
  calls_functions_of_the_host();
  waits_for_answers_that_come_later();
  events_run_handlers();
  events_come_after_the_first_line_and_before_retiring();
  sends_messages();
  a_new_version_starts_while_the_old_one_finishes();
  all_is_legal_inside_a_callback();
  closes_in_the_exit_callback();
  return check_failures();
}
