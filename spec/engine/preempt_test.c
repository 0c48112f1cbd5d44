// SPDX-License-Identifier: MIT

// Scripts that a signal interrupts, which the host granted: in other threads
// and processes, beside handlers of the host's, and where it cannot arrive.
#include "host.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BUDGET_US = 2000, TRIES = 5, TIME_MS = 100 };

static int granted;

static bool thread_sanitizer(void) {
#if defined(__SANITIZE_THREAD__)
  return true;
#else
  return false;
#endif
}

static void open_with(host *h, bool sandbox) {
  lualark_options options = options_of(h);
  options.preempt_signal = granted;
  options.sandbox = sandbox;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
}

static void start_for(host *h, const char *text, uint32_t time_ms) {
  lualark_program program = {.name = "test", .text = text, .time_ms = time_ms};
  CHECK(lualark_start(h->engine, &program, NULL) == LARK_OK);
}

// Steps until the script has ended; returns how long the longest step took.
static double step_to_end(host *h) {
  double longest_us = 0;
  while (lualark_scripts(h->engine) > 0) {
    double began_us = cpu_us();
    lualark_step(h->engine, BUDGET_US);
    double took_us = cpu_us() - began_us;
    if (took_us > longest_us) longest_us = took_us;
  }
  lualark_step(h->engine, 0);
  return longest_us;
}

static void end_in_time(const char *text, bool sandbox) {
  double least_us = 1e9;
  for (int i = 0; i < TRIES && least_us > BUDGET_US + grace_us(); i++) {
    host h = {0};
    open_with(&h, sandbox);
    start_for(&h, text, TIME_MS);
    double longest_us = step_to_end(&h);
    if (longest_us < least_us) least_us = longest_us;
    CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
    CHECK(thread_sanitizer() || lualark_preempt_trouble(h.engine) == NULL);
    lualark_close(h.engine);
  }
  if (least_us > BUDGET_US + grace_us())
    printf("%s: %.0f us\n", text, least_us);
  CHECK(least_us <= BUDGET_US + grace_us());
}

static const char *const endless[] = {
    "while true do end",
    "for i = 1, math.maxinteger do end",
    "::again:: goto again",
    "while true do pcall(function() while true do end end) end",
    "while true do pcall(error) end",
    "while true do local x <close> = setmetatable({}, { __close = function() "
    "while true do end end }) end",
    "local function deep(n) if n == 0 then while true do end end "
    "deep(n - 1) return 1 end deep(15000)",
    "local function nest(n) if n == 0 then while true do end end "
    "coroutine.wrap(nest)(n - 1) end nest(20)",
    "while true do coroutine.wrap(function() end)() end",
    "local co = coroutine.wrap(function() while true do coroutine.yield() end "
    "end) while true do co() end",
    "while true do table.sort({ 3, 2, 1 }, function(a, b) "
    "for i = 1, 100 do end return a < b end) end",
    "local lark = require 'lark' for i = 1, 10 do lark.spawn(function() "
    "while true do end end) end",
    "local lark = require 'lark' lark.spawn(function() while true do "
    "lark.sleep(0) end end) while true do end",
    "local t = {} while true do t = { t } if #t > 2 then break end t = {} end",
};

static void endless_scripts_end_in_time(void) {
  for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
    end_in_time(endless[i], false);
    if (has_sandbox()) end_in_time(endless[i], true);
  }
}

// ------------------------------------------------------ handlers of the host's

static int own_signals;

static void on_own_signal(int signal) {
  (void)signal;
  own_signals++;
}

static bool has_own_handler(void) {
  struct sigaction now;
  sigaction(granted, NULL, &now);
  return now.sa_handler == on_own_signal;
}

static void handlers_of_the_host_come_back(void) {
  host a = {0};
  host b = {0};
  signal(granted, on_own_signal);
  open_with(&a, false);
  open_with(&b, false);
  CHECK(!has_own_handler());
  raise(granted); // of the host's own
  CHECK(own_signals == 1);
  start_for(&a, "while true do end", 50);
  step_to_end(&a);
  CHECK(a.ends == 1 && own_signals == 1);
  lualark_close(a.engine);
  CHECK(!has_own_handler());
  lualark_close(b.engine);
  CHECK(has_own_handler());
  signal(granted, SIG_DFL);
}

static void scripts_are_counted_where_the_handler_is_gone(void) {
  host h = {0};
  open_with(&h, false);
  signal(granted, on_own_signal);
  start_for(&h, "while true do end", 50);
  step_to_end(&h);
  CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
  CHECK(has(lualark_preempt_trouble(h.engine), "another handler") ||
        thread_sanitizer());
  lualark_close(h.engine);
  CHECK(has_own_handler()); // the host's newer one stays
  signal(granted, SIG_DFL);
}

static void block(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, granted);
  pthread_sigmask(how, &set, NULL);
}

// A host function that blocks the signal, or lets it through again.
static void set_blocked(void *user, lualark_engine *engine,
                        lualark_script script, lualark_pending pending,
                        const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)bytes;
  block(strcmp(arguments, "[true]") == 0 ? SIG_BLOCK : SIG_UNBLOCK);
  lualark_answer(engine, pending, NULL);
}

static void scripts_are_counted_where_the_signal_is_blocked(void) {
  for (int sandbox = 0; sandbox <= (has_sandbox() ? 1 : 0); sandbox++) {
    host h = {0};
    open_with(&h, sandbox);
    lualark_offer(h.engine, "block", set_blocked, NULL);
    start_for(&h,
              "local co = coroutine.wrap(function() coroutine.yield() "
              "while true do end end) co() host.block(true) co()",
              TIME_MS);
    step_to_end(&h);
    CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
    CHECK(thread_sanitizer() ||
          has(lualark_preempt_trouble(h.engine), "blocks"));
    start_for(&h, "host.block(false) while true do end", TIME_MS);
    step_to_end(&h);
    CHECK(h.ends == 2 && h.last.status == LARK_ELIMIT);
    CHECK(thread_sanitizer() || lualark_preempt_trouble(h.engine) == NULL);
    lualark_close(h.engine);
  }
}

static void only_signals_that_can_be_handled(void) {
  static const int wrong[] = {-1, SIGKILL, SIGSTOP, SIGSEGV, 1000};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    lualark_options options;
    lualark_engine *engine = NULL;
    lualark_options_init(&options, sizeof options);
    options.preempt_signal = wrong[i];
    CHECK(lualark_open(&options, &engine) == LARK_EINVAL && engine == NULL);
  }
}

// -------------------------------------------- callbacks, threads and processes

// Sleeps in a poll, as a host does; a signal would end it early.
static void sleep_well(void *user, lualark_engine *engine,
                       lualark_script script, lualark_pending pending,
                       const char *arguments, size_t bytes) {
  int *broken = user;
  (void)script, (void)arguments, (void)bytes;
  if (poll(NULL, 0, 20) != 0 && errno == EINTR) ++*broken;
  lualark_answer(engine, pending, NULL);
}

static void callbacks_are_not_disturbed(void) {
  host h = {0};
  int broken = 0;
  open_with(&h, false);
  lualark_offer(h.engine, "sleep", sleep_well, &broken);
  start_for(&h, "for i = 1, 5 do host.sleep() for j = 1, 100000 do end end", 0);
  step_to_end(&h);
  CHECK(h.ends == 1 && h.last.status == LARK_OK && broken == 0);
  CHECK(poll(NULL, 0, 20) == 0); // nor what comes after a step
  lualark_close(h.engine);
}

// Runs an endless script of another engine inside a callback of the first.
static void run_other(void *user, lualark_engine *engine, lualark_script script,
                      lualark_pending pending, const char *arguments,
                      size_t bytes) {
  host *other = user;
  (void)script, (void)arguments, (void)bytes;
  start_for(other, "while true do end", 20);
  step_to_end(other);
  lualark_answer(engine, pending, NULL);
}

static void engines_run_inside_each_other(void) {
  host outer = {0};
  host inner = {0};
  open_with(&outer, false);
  open_with(&inner, has_sandbox());
  lualark_offer(outer.engine, "other", run_other, &inner);
  start_for(&outer, "host.other() host.other() while true do end", TIME_MS);
  step_to_end(&outer);
  CHECK(inner.ends == 2 && inner.last.status == LARK_ELIMIT);
  CHECK(outer.ends == 1 && outer.last.status == LARK_ELIMIT);
  lualark_close(outer.engine);
  lualark_close(inner.engine);
}

static void *step_in_thread(void *user) {
  host *h = user;
  for (int i = 0; i < 5 && lualark_scripts(h->engine) > 0; i++)
    lualark_step(h->engine, BUDGET_US);
  return NULL;
}

static void engines_move_between_threads(void) {
  host h = {0};
  open_with(&h, false);
  start_for(&h, "while true do end", TIME_MS);
  while (lualark_scripts(h.engine) > 0) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, step_in_thread, &h) == 0);
    pthread_join(thread, NULL);
    step_in_thread(&h);
  }
  lualark_step(h.engine, 0);
  CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
  lualark_close(h.engine);
}

static void *run_in_thread(void *user) {
  host h = {0};
  (void)user;
  open_with(&h, false);
  start_for(&h, "while true do end", TIME_MS);
  step_to_end(&h);
  CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
  lualark_close(h.engine);
  return NULL;
}

static void engines_run_side_by_side(void) {
  pthread_t threads[4];
  for (size_t i = 0; i < 4; i++)
    CHECK(pthread_create(&threads[i], NULL, run_in_thread, NULL) == 0);
  for (size_t i = 0; i < 4; i++)
    pthread_join(threads[i], NULL);
}

static void a_child_has_timers_of_its_own(void) {
  host h = {0};
  open_with(&h, false);
  start_for(&h, "while true do end", TIME_MS);
  lualark_step(h.engine, BUDGET_US);
  pid_t child = fork();
  if (child == 0) {
    step_to_end(&h);
    _exit(h.ends == 1 && h.last.status == LARK_ELIMIT ? 0 : 1);
  }
  int status = -1;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
  step_to_end(&h);
  CHECK(h.ends == 1 && h.last.status == LARK_ELIMIT);
  lualark_close(h.engine);
}

// --------------------------------------------------------------- instructions

static unsigned long long instructions_of(int signal_number) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.preempt_signal = signal_number;
  options.instructions = 100000;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "while true do end");
  step_to_end(&h);
  CHECK(has(h.msg, "it used up its 100000 instructions"));
  lualark_close(h.engine);
  return h.last.usage.instructions;
}

static void instructions_are_counted_all_the_same(void) {
  CHECK(instructions_of(granted) == instructions_of(0));
}

int main(void) {
  granted = SIGRTMIN + 5;
  endless_scripts_end_in_time();
  handlers_of_the_host_come_back();
  scripts_are_counted_where_the_handler_is_gone();
  scripts_are_counted_where_the_signal_is_blocked();
  only_signals_that_can_be_handled();
  callbacks_are_not_disturbed();
  engines_run_inside_each_other();
  engines_move_between_threads();
  engines_run_side_by_side();
  a_child_has_timers_of_its_own();
  instructions_are_counted_all_the_same();
  return check_failures();
}
