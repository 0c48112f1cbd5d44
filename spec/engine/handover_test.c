// SPDX-License-Identifier: MIT

// lualark_replace(): the old version of a script hands its state to the new
// one, wholly or not at all, and no event is lost.
#include "host.h"

static const char counter[] =
    "local lark, version = require 'lark', ... "
    "local state, why = lark.state() "
    "local n = state and state.n or 0 "
    "print(version, 'begins', n, why) "
    "lark.on_replace(function() return { n = n } end) "
    "lark.on('add', function(k) n = n + k print(version, n) end)";

static lualark_script begin(host *h, const char *text, const char *arguments) {
  lualark_script script = 0;
  lualark_program program = {
      .name = "test", .text = text, .arguments = arguments};
  CHECK(lualark_start(h->engine, &program, &script) == LARK_OK);
  return script;
}

static lualark_script replace(host *h, lualark_script old, const char *text,
                              const char *arguments) {
  lualark_script script = 0;
  lualark_program program = {
      .name = "new", .text = text, .arguments = arguments};
  lark_status status = lualark_replace(h->engine, old, &program, &script);
  if (status != LARK_OK) fprintf(stderr, "%s\n", lualark_last_error(h->engine));
  CHECK(status == LARK_OK && script != 0 && script != old);
  return script;
}

// Steps so often, and then until nothing is left to do at once.
static void step(host *h, int count) {
  while (count-- > 0 || lualark_timeout_ms(h->engine) == 0)
    lualark_step(h->engine, 2000);
}

static void open_host(host *h, uint32_t retire_ms, bool sandbox) {
  lualark_options options = options_of(h);
  options.retire_ms = retire_ms;
  options.sandbox = sandbox;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
}

static void the_state_is_handed_over(bool sandbox) {
  host h = {0};
  open_host(&h, 60000, sandbox);
  lualark_script one = begin(&h, counter, "[\"one\"]");
  lualark_emit(h.engine, one, "add", "2");
  step(&h, 3);
  lualark_emit(h.engine, one, "add", "3"); // the old version still gets this
  lualark_script two = replace(&h, one, counter, "[\"two\"]");
  lualark_emit(h.engine, one, "add", "10"); // and the new one the others
  lualark_emit(h.engine, 0, "add", "100");
  lualark_emit(h.engine, two, "add", "1000");
  step(&h, 5);
  CHECK(is(h.printed, "one\tbegins\t0\tnil\none\t2\none\t5\n"
                      "two\tbegins\t5\tnil\ntwo\t15\ntwo\t115\ntwo\t1115\n"));
  CHECK(h.ends == 1 && h.last.script == one && h.last.status == LARK_OK);
  CHECK(lualark_scripts(h.engine) == 1);
  lualark_close(h.engine);
}

static void a_chain_of_versions(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script script = begin(&h, counter, "[0]");
  for (int i = 1; i <= 3; i++) { // none has begun when the next one comes
    char version[16];
    lualark_emit(h.engine, script, "add", "1");
    snprintf(version, sizeof version, "[%d]", i);
    script = replace(&h, script, counter, version);
  }
  step(&h, 10);
  CHECK(is(h.printed, "0\tbegins\t0\tnil\n0\t1\n1\tbegins\t1\tnil\n1\t2\n"
                      "2\tbegins\t2\tnil\n2\t3\n3\tbegins\t3\tnil\n"));
  CHECK(h.ends == 3);
  lualark_close(h.engine);
}

static void handing_over_may_wait_and_be_large(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' lark.on('x', print) "
            "lark.on_replace(function() lark.sleep(0.01) local rows = {} "
            "for i = 1, 40000 do rows[i] = { id = i } end return rows end)",
            NULL);
  replace(&h, old,
          "local lark = require 'lark' local rows = lark.state() "
          "print(#rows, rows[40000].id, lark.state())",
          NULL);
  run_all(h.engine);
  CHECK(is(h.printed, "40000\t40000\tnil\tnil\n"));
  CHECK(h.ends == 2 && h.last.status == LARK_OK);
  lualark_close(h.engine);
}

// The state has what handlers do after they have waited; meanwhile the script
// sleeps.
static void handlers_end_before(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' local n = 0 "
            "lark.on_replace(function() return n end) "
            "for _, time in ipairs { 0.3, 0.1 } do lark.on('x', function() "
            "lark.sleep(time) n = n + 1 end) end "
            "lark.on('x', function() n = n + 1 end)",
            NULL);
  step(&h, 1);
  lualark_emit(h.engine, old, "x", NULL);
  lualark_emit(h.engine, old, "x", NULL);
  replace(&h, old, "print(require 'lark'.state())", NULL);
  for (int i = 0; i < 20 && lualark_timeout_ms(h.engine) == 0; i++)
    step(&h, 1);
  CHECK(lualark_timeout_ms(h.engine) != 0);
  run_all(h.engine);
  CHECK(is(h.printed, "6\n") && h.ends == 2 && h.last.status == LARK_OK);
  lualark_close(h.engine);
}

static void without_a_function_a_state_is_passed_on(void) {
  host h = {0};
  open_host(&h, 60000, false);
  lualark_script one = begin(&h, counter, "[1]");
  lualark_emit(h.engine, one, "add", "7");
  step(&h, 2);
  lualark_script two =
      replace(&h, one, "local lark = require 'lark' lark.on('x', print)", "[]");
  step(&h, 3);
  replace(&h, two, counter, "[3]");
  step(&h, 3);
  CHECK(is(h.printed, "1\tbegins\t0\tnil\n1\t7\n3\tbegins\t7\tnil\n"));
  lualark_close(h.engine);
}

static void without_a_state_there_is_none(void) {
  host h = {0};
  open_host(&h, 60000, false);
  lualark_script old =
      begin(&h, "local lark = require 'lark' lark.on('x', print)", NULL);
  replace(&h, old, "print(require 'lark'.state())", NULL);
  run_all(h.engine);
  CHECK(is(h.printed, "nil\tnil\n"));
  old = start(&h, "local lark = require 'lark' lark.on('x', print) "
                  "lark.on_replace(function() end)");
  replace(&h, old, "print(require 'lark'.state())", NULL);
  run_all(h.engine);
  CHECK(is(h.printed, "nil\tnil\nnil\tnil\n"));
  lualark_close(h.engine);
}

// The old version goes on, and gets the events that came meanwhile.
static void check_failure(const char *function, lark_status status,
                          const char *why, uint32_t retire_ms,
                          size_t memory_bytes) {
  host h = {0};
  char text[1024];
  open_host(&h, retire_ms, true);
  snprintf(text, sizeof text,
           "local lark = require 'lark' "
           "lark.on('add', function(k) print('old', k) end) "
           "lark.on_replace(%s)",
           function);
  lualark_script old = begin(&h, text, NULL);
  step(&h, 1);
  lualark_script fresh = 0;
  lualark_program program = {
      .name = "new", .text = counter, .memory_bytes = memory_bytes};
  CHECK(lualark_replace(h.engine, old, &program, &fresh) == LARK_OK);
  CHECK(lualark_replace(h.engine, old, &program, NULL) == LARK_EAGAIN);
  lualark_emit(h.engine, old, "add", "1");
  lualark_emit(h.engine, 0, "add", "2");
  while (h.ends == 0)
    lualark_wait(h.engine, 1000);
  CHECK(h.last.script == fresh && h.last.status == status);
  CHECK(has(h.msg, "the old version handed over no state") && has(h.msg, why));
  lualark_emit(h.engine, 0, "add", "3");
  step(&h, 3);
  CHECK(is(h.printed, "old\t1\nold\t2\nold\t3\n"));
  CHECK(lualark_scripts(h.engine) == 1);
  lualark_close(h.engine);
}

static void a_failure_leaves_the_old_version(void) {
  check_failure("function() error('no way') end", LARK_ESCRIPT, "no way", 60000,
                0);
  check_failure("function() lark.sleep(0) error { code = 5 } end", LARK_ESCRIPT,
                "{\"code\":5}", 60000, 0);
  check_failure("function() return print end", LARK_ESCRIPT, "no JSON form",
                60000, 0);
  check_failure("function() lark.sleep(3600) end", LARK_ELIMIT,
                "longer than 0.02 s", 20, 0);
  check_failure("function() return ('x'):rep(200000) end", LARK_ELIMIT,
                "no memory", 60000, 150000);
}

static void a_new_version_may_be_killed(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script old = begin(&h, counter, "[1]");
  step(&h, 1);
  lualark_script fresh = replace(&h, old, counter, "[2]");
  lualark_emit(h.engine, 0, "add", "5");
  CHECK(lualark_kill(h.engine, fresh) == LARK_OK);
  step(&h, 2);
  CHECK(h.ends == 1 && h.last.script == fresh);
  CHECK(is(h.printed, "1\tbegins\t0\tnil\n1\t5\n"));
  replace(&h, old, counter, "[3]"); // and once more
  step(&h, 4);
  CHECK(has(h.printed, "3\tbegins\t5\tnil\n"));
  lualark_close(h.engine);
}

static void an_old_version_may_end_before(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script old = begin(&h, counter, "[1]");
  step(&h, 1);
  replace(&h, old, counter, "[2]");
  lualark_kill(h.engine, old);
  step(&h, 3);
  CHECK(has(h.printed, "2\tbegins\t0\tthe old version ended before it handed "
                       "over its state\n"));
  lualark_close(h.engine);
}

static void what_cannot_start_replaces_nothing(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script fresh = 7;
  lualark_script old = begin(&h, counter, "[1]");
  step(&h, 1);
  lualark_program program = {.name = "new", .text = "return ("};
  CHECK(lualark_replace(h.engine, old, &program, &fresh) == LARK_EINVAL);
  CHECK(fresh == 0 && lualark_scripts(h.engine) == 1);
  lualark_emit(h.engine, old, "add", "1");
  step(&h, 2);
  CHECK(has(h.printed, "1\t1\n"));
  lualark_kill(h.engine, old);
  program.text = counter;
  CHECK(lualark_replace(h.engine, old, &program, &fresh) == LARK_ESTALE);
  CHECK(lualark_scripts(h.engine) == 0);
  lualark_close(h.engine);
}

// The old version is interrupted before it can register its function.
static void a_slow_start_loses_no_state(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 1;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' for i = 1, 100000 do end "
            "lark.on('x', print) lark.on_replace(function() return 7 end)",
            NULL);
  lualark_step(h.engine, 1);
  replace(&h, old, "print(require 'lark'.state())", NULL);
  for (int i = 0; i < 10000 && lualark_scripts(h.engine) > 0; i++)
    lualark_step(h.engine, 1);
  CHECK(is(h.printed, "7\n"));
  lualark_close(h.engine);
}

// A long reason is cut behind a whole character, wherever that is.
static void long_reasons_end_with_a_character(void) {
  for (int more = 0; more < 3; more++) {
    host h = {0};
    char text[256];
    open_host(&h, 60000, true);
    snprintf(text, sizeof text,
             "local lark = require 'lark' lark.on('x', print) "
             "lark.on_replace(function() error('%.*s' .. "
             "('\xe5\xbc\xa0'):rep(100), 0) end)",
             more, "xx");
    lualark_script old = begin(&h, text, NULL);
    step(&h, 1);
    replace(&h, old, counter, NULL);
    step(&h, 1);
    CHECK(h.ends == 1 && has(h.msg, "\xe5\xbc\xa0\xe5"));
    CHECK(lark_utf8_valid(h.msg, strlen(h.msg)));
    lualark_close(h.engine);
  }
}

// Its event neither holds up others nor asks for a state once more.
static void a_replacement_given_up_leaves_no_event(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_offer(h.engine, "later", answer_later, &h);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' local n = 0 "
            "lark.on_replace(function() return n end) "
            "lark.on('wait', function() host.later() n = n + 100 end) "
            "lark.on('add', function(k) n = n + k print(n) end)",
            NULL);
  step(&h, 1);
  lualark_emit(h.engine, old, "wait", NULL);
  step(&h, 1);
  lualark_script fresh = replace(&h, old, counter, "[2]");
  step(&h, 1);
  lualark_emit(h.engine, old, "add", "1");
  lualark_kill(h.engine, fresh);
  lualark_emit(h.engine, old, "add", "2");
  step(&h, 1);
  CHECK(is(h.printed, "1\n3\n"));
  replace(&h, old, "print(require 'lark'.state())", NULL);
  lualark_answer(h.engine, h.pending, "1");
  step(&h, 1);
  CHECK(is(h.printed, "1\n3\n103\n"));
  lualark_close(h.engine);
}

// The events that came to a replacement that was given up are handled before
// the state is handed to the next one.
static void its_events_come_before_the_next_state(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script old = begin(&h, counter, "[1]");
  step(&h, 1);
  lualark_script fresh = replace(&h, old, counter, "[2]");
  lualark_emit(h.engine, old, "add", "5");
  lualark_kill(h.engine, fresh);
  replace(&h, old, counter, "[3]");
  step(&h, 1);
  CHECK(is(h.printed, "1\tbegins\t0\tnil\n1\t5\n3\tbegins\t5\tnil\n"));
  lualark_close(h.engine);
}

static void a_call_that_outlives_its_replacement_hands_over_nothing(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_offer(h.engine, "later", answer_later, &h);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' local calls = 0 lark.on('x', print) "
            "lark.on_replace(function() calls = calls + 1 local mine = calls "
            "if mine == 1 then host.later() end return mine end)",
            NULL);
  step(&h, 1);
  lualark_script first = replace(&h, old, counter, "[2]");
  step(&h, 1);
  CHECK(h.pending != 0);
  lualark_kill(h.engine, first);
  replace(&h, old, "print(require 'lark'.state())", NULL);
  step(&h, 1);
  lualark_answer(h.engine, h.pending, "1");
  step(&h, 1);
  CHECK(is(h.printed, "2\n"));
  lualark_close(h.engine);
}

// A function that waits and then fails is not waited for any more.
static void functions_that_failed_hold_up_nothing(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' "
            "lark.on('x', function() lark.sleep(0) error('no') end) "
            "lark.on('y', function() end) "
            "lark.on_replace(function() return 7 end) lark.sleep(3600)",
            NULL);
  step(&h, 1);
  lualark_emit(h.engine, old, "x", NULL);
  lualark_emit(h.engine, old, "y", NULL);
  step(&h, 3);
  replace(&h, old, "print(require 'lark'.state())", NULL);
  step(&h, 3);
  CHECK(is(h.printed, "7\n"));
  lualark_close(h.engine);
}

// The version behind it gets the state of the one before it.
static void one_in_the_middle_may_end(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script one = begin(&h, counter, "[1]");
  step(&h, 1);
  lualark_emit(h.engine, one, "add", "1");
  lualark_script two = replace(&h, one, counter, "[2]");
  lualark_emit(h.engine, one, "add", "10");
  lualark_script three = replace(&h, two, counter, "[3]");
  lualark_emit(h.engine, one, "add", "100");
  CHECK(lualark_replace(h.engine, one, &(lualark_program){.text = ""}, NULL) ==
        LARK_EAGAIN);
  lualark_kill(h.engine, two);
  CHECK(lualark_replace(h.engine, one, &(lualark_program){.text = ""}, NULL) ==
        LARK_EAGAIN);
  step(&h, 3);
  CHECK(is(h.printed, "1\tbegins\t0\tnil\n1\t1\n1\t11\n"
                      "3\tbegins\t11\tnil\n3\t111\n"));
  CHECK(h.ends == 2 && h.last.script == one && h.last.status == LARK_OK);
  lualark_emit(h.engine, three, "add", "1000");
  step(&h, 1);
  CHECK(has(h.printed, "3\t1111\n") && lualark_scripts(h.engine) == 1);
  lualark_close(h.engine);
}

// Two versions never run side by side.
static void a_failure_ends_all_that_wait(void) {
  host h = {0};
  open_host(&h, 60000, true);
  lualark_script one = begin(&h,
                             "local lark = require 'lark' lark.on('x', print) "
                             "lark.on_replace(function() error('no way') end)",
                             NULL);
  step(&h, 1);
  lualark_script two = replace(&h, one, counter, "[2]");
  lualark_script three = replace(&h, two, counter, "[3]");
  lualark_emit(h.engine, one, "x", "1");
  step(&h, 3);
  CHECK(h.ends == 2 && h.last.script == three);
  CHECK(h.last.status == LARK_ESCRIPT && has(h.msg, "no way"));
  CHECK(is(h.printed, "1\n") && lualark_scripts(h.engine) == 1);
  lualark_close(h.engine);
}

static void so_does_one_that_takes_too_long(void) {
  host h = {0};
  open_host(&h, 10, true);
  lualark_script one = begin(&h,
                             "local lark = require 'lark' lark.on('x', print) "
                             "lark.on_replace(function() lark.sleep(3600) end)",
                             NULL);
  step(&h, 1);
  replace(&h, replace(&h, one, counter, "[2]"), counter, "[3]");
  for (int i = 0; i < 100 && h.ends < 2; i++)
    lualark_wait(h.engine, 100);
  CHECK(h.ends == 2 && h.last.status == LARK_ELIMIT);
  CHECK(lualark_scripts(h.engine) == 1 && is(h.printed, ""));
  lualark_close(h.engine);
}

// The event that asks for the state is none of the host's.
static void the_request_is_not_counted(void) {
  host h = {0};
  lualark_usage usage = {.size = sizeof usage};
  open_host(&h, 60000, true);
  lualark_offer(h.engine, "later", answer_later, &h);
  lualark_script old =
      begin(&h,
            "local lark = require 'lark' lark.on('x', print) "
            "lark.on_replace(function() host.later() return 1 end)",
            NULL);
  step(&h, 1);
  replace(&h, old, counter, "[2]");
  CHECK(lualark_script_usage(h.engine, old, &usage) == LARK_OK);
  CHECK(usage.events_waiting == 0);
  CHECK(strstr(lualark_traceback(h.engine, old), "events wait") == NULL);
  step(&h, 1);
  CHECK(lualark_script_usage(h.engine, old, &usage) == LARK_OK);
  CHECK(usage.events == 0);
  CHECK(has(lualark_traceback(h.engine, old),
            "(event 'lark.on_replace'): waits for host.later"));
  lualark_close(h.engine);
}

static void an_engine_closes_in_the_middle(void) {
  host h = {0};
  open_host(&h, 60000, false);
  lualark_script old = begin(&h, counter, "[1]");
  lualark_script fresh = replace(&h, old, counter, "[2]");
  replace(&h, fresh, counter, "[3]");
  lualark_emit(h.engine, 0, "add", "1");
  lualark_close(h.engine);
  CHECK(h.ends == 3 && is(h.printed, ""));
}

int main(void) {
  if (!has_sandbox()) return 77;
  the_state_is_handed_over(true);
  the_state_is_handed_over(false);
  a_chain_of_versions();
  handing_over_may_wait_and_be_large();
  handlers_end_before();
  without_a_function_a_state_is_passed_on();
  without_a_state_there_is_none();
  a_failure_leaves_the_old_version();
  a_new_version_may_be_killed();
  an_old_version_may_end_before();
  what_cannot_start_replaces_nothing();
  a_slow_start_loses_no_state();
  long_reasons_end_with_a_character();
  a_replacement_given_up_leaves_no_event();
  its_events_come_before_the_next_state();
  a_call_that_outlives_its_replacement_hands_over_nothing();
  functions_that_failed_hold_up_nothing();
  one_in_the_middle_may_end();
  a_failure_ends_all_that_wait();
  so_does_one_that_takes_too_long();
  the_request_is_not_counted();
  an_engine_closes_in_the_middle();
  return check_failures();
}
