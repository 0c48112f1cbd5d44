// SPDX-License-Identifier: MIT

// An engine as a whole: open and close, step and wait.
#include "engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

static const lualark_options defaults = {
    .memory_bytes = 64 << 20,
    .source_bytes = 1 << 20,
    .slice_us = 500,
    .stall_ms = 10,
};

void lualark_options_init(lualark_options *options, size_t size) {
  memset(options, 0, size);
  memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
  options->size = size;
}

lark_status engine_fail(lualark_engine *engine, lark_status status,
                        const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(engine->last_error, sizeof engine->last_error, format, arguments);
  va_end(arguments);
  return status;
}

const char *lualark_last_error(const lualark_engine *engine) {
  return engine->last_error;
}

size_t lualark_scripts(const lualark_engine *engine) {
  return engine->script_count;
}

// -------------------------------------------------------------- open and close

static bool watch(const lualark_engine *engine, int fd, void *what) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = what};
  return fd >= 0 && epoll_ctl(engine->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool open_parts(lualark_engine *engine) {
  const lualark_options *options = &engine->options;
  if (options->module_path != NULL) {
    engine->module_path = strdup(options->module_path);
    if (engine->module_path == NULL) return false;
  }
  engine->store = lark_store_memory(&options->allocator);
  engine->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  engine->wakeup_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (options->sandbox) {
    engine->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (engine->locale == (locale_t)0) return false;
  }
  return engine->store != NULL && engine->epoll_fd >= 0 &&
         watch(engine, engine->wakeup_fd, &engine->wakeup_fd) &&
         engine_clients_open(engine);
}

static void close_fd(int fd) {
  if (fd >= 0) close(fd);
}

static void destroy(lualark_engine *engine) {
  engine_clients_close(engine, true);
  while (engine->functions != NULL) {
    host_function *first = engine->functions;
    engine->functions = first->next;
    free(first->name);
    free(first);
  }
  engine_handles_clear(&engine->scripts);
  engine_handles_clear(&engine->pendings);
  lualark_alarms_clear(&engine->alarms);
  lark_store_release(engine->store);
  close_fd(engine->timer_fd);
  close_fd(engine->wakeup_fd);
  close_fd(engine->epoll_fd);
  if (engine->locale != (locale_t)0) freelocale(engine->locale);
  free(engine->module_path);
  free(engine);
}

// What a stranger's script may do where the host says nothing.
static void set_sandbox(lualark_options *options) {
  if (options->response_bytes == 0) options->response_bytes = 1 << 20;
  if (options->calls_in_flight == 0) options->calls_in_flight = 100;
  if (options->coroutine_depth == 0) options->coroutine_depth = 100;
  if (options->log_bytes == 0) options->log_bytes = 64 << 10;
}

static bool are_modules(const lualark_module *list) {
  for (; list != NULL && list->name != NULL; list++) {
    if (list->text == NULL) return false;
  }
  return true;
}

lark_status lualark_open(const lualark_options *options, lualark_engine **out) {
  *out = NULL;
  lualark_engine *engine = calloc(1, sizeof *engine);
  if (engine == NULL) return LARK_ENOMEM;
  engine->options = defaults;
  memcpy(&engine->options, options,
         options->size < sizeof *options ? options->size : sizeof *options);
  engine->epoll_fd = engine->wakeup_fd = engine->timer_fd = -1;
  bool sensible = engine->options.slice_us > 0 &&
                  engine->options.source_bytes > 0 &&
                  are_modules(engine->options.modules);
  if (engine->options.sandbox) set_sandbox(&engine->options);
  if (sensible && open_parts(engine)) {
    *out = engine;
    return LARK_OK;
  }
  destroy(engine);
  return sensible ? LARK_ENOMEM : LARK_EINVAL;
}

// Tells the host of the scripts that ended.
static void deliver(lualark_engine *engine) {
  const lualark_options *options = &engine->options;
  while (engine->ended_first != NULL) {
    ending *first = engine->ended_first;
    engine->ended_first = first->next;
    if (engine->ended_first == NULL) engine->ended_last = NULL;
    if (options->exit != NULL)
      options->exit(options->user, engine, &first->end);
    engine_ending_free(first);
  }
}

// Each function that runs callbacks stands between enter() and leave(), so that
// a close inside one waits for the outermost to end.
static void enter(lualark_engine *engine) {
  engine->depth++;
}

static void end_all(lualark_engine *engine) {
  // One that runs a callback right now is ended when that returns.
  for (script *s = engine->all, *next = NULL; s != NULL; s = next) {
    next = s->next;
    engine_script_condemn(s, LARK_ECANCELLED, "the engine was closed");
  }
}

static bool leave(lualark_engine *engine) {
  if (--engine->depth > 0 || !engine->closing) return true;
  engine->depth++; // a close inside these last callbacks changes nothing
  end_all(engine);
  deliver(engine);
  destroy(engine);
  return false;
}

void lualark_close(lualark_engine *engine) {
  if (engine == NULL) return;
  enter(engine);
  engine->closing = true;
  if (engine->running != NULL)
    engine_script_condemn(engine->running, LARK_ECANCELLED,
                          "the engine was closed");
  leave(engine);
}

// --------------------------------------------------------------------- driving

static uint64_t due_us(const lualark_engine *engine) {
  if (engine->runnable.first != NULL || engine->ended_first != NULL) return 0;
  return lualark_alarm_due_us(&engine->alarms);
}

void engine_arm(lualark_engine *engine) {
  if (engine->timer_fd < 0) return;
  uint64_t due = due_us(engine);
  // 0 would stop the timer; a time that has passed makes it fire at once.
  if (due == 0) due = 1;
  if (due == engine->timer_us) return;
  struct itimerspec when = {{0, 0}, {0, 0}};
  if (due != UINT64_MAX) {
    when.it_value.tv_sec = (time_t)(due / 1000000);
    when.it_value.tv_nsec = (long)(due % 1000000) * 1000;
  }
  timerfd_settime(engine->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
  engine->timer_us = due;
}

// The last of them may be killed before its turn, so they are counted.
static size_t count_runnable(const lualark_engine *engine) {
  size_t count = 0;
  for (const script *s = engine->runnable.first; s != NULL;
       s = s->next_runnable)
    count++;
  return count;
}

// Runs scripts in turn, a slice each, until the time is over or none is ready.
// Without a budget each that is ready now has one.
static void run_scripts(lualark_engine *engine, uint64_t stop_us) {
  size_t turns = SIZE_MAX;
  if (stop_us == UINT64_MAX) turns = count_runnable(engine);
  for (script *next = engine_next_runnable(engine); next != NULL;
       next = engine_next_runnable(engine)) {
    uint64_t now_us = lualark_now_us();
    uint64_t slice_end_us = now_us + engine->options.slice_us;
    engine_script_run(next, slice_end_us < stop_us ? slice_end_us : stop_us);
    if (engine->closing) return;
    if (--turns == 0 || lualark_now_us() >= stop_us) return;
  }
}

static lark_status step(lualark_engine *engine, uint64_t stop_us) {
  engine->stepping = true;
  lark_status status = engine_clients_step(engine, stop_us);
  uint64_t due = lualark_alarm_due_us(&engine->alarms);
  if (due != UINT64_MAX && due <= lualark_now_us())
    lualark_alarm_ring(&engine->alarms, lualark_now_us());
  if (engine->runnable.first != NULL && !engine->closing) {
    run_scripts(engine, stop_us);
    // What scripts started goes out now rather than in the next step.
    if (lualark_now_us() < stop_us) engine_clients_step(engine, stop_us);
  }
  engine->stepping = false;
  return status;
}

static lark_status drive(lualark_engine *engine, uint64_t stop_us) {
  // Inside a callback there is nothing to do: it goes on when that returns.
  if (engine->stepping) return LARK_OK;
  enter(engine);
  lark_status status = step(engine, stop_us);
  deliver(engine);
  if (engine->clients != NULL && engine->clients->next != NULL)
    engine_clients_close(engine, false);
  engine_arm(engine);
  leave(engine);
  return status;
}

lark_status lualark_step(lualark_engine *engine, uint32_t budget_us) {
  return drive(engine,
               budget_us > 0 ? lualark_now_us() + budget_us : UINT64_MAX);
}

int lualark_timeout_ms(lualark_engine *engine) {
  uint64_t due = due_us(engine);
  for (shared_client *c = engine->clients; c != NULL && due > 0; c = c->next) {
    int its_ms = lark_timeout_ms(c->core);
    uint64_t its_us =
        its_ms <= 0 ? 0 : lualark_now_us() + (uint64_t)its_ms * 1000;
    if (its_ms >= 0 && its_us < due) due = its_us;
  }
  if (due == UINT64_MAX) return -1;
  uint64_t now_us = lualark_now_us();
  if (due <= now_us) return 0;
  uint64_t ms = (due - now_us + 999) / 1000;
  return ms < INT32_MAX ? (int)ms : INT32_MAX;
}

lark_status lualark_wait(lualark_engine *engine, int timeout_ms) {
  if (engine->stepping) return LARK_OK;
  struct epoll_event event;
  uint64_t due = due_us(engine);
  int wait_ms = timeout_ms;
  if (due != UINT64_MAX) {
    uint64_t now_us = lualark_now_us();
    uint64_t ms = due > now_us ? (due - now_us + 999) / 1000 : 0;
    if (wait_ms < 0 || ms < (uint64_t)wait_ms)
      wait_ms = ms < INT32_MAX ? (int)ms : INT32_MAX;
  }
  // Clients are watched with their timers; the events stay for the step.
  if (wait_ms != 0) epoll_wait(engine->epoll_fd, &event, 1, wait_ms);
  return drive(engine, UINT64_MAX);
}

int lualark_fd(lualark_engine *engine) {
  if (engine->timer_fd < 0) {
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (!watch(engine, fd, &engine->timer_fd)) {
      close_fd(fd);
      return -1;
    }
    engine->timer_fd = fd;
    engine_arm(engine);
  }
  return engine->epoll_fd;
}

void lualark_wakeup(lualark_engine *engine) {
  uint64_t one = 1;
  ssize_t written = write(engine->wakeup_fd, &one, sizeof one);
  (void)written; // a full counter wakes as well
}
