// SPDX-License-Identifier: MIT

// Limits of each event: a function that computes for ever ends its script, and
// nothing else does.
#include "host.h"

#include <signal.h>
#include <time.h>

enum { BUDGET_US = 2000, TRIES = 4, EVENT_MS = 5 };

typedef struct kind {
  bool sandbox, by_signal;
} kind;

static const kind kinds[] = {
    {false, false}, {false, true}, {true, false}, {true, true}};

static double now_us(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

// A callback that takes long.
static void take_time(void *user, lualark_engine *engine, lualark_script script,
                      lualark_pending pending, const char *arguments,
                      size_t bytes) {
  (void)user, (void)script, (void)arguments, (void)bytes;
  double end_us = now_us(CLOCK_MONOTONIC) + 2000 * EVENT_MS;
  while (now_us(CLOCK_MONOTONIC) < end_us) {
  }
  lualark_answer(engine, pending, "1");
}

static void open_kind(host *h, kind k, const lualark_program *limits,
                      const char *text) {
  lualark_options options = options_of(h);
  options.sandbox = k.sandbox && has_sandbox();
  if (k.by_signal) options.preempt_signal = SIGRTMIN + 5;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
  lualark_offer(h->engine, "take_time", take_time, NULL);
  lualark_program program = *limits;
  program.name = "test";
  program.text = text;
  CHECK(lualark_start(h->engine, &program, &h->script) == LARK_OK);
  lualark_step(h->engine, BUDGET_US);
}

static const lualark_program in_time = {.event_ms = EVENT_MS};
static const lualark_program by_count = {.event_instructions = 100000};

// Sends the event, and steps until the script has ended or `most` steps are
// over. Returns the processor's time.
static double send(host *h, const char *event, int most) {
  double began_us = now_us(CLOCK_THREAD_CPUTIME_ID);
  CHECK(lualark_emit(h->engine, 0, event, "1") == LARK_OK);
  for (int i = 0; i < most && h->ends == 0; i++)
    lualark_step(h->engine, BUDGET_US);
  return now_us(CLOCK_THREAD_CPUTIME_ID) - began_us;
}

static const char *const endless[] = {
    "lark.on('tick', function() while true do end end)",
    "lark.on('tick', function() while true do pcall(function() while true do "
    "end end) end end)",
    "lark.on('tick', function() coroutine.wrap(function() while true do end "
    "end)() end)",
    "lark.on('tick', function() lark.spawn(function() while true do end end) "
    "end)",
    "lark.on('tick', function() local function f() lark.spawn(f) end f() end)",
    "lark.on('tick', function() lark.map({ 1, 2 }, function() while true do "
    "end end) end)",
    "for i = 1, 1000 do lark.on('tick', function() for i = 1, 10000 do end "
    "end) end",
    "lark.on('tick', function() while true do string.rep('x', 100) end end)",
    NULL};

static void check_endless(kind k, const lualark_program *limits,
                          const char *text, const char *message) {
  char whole[512];
  double least_us = 1e9;
  snprintf(whole, sizeof whole, "local lark = require 'lark' %s", text);
  for (int i = 0; i < TRIES && least_us > EVENT_MS * 1000 + grace_us(); i++) {
    host h = {0};
    open_kind(&h, k, limits, whole);
    double took_us = send(&h, "tick", 1000);
    if (took_us < least_us) least_us = took_us;
    CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
    CHECK(has(h.msg, message));
    lualark_close(h.engine);
  }
  if (limits != &in_time) return;
  if (least_us > EVENT_MS * 1000 + grace_us())
    fprintf(stderr, "%.0f us: %s\n", least_us, text);
  CHECK(least_us <= EVENT_MS * 1000 + grace_us());
}

static void functions_that_never_end_end_their_script(void) {
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    for (int i = 0; endless[i] != NULL; i++) {
      check_endless(kinds[k], &in_time, endless[i],
                    "it computed longer than 0.005 s for its event 'tick'");
      check_endless(kinds[k], &by_count, endless[i],
                    "it used up the 100000 instructions for its event 'tick'");
    }
  }
}

// Each of them takes longer in all than one event may.
static const char *const allowed[] = {
    "lark.on('tick', function() lark.sleep(0.02) host.take_time() end)",
    "lark.on('tick', function() for i = 1, 1000 do end end)",
    "lark.on('tick', function() lark.spawn(function() for i = 1, 1000 do end "
    "end) end)",
    "lark.spawn(function() while true do end end) "
    "lark.on('tick', function() end)",
    NULL};

static void check_allowed(kind k, const lualark_program *limits,
                          const char *text) {
  char whole[512];
  host h = {0};
  snprintf(whole, sizeof whole, "local lark = require 'lark' %s", text);
  open_kind(&h, k, limits, whole);
  for (int i = 0; i < 300; i++)
    send(&h, "tick", 1);
  CHECK(h.ends == 0);
  if (h.ends > 0) fprintf(stderr, "%s: %s\n", text, h.msg);
  lualark_close(h.engine);
}

static void what_waits_or_runs_for_itself_goes_on(void) {
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    for (int i = 0; allowed[i] != NULL; i++) {
      check_allowed(kinds[k], &in_time, allowed[i]);
      if (i > 0) check_allowed(kinds[k], &by_count, allowed[i]);
    }
  }
}

// The count of a hook goes over many events, and none of them is held to it.
static void short_events_keep_small_limits(void) {
  const lualark_program few = {.event_instructions = 400};
  const char *text = "lark.on('tick', function() for i = 1, 50 do end end)";
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
    check_allowed(kinds[k], &few, text);
  check_endless(kinds[0], &few,
                "lark.on('tick', function() for i = 1, 1500 do "
                "end end)",
                "it used up the 400 instructions");
}

// The value of a large event is the host's, and takes longer than that.
static void large_values_take_their_time(void) {
  size_t bytes = (4 << 20) + 1;
  char *json = malloc(bytes + 1);
  host h = {0};
  open_kind(&h, kinds[0], &in_time,
            "local lark = require 'lark' lark.on('large', function(list) "
            "print(#list) end)");
  memset(json, '1', bytes);
  for (size_t i = 2; i < bytes; i += 2)
    json[i] = ',';
  json[0] = '[';
  json[bytes - 1] = ']';
  json[bytes] = '\0';
  CHECK(lualark_emit(h.engine, 0, "large", json) == LARK_OK);
  for (int i = 0; i < 1000 && h.printed[0] == '\0' && h.ends == 0; i++)
    lualark_step(h.engine, BUDGET_US);
  CHECK(h.ends == 0 && h.printed[0] != '\0');
  if (h.ends > 0) fprintf(stderr, "%s\n", h.msg);
  free(json);
  lualark_close(h.engine);
}

static void engines_limits_are_the_defaults(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.event_ms = EVENT_MS;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "local lark = require 'lark' lark.on('\xe5\xbc\xa0"
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\xe5\xbc\xa0', "
            "function() while true do end end)");
  lualark_step(h.engine, 0);
  send(&h,
       "\xe5\xbc\xa0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\xe5\xbc\xa0",
       1000);
  // A name that is cut ends with a whole character.
  CHECK(has(h.msg, "xxx'"));
  lualark_close(h.engine);
}

static void events_are_counted(void) {
  host h = {0};
  open_kind(&h, kinds[0], &in_time,
            "local lark = require 'lark' lark.on('tick', function() end)");
  lualark_usage usage = {.size = sizeof usage};
  for (int i = 0; i < 3; i++)
    send(&h, "tick", 2);
  send(&h, "another", 2);
  CHECK(lualark_script_usage(h.engine, h.script, &usage) == LARK_OK);
  CHECK(usage.events == 3);
  lualark_close(h.engine);
}

int main(void) {
  functions_that_never_end_end_their_script();
  what_waits_or_runs_for_itself_goes_on();
  short_events_keep_small_limits();
  large_values_take_their_time();
  engines_limits_are_the_defaults();
  events_are_counted();
  return check_failures();
}
