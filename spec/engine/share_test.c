// SPDX-License-Identifier: MIT

// Shares of the processor: weights, limits, and debts of those that cannot be
// interrupted.
#include "host.h"
#include "server.h"

#include <math.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { BUDGET_US = 2000, TRIES = 4, STEPS = 60, FRAME_US = 6000 };

static const char endless[] = "while true do end";

static lualark_script start_with(host *h, const char *text, uint32_t percent,
                                 uint32_t weight) {
  lualark_script script = 0;
  lualark_program program = {
      .name = "test", .text = text, .share_percent = percent, .weight = weight};
  CHECK(lualark_start(h->engine, &program, &script) == LARK_OK);
  return script;
}

static void open_with(host *h, bool by_signal) {
  lualark_options options = options_of(h);
  if (by_signal) options.preempt_signal = SIGRTMIN + 5;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
}

// How many times as long the first of two scripts computed.
static double ratio_of(bool by_signal, const char *first, uint32_t weight) {
  host h = {0};
  open_with(&h, by_signal);
  lualark_script one = start_with(&h, first, 0, weight);
  lualark_script other = start_with(&h, endless, 0, 0);
  for (int i = 0; i < STEPS; i++)
    lualark_step(h.engine, BUDGET_US);
  double ratio =
      (double)usage_of(&h, one).cpu_us / (double)usage_of(&h, other).cpu_us;
  CHECK(h.ends == 0);
  lualark_close(h.engine);
  return ratio;
}

static void check_ratio(bool by_signal, const char *first, uint32_t weight,
                        double wanted) {
  double ratio = 0;
  for (int i = 0; i < TRIES && fabs(ratio / wanted - 1) > 0.15; i++)
    ratio = ratio_of(by_signal, first, weight);
  if (fabs(ratio / wanted - 1) > 0.15)
    fprintf(stderr, "%.2f, not %.2f: %s\n", ratio, wanted, first);
  CHECK(fabs(ratio / wanted - 1) <= 0.15);
}

static void scripts_get_time_by_their_weights(void) {
  for (int by_signal = 0; by_signal < 2; by_signal++) {
    check_ratio(by_signal, endless, 0, 1);
    check_ratio(by_signal, endless, 300, 3);
    check_ratio(by_signal, endless, 1000, 10);
    check_ratio(by_signal, endless, 25, 0.25);
    check_ratio(by_signal, endless, 4, 0.04);
  }
}

// Nothing interrupts a __tostring; each takes much longer than a turn.
static void long_turns_are_paid_back(void) {
  const char *stubborn =
      "local t = setmetatable({}, { __tostring = function() "
      "for i = 1, 100000 do end return '' end }) while true do tostring(t) "
      "for i = 1, 2000 do end end";
  check_ratio(false, stubborn, 0, 1);
}

// Steps beside a frame's other work; returns the part of the budgets.
static double part_in_frames(bool by_signal, uint32_t percent) {
  host h = {0};
  open_with(&h, by_signal);
  lualark_script script = start_with(&h, endless, percent, 0);
  for (int i = 0; i < STEPS; i++) {
    lualark_step(h.engine, BUDGET_US);
    usleep(FRAME_US);
  }
  lualark_usage usage = usage_of(&h, script);
  CHECK(usage.share_waits >= STEPS / 2);
  lualark_close(h.engine);
  return (double)usage.cpu_us / (STEPS * BUDGET_US);
}

// The program sleeps and waits for the descriptor; returns the part of time.
static double part_of_time(bool by_descriptor, uint32_t percent) {
  host h = {0};
  open_with(&h, false);
  lualark_script script = start_with(&h, endless, percent, 0);
  struct pollfd watched = {.fd = lualark_fd(h.engine), .events = POLLIN};
  uint64_t wall_us = 0;
  int rounds = 0;
  for (; wall_us < 200000; rounds++) {
    if (by_descriptor && poll(&watched, 1, 1000) > 0)
      lualark_step(h.engine, BUDGET_US);
    else
      lualark_wait(h.engine, -1);
    wall_us = usage_of(&h, script).wall_us;
  }
  lualark_usage usage = usage_of(&h, script);
  // It slept, and did not ask again and again.
  CHECK((uint64_t)rounds < 4 * usage.share_waits + 100);
  lualark_close(h.engine);
  return (double)usage.cpu_us / (double)usage.wall_us;
}

static bool is_about(double part, double wanted) {
  bool is = part <= wanted * 1.25 && part >= wanted / 2;
  if (!is) fprintf(stderr, "%.3f of the time, not %.3f\n", part, wanted);
  return is;
}

static void a_share_is_not_passed(void) {
  bool frames = false, waits = false, polls = false;
  for (int i = 0; i < TRIES && !frames; i++)
    frames = is_about(part_in_frames(false, 10), 0.1) &&
             is_about(part_in_frames(true, 10), 0.1) &&
             is_about(part_in_frames(false, 40), 0.4);
  for (int i = 0; i < TRIES && !waits; i++)
    waits = is_about(part_of_time(false, 10), 0.1);
  for (int i = 0; i < TRIES && !polls; i++)
    polls = is_about(part_of_time(true, 10), 0.1);
  CHECK(frames && waits && polls);
}

// One that is held back is ended, retired and answered like any other.
static void held_scripts_end(void) {
  host h = {0};
  open_with(&h, false);
  lualark_script script = start_with(&h, endless, 1, 0);
  for (int i = 0; i < 5; i++)
    lualark_step(h.engine, BUDGET_US);
  CHECK(usage_of(&h, script).share_waits > 0);
  CHECK(lualark_timeout_ms(h.engine) > 0);
  CHECK(lualark_kill(h.engine, script) == LARK_OK);
  lualark_step(h.engine, 0);
  CHECK(h.ends == 1 && h.last.status == LARK_ECANCELLED);
  start_with(&h, endless, 1, 0);
  lualark_step(h.engine, BUDGET_US);
  lualark_close(h.engine);
  CHECK(h.ends == 2);
}

// The host drives a client of its own: the answer comes outside of a step, and
// the timer that the script waits for is known to the descriptor.
static void held_scripts_make_the_descriptor_readable(void) {
  host h = {0};
  server its = {.per_connection = 1, .header = ""};
  char url[64];
  lark_options own;
  lark_client *client = NULL;
  start_server(&its);
  snprintf(url, sizeof url, "http://127.0.0.1:%d", its.port);
  lark_options_init(&own, sizeof own);
  own.base_url = url;
  own.tenant_access_token = "t-1";
  CHECK(lark_open(&own, &client, NULL) == LARK_OK);
  lualark_options options = options_of(&h);
  options.client = client;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  // Nothing interrupts its __tostring, which uses up more than its share.
  lualark_script script =
      start_with(&h,
                 "local lark = require 'lark' local client = lark.client() "
                 "local task = lark.spawn(function() return "
                 "client.hire.referral.get_by_application("
                 "{ application_id = '7' }) end) lark.sleep(0) "
                 "tostring(setmetatable({}, { __tostring = function() "
                 "for i = 1, 300000 do end return '' end })) "
                 "print 'waits' task:await() print 'answered'",
                 1, 0);
  struct pollfd watched = {.fd = lualark_fd(h.engine), .events = POLLIN};
  kill(its.process, SIGSTOP);
  while (h.printed[0] == '\0' && h.ends == 0)
    lualark_wait(h.engine, 100);
  uint64_t before = usage_of(&h, script).share_waits;
  kill(its.process, SIGCONT);
  while (lark_pending(client) > 0)
    lark_wait(client, 1000);
  struct pollfd its_own = {.fd = lark_fd(client), .events = POLLIN};
  while (poll(&its_own, 1, 0) == 1)
    lark_step(client, 0);
  CHECK(usage_of(&h, script).share_waits == before + 1);
  int due_ms = lualark_timeout_ms(h.engine);
  CHECK(due_ms > 0 && poll(&watched, 1, due_ms + 1000) == 1);
  for (int i = 0; i < 1000 && h.ends == 0; i++)
    lualark_wait(h.engine, 100);
  CHECK(is(h.printed, "waits\nanswered\n"));
  lualark_close(h.engine);
  lark_close(client);
  end_process(its.process);
}

// Time that others do not want is not owed to them.
static void a_script_alone_owes_nothing(void) {
  host h = {0};
  open_with(&h, false);
  lualark_script first = start_with(&h, endless, 0, 0);
  for (int i = 0; i < STEPS; i++)
    lualark_step(h.engine, BUDGET_US);
  uint64_t before_us = usage_of(&h, first).cpu_us;
  lualark_script second = start_with(&h, endless, 0, 0);
  for (int i = 0; i < STEPS; i++)
    lualark_step(h.engine, BUDGET_US);
  double ratio = (double)(usage_of(&h, first).cpu_us - before_us) /
                 (double)usage_of(&h, second).cpu_us;
  CHECK(ratio > 0.6 && ratio < 1.7);
  lualark_close(h.engine);
}

static void figures_out_of_range_are_refused(void) {
  host h = {0};
  open_with(&h, false);
  lualark_program program = {.text = "", .share_percent = 101};
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_EINVAL);
  CHECK(has(lualark_last_error(h.engine), "100 percent"));
  program = (lualark_program){.text = "", .weight = 1001};
  CHECK(lualark_start(h.engine, &program, NULL) == LARK_EINVAL);
  lualark_close(h.engine);
  lualark_options options = options_of(&h);
  options.share_percent = 101;
  CHECK(lualark_open(&options, &h.engine) == LARK_EINVAL);
}

int main(void) {
  scripts_get_time_by_their_weights();
  long_turns_are_paid_back();
  a_share_is_not_passed();
  held_scripts_end();
  held_scripts_make_the_descriptor_readable();
  a_script_alone_owes_nothing();
  figures_out_of_range_are_refused();
  return check_failures();
}
