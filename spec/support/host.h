// SPDX-License-Identifier: MIT

/// A host of an engine for tests. It records the arguments of its callbacks.
#ifndef HOST_H
#define HOST_H

#include "check.h"
#include "lualark.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct host {
  int ends;
  lualark_end last;
  char result[512], msg[512], traceback[2048], printed[1024], warned[256];
  char sent[256];
  size_t msg_bytes; // of the whole message
  lualark_pending pending;
  lualark_script script;
  lualark_engine *engine;
} host;

// Scripts that make a stack grow until it may not.
static const char *const stack_growers[] = {
    "local function f() return 1 + f() end f()",
    "return select('#', table.unpack({}, 1, 1e6))",
    "coroutine.wrap(function() local function f() return 1 + f() end f() "
    "end)()",
    NULL};

// Whether the sandbox runs on this Lua: `make test-luas` says where it does
// not.
static inline bool has_sandbox(void) {
  const char *none = getenv("NO_SANDBOX");
  return none == NULL || none[0] == '\0';
}

static inline void keep(char *room, size_t bytes, const char *text) {
  snprintf(room, bytes, "%s", text != NULL ? text : "(none)");
}

static inline void on_exit_(void *user, lualark_engine *engine,
                            const lualark_end *end) {
  host *h = user;
  (void)engine;
  h->ends++;
  h->last = *end;
  keep(h->result, sizeof h->result, end->result);
  keep(h->msg, sizeof h->msg, end->error != NULL ? end->error->msg : "");
  h->msg_bytes = end->error != NULL ? strlen(end->error->msg) : 0;
  keep(h->traceback, sizeof h->traceback, end->traceback);
}

static inline void add_line(char *room, size_t bytes, const char *text) {
  size_t length = strlen(room);
  snprintf(room + length, bytes - length, "%s\n", text);
}

static inline void on_print(void *user, lualark_engine *engine,
                            lualark_script script, const char *text,
                            size_t bytes) {
  host *h = user;
  (void)engine, (void)script;
  CHECK(strlen(text) == bytes);
  add_line(h->printed, sizeof h->printed, text);
}

static inline void on_warn(void *user, lualark_engine *engine,
                           lualark_script script, const char *text,
                           size_t bytes) {
  host *h = user;
  (void)engine, (void)script, (void)bytes;
  add_line(h->warned, sizeof h->warned, text);
}

static inline void on_message(void *user, lualark_engine *engine,
                              lualark_script script, const char *name,
                              const char *json, size_t bytes) {
  host *h = user;
  (void)engine, (void)script, (void)bytes;
  snprintf(h->sent, sizeof h->sent, "%s=%s", name, json);
}

static inline lualark_options options_of(host *h) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.exit = on_exit_;
  options.print = on_print;
  options.warn = on_warn;
  options.message = on_message;
  options.user = h;
  return options;
}

static inline lualark_engine *open_engine(host *h) {
  lualark_options options = options_of(h);
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
  return h->engine;
}

static inline lualark_script start(host *h, const char *text) {
  lualark_script script = 0;
  lualark_program program = {.name = "test", .text = text};
  lark_status status = lualark_start(h->engine, &program, &script);
  if (status != LARK_OK) fprintf(stderr, "%s\n", lualark_last_error(h->engine));
  CHECK(status == LARK_OK);
  return script;
}

static inline lualark_usage usage_of(const host *h, lualark_script script) {
  lualark_usage usage = {.size = sizeof usage};
  CHECK(lualark_script_usage(h->engine, script, &usage) == LARK_OK);
  return usage;
}

// The processor's time that this thread has used.
static inline double cpu_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

// How far a step may go beyond its budget. LARK_TEST_PATIENCE says how many
// times as long a slow machine takes.
static inline double grace_us(void) {
  const char *patience = getenv("LARK_TEST_PATIENCE");
  double times = patience != NULL ? strtod(patience, NULL) : 1;
  return 5000 * (times > 1 ? times : 1);
}

static inline void run_all(lualark_engine *engine) {
  while (lualark_scripts(engine) > 0)
    lualark_wait(engine, 1000);
  lualark_step(engine, 0);
}

// Runs one script in an engine of its own.
static inline host run(const char *text) {
  host h = {0};
  open_engine(&h);
  start(&h, text);
  run_all(h.engine);
  CHECK(h.ends == 1);
  lualark_close(h.engine);
  CHECK(h.ends == 1);
  return h;
}

static inline bool is(const char *text, const char *wanted) {
  if (strcmp(text, wanted) == 0) return true;
  fprintf(stderr, "  got: %s\n  not: %s\n", text, wanted);
  return false;
}

static inline bool has(const char *text, const char *part) {
  if (strstr(text, part) != NULL) return true;
  fprintf(stderr, "  got: %s\n  without: %s\n", text, part);
  return false;
}

static inline void answer_later(void *user, lualark_engine *engine,
                                lualark_script script, lualark_pending pending,
                                const char *arguments, size_t bytes) {
  host *h = user;
  (void)engine, (void)arguments, (void)bytes;
  h->pending = pending;
  h->script = script;
}

#endif
