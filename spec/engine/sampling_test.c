// SPDX-License-Identifier: MIT

// The profiler: which lines it writes, and that they follow the time spent.
#include "host.h"

#include <signal.h>

static void open_with(host *h, bool by_signal, uint32_t interval_us) {
  lualark_options options = options_of(h);
  if (by_signal) options.preempt_signal = SIGRTMIN + 5;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
  CHECK(lualark_set_sampling(h->engine, interval_us) == LARK_OK);
}

// How many samples have the text among their levels; of all where it is "".
static uint64_t count_of(const char *samples, const char *text) {
  uint64_t count = 0;
  while (samples != NULL && *samples != '\0') {
    const char *end = strchr(samples, '\n');
    const char *found = strstr(samples, text);
    CHECK(end != NULL);
    if (end == NULL) return 0;
    const char *number = end;
    while (number[-1] != ' ')
      number--;
    if (found != NULL && found < end) count += strtoull(number, NULL, 10);
    samples = end + 1;
  }
  return count;
}

static host profile(bool by_signal, const char *text) {
  host h = {0};
  open_with(&h, by_signal, 200);
  start(&h, text);
  run_all(h.engine);
  CHECK(h.last.status == LARK_OK);
  return h;
}

static void follows_the_time(bool by_signal) {
  host h = profile(
      by_signal, "local function spend(n) for i = 1, n do local x = i end end\n"
                 "local function most() spend(27000) end\n"
                 "local function least() spend(3000) end\n"
                 "for i = 1, 1000 do most() least() end");
  const char *samples = lualark_samples(h.engine, NULL);
  uint64_t all = count_of(samples, "");
  uint64_t most =
      count_of(samples, "test;main chunk (test);most (test:2);spend (test:1) ");
  uint64_t least = count_of(samples, ";least (test:3)");
  if (most < 6 * least || most > 14 * least) fputs(samples, stderr);
  CHECK(all > 200);
  CHECK(most >= 6 * least && most <= 14 * least);
  lualark_close(h.engine);
}

// The time of a C function that is not looked at counts for its caller.
static void counts_long_functions(void) {
  host h = profile(true, "local t = {}\n"
                         "for i = 1, 200000 do t[i] = (i * 7919) % 200003 end\n"
                         "local function order() table.sort(t) end\n"
                         "order()");
  CHECK(count_of(lualark_samples(h.engine, NULL), ";order (test:3)") > 10);
  lualark_close(h.engine);
}

static void knows_coroutines(void) {
  host h = profile(
      true, "local lark = require 'lark'\n"
            "local function inner() for i = 1, 3e6 do local x = i end end\n"
            "local function outer() coroutine.wrap(inner)() end\n"
            "lark.spawn(outer):await()");
  const char *samples = lualark_samples(h.engine, NULL);
  if (count_of(samples, ";function (test:2)") == 0) fputs(samples, stderr);
  CHECK(count_of(samples, "test;function (test:3);") > 0);
  CHECK(count_of(samples, " [C];function (test:2) ") > 0);
  lualark_close(h.engine);
}

// A deep stack keeps its innermost levels.
static void cuts_deep_stacks(void) {
  host h = profile(true, "local function f(n)\n"
                         "  if n > 0 then return 1 + f(n - 1) end\n"
                         "  for i = 1, 3e6 do local x = i end\n"
                         "  return 0\n"
                         "end\n"
                         "f(10000)");
  CHECK(count_of(lualark_samples(h.engine, NULL), "test;...;f (test:1);f") > 0);
  lualark_close(h.engine);
}

// A name is data of others: it neither ends a line nor adds a level.
static void writes_names_safely(void) {
  host h = {0};
  open_with(&h, true, 200);
  lualark_program program = {.name = "a;b\nc",
                             .text = "for i = 1, 1e6 do local x = i end"};
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_OK);
  run_all(h.engine);
  const char *samples = lualark_samples(h.engine, NULL);
  CHECK(strncmp(samples, "a_b_c;main chunk (a_b_c", 23) == 0);
  CHECK(count_of(samples, "a_b_c") == count_of(samples, ""));
  lualark_close(h.engine);
}

// Many stacks: each code is another one.
static void is_bounded(void) {
  host h = {0};
  size_t bytes = 0;
  open_with(&h, false, 1);
  start(&h, "for i = 1, 6000 do\n"
            "  load('for i = 1, 5000 do local x = i end', '=chunk' .. i)()\n"
            "end");
  run_all(h.engine);
  const char *samples = lualark_samples(h.engine, &bytes);
  CHECK(count_of(samples, "test;(others) ") > 0);
  CHECK(strlen(samples) == bytes && bytes < 1000000);
  lualark_close(h.engine);
}

static lark_status inside;

static void ask(void *user, lualark_engine *engine, lualark_script script,
                lualark_pending pending, const char *json, size_t bytes) {
  (void)user, (void)script, (void)json, (void)bytes;
  inside = lualark_set_sampling(engine, 0);
  CHECK(lualark_samples(engine, NULL) != NULL);
  lualark_answer(engine, pending, NULL);
}

static void begins_and_ends(void) {
  host h = {0};
  open_with(&h, false, 1000);
  CHECK(strcmp(lualark_samples(h.engine, NULL), "") == 0);
  CHECK(lualark_set_sampling(h.engine, 1000001) == LARK_EINVAL);
  lualark_offer(h.engine, "ask", ask, NULL);
  start(&h, "host.ask() for i = 1, 2e7 do local x = i end");
  run_all(h.engine);
  CHECK(inside == LARK_EINVAL);
  CHECK(count_of(lualark_samples(h.engine, NULL), "test;main chunk") > 0);
  CHECK(lualark_set_sampling(h.engine, 0) == LARK_OK);
  CHECK(strcmp(lualark_samples(h.engine, NULL), "") == 0);
  lualark_close(h.engine);
}

int main(void) {
  follows_the_time(false);
  follows_the_time(true);
  counts_long_functions();
  knows_coroutines();
  cuts_deep_stacks();
  writes_names_safely();
  is_bounded();
  begins_and_ends();
  return check_failures();
}
