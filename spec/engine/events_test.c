// SPDX-License-Identifier: MIT

// Events: delivered within slices, in order, with a queue that has an end and
// counts against the script's memory.
#include "host.h"

#include <signal.h>
#include <time.h>

enum { BUDGET_US = 2000, TRIES = 4, MANY = 10000 };

// Its callbacks get a host of their own, which nobody reads.
static host open_one(const char *text, size_t memory_bytes, uint32_t most,
                     bool by_signal) {
  static host told;
  host h = {0};
  lualark_options options = options_of(&told);
  if (memory_bytes > 0) options.memory_bytes = memory_bytes;
  options.events_waiting = most;
  if (by_signal) options.preempt_signal = SIGRTMIN + 5;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  lualark_program program = {.name = "test", .text = text};
  CHECK(lualark_start(h.engine, &program, &h.script) == LARK_OK);
  lualark_step(h.engine, 0);
  return h;
}

static const char counts[] = "local lark = require 'lark' local n, off = 0 "
                             "off = lark.on('tick', function() n = n + 1 "
                             "if n == 10000 then off() end end)";

// Returns the longest step.
static double deliver_many(bool by_signal) {
  host h = open_one(counts, 0, 0, by_signal);
  double longest_us = 0;
  for (int i = 0; i < MANY; i++)
    CHECK(lualark_emit(h.engine, h.script, "tick", "1") == LARK_OK);
  CHECK(usage_of(&h, h.script).events_waiting == MANY);
  CHECK(lualark_emit(h.engine, h.script, "tick", "1") == LARK_EAGAIN);
  CHECK(has(lualark_last_error(h.engine), "step the engine"));
  while (lualark_scripts(h.engine) > 0) {
    double began_us = cpu_us();
    lualark_step(h.engine, BUDGET_US);
    double took_us = cpu_us() - began_us;
    if (took_us > longest_us) longest_us = took_us;
  }
  lualark_close(h.engine);
  return longest_us;
}

static void many_events_stay_within_the_budget(void) {
  for (int by_signal = 0; by_signal < 2; by_signal++) {
    double least_us = 1e9;
    for (int i = 0; i < TRIES && least_us > BUDGET_US + grace_us(); i++) {
      double longest_us = deliver_many(by_signal);
      if (longest_us < least_us) least_us = longest_us;
    }
    if (least_us > BUDGET_US + grace_us()) printf("%.0f us\n", least_us);
    CHECK(least_us <= BUDGET_US + grace_us());
  }
}

static void a_full_queue_kills_nobody(void) {
  host h = open_one("local lark = require 'lark' "
                    "lark.on('text', function(text) end)",
                    2 << 20, 0, false);
  char json[1024];
  memset(json, 'x', sizeof json);
  json[0] = json[sizeof json - 2] = '"';
  json[sizeof json - 1] = '\0';
  int refused = 0;
  size_t before = usage_of(&h, h.script).memory_bytes;
  for (int i = 0; i < MANY; i++)
    refused += lualark_emit(h.engine, h.script, "text", json) == LARK_EAGAIN;
  lualark_usage full = usage_of(&h, h.script);
  CHECK(refused > 0 && full.events_waiting == (uint64_t)(MANY - refused));
  CHECK(full.memory_bytes - before >= full.events_waiting * sizeof json);
  CHECK(full.memory_bytes - before <= (2 << 20) / 8);
  while (usage_of(&h, h.script).events_waiting > 0)
    lualark_step(h.engine, BUDGET_US);
  lualark_step(h.engine, BUDGET_US);
  CHECK(lualark_scripts(h.engine) == 1);
  CHECK(usage_of(&h, h.script).memory_bytes < full.memory_bytes);
  // It has room again.
  CHECK(lualark_emit(h.engine, h.script, "text", json) == LARK_OK);
  lualark_close(h.engine);
}

static void an_event_that_never_fits_is_refused(void) {
  host h = open_one("local lark = require 'lark' lark.on('x', print)", 1 << 20,
                    0, false);
  size_t bytes = 2 << 20;
  char *json = malloc(bytes + 1);
  memset(json, ' ', bytes);
  json[0] = '1';
  json[bytes] = '\0';
  CHECK(lualark_emit(h.engine, h.script, "x", json) == LARK_ELIMIT);
  CHECK(lualark_scripts(h.engine) == 1 &&
        usage_of(&h, h.script).events_waiting == 0);
  free(json);
  lualark_close(h.engine);
}

static void run_with_events(host *h, const char *text, int events) {
  open_engine(h);
  h->script = start(h, text);
  lualark_step(h->engine, 0);
  for (int i = 1; i <= events; i++) {
    char json[32];
    snprintf(json, sizeof json, "{\"n\":%d}", i);
    CHECK(lualark_emit(h->engine, 0, "e", json) == LARK_OK);
  }
  lualark_retire(h->engine, h->script);
  run_all(h->engine);
  CHECK(h->ends == 1);
  lualark_close(h->engine);
}

static void handlers_run_in_order(void) {
  host h = {0};
  run_with_events(&h,
                  "local lark = require 'lark' local function write(name) "
                  "lark.on('e', function(e) print(name, e.n) end) end "
                  "write('a') write('b')",
                  2);
  CHECK(is(h.printed, "a\t1\nb\t1\na\t2\nb\t2\n"));
}

// One that waits holds up neither the other functions nor later events.
static void handlers_may_wait(void) {
  host h = {0};
  run_with_events(&h,
                  "local lark = require 'lark' lark.on('e', function(e) "
                  "print('begin', e.n) lark.sleep(0.02) print('end', e.n) end) "
                  "lark.on('e', function(e) print('other', e.n) end)",
                  2);
  CHECK(is(h.printed, "begin\t1\nother\t1\nbegin\t2\nother\t2\nend\t1\n"
                      "end\t2\n"));
}

static void a_coroutine_is_used_again(void) {
  host h = {0};
  run_with_events(&h,
                  "local lark = require 'lark' local seen, n = {}, 0 "
                  "lark.on('e', function(e) local co = coroutine.running() "
                  "if not seen[co] then seen[co] = true n = n + 1 end "
                  "if e.n == 200 then print(n) end end)",
                  200);
  CHECK(is(h.printed, "1\n"));
}

static void a_function_that_fails_stops_no_other(void) {
  host h = {0};
  run_with_events(&h,
                  "local lark = require 'lark' lark.spawn(function() "
                  "lark.sleep(0.05) end) "
                  "lark.on('e', function(e) if e.n == 1 then error('no') end "
                  "print('first', e.n) end) "
                  "lark.on('e', function(e) print('second', e.n) end) "
                  "lark.sleep(0.03)",
                  2);
  CHECK(is(h.printed, "second\t1\nfirst\t2\nsecond\t2\n"));
  CHECK(h.last.status == LARK_ESCRIPT && has(h.msg, "no"));
}

static void functions_leave_and_come(void) {
  host h = {0};
  run_with_events(&h,
                  "local lark = require 'lark' local off "
                  "lark.on('e', function(e) print('a', e.n) off() "
                  "lark.on('e', function(e) print('new', e.n) end) end) "
                  "off = lark.on('e', function(e) print('b', e.n) end)",
                  2);
  // The functions are those that were there when the event's turn came.
  CHECK(is(h.printed, "a\t1\nb\t1\na\t2\nnew\t2\n"));
}

static void values_are_shared_and_nil_is_nil(void) {
  host h = {0};
  open_engine(&h);
  h.script = start(&h, "local lark = require 'lark' local first "
                       "lark.on('v', function(v) first = v end) "
                       "lark.on('v', function(v) "
                       "print(type(v), rawequal(first, v)) end)");
  lualark_step(h.engine, 0);
  CHECK(lualark_emit(h.engine, h.script, "v", "[1]") == LARK_OK);
  CHECK(lualark_emit(h.engine, h.script, "v", NULL) == LARK_OK);
  CHECK(lualark_emit(h.engine, h.script, "nobody", "1") == LARK_OK);
  CHECK(lualark_emit(h.engine, h.script, "v", "not json") == LARK_EINVAL);
  lualark_retire(h.engine, h.script);
  run_all(h.engine);
  CHECK(is(h.printed, "table\ttrue\nnil\ttrue\n"));
  lualark_close(h.engine);
}

// A script may be interrupted before it has registered its functions: how far
// it gets in a slice depends on the machine.
static void events_wait_for_their_functions(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.slice_us = 1;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  h.script = start(&h, "local lark = require 'lark' "
                       "for i = 1, 100000 do end "
                       "lark.on('a', function(v) lark.send('a', v) end) "
                       "for i = 1, 100000 do end "
                       "lark.on('b', function(v) lark.send('b', v) end)");
  lualark_step(h.engine, 1);
  CHECK(lualark_emit(h.engine, h.script, "b", "1") == LARK_OK);
  CHECK(lualark_emit(h.engine, 0, "nobody", "2") == LARK_OK);
  for (int i = 0; i < 10000 && h.sent[0] == '\0'; i++)
    lualark_step(h.engine, 1);
  CHECK(is(h.sent, "b=1"));
  lualark_step(h.engine, 0);
  CHECK(usage_of(&h, h.script).events_waiting == 0);
  lualark_close(h.engine);
}

// One that computes all the time gets its events between two slices.
static void a_busy_script_gets_its_events(void) {
  host h = {0};
  open_engine(&h);
  h.script = start(&h, "local lark = require 'lark' "
                       "lark.on('a', function(v) lark.send('a', v) end) "
                       "while true do end");
  for (int i = 0; i < 10000 && h.sent[0] == '\0'; i++) {
    lualark_emit(h.engine, h.script, "a", "1");
    lualark_step(h.engine, 0);
  }
  CHECK(is(h.sent, "a=1"));
  lualark_close(h.engine);
}

static void a_killed_script_frees_its_events(void) {
  host h = open_one(counts, 0, 0, false);
  for (int i = 0; i < 100; i++)
    lualark_emit(h.engine, h.script, "tick", "[1,2,3]");
  lualark_kill(h.engine, h.script);
  lualark_step(h.engine, 0);
  CHECK(lualark_scripts(h.engine) == 0);
  lualark_close(h.engine);
}

int main(void) {
  many_events_stay_within_the_budget();
  a_full_queue_kills_nobody();
  an_event_that_never_fits_is_refused();
  handlers_run_in_order();
  handlers_may_wait();
  a_coroutine_is_used_again();
  a_function_that_fails_stops_no_other();
  functions_leave_and_come();
  values_are_shared_and_nil_is_nil();
  events_wait_for_their_functions();
  a_busy_script_gets_its_events();
  a_killed_script_frees_its_events();
  return check_failures();
}
