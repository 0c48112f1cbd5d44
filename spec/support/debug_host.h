// SPDX-License-Identifier: MIT

/// A host whose scripts are debugged by a client in a thread of its own, for
/// tests.
#ifndef DEBUG_HOST_H
#define DEBUG_HOST_H

#include <signal.h>
#include <time.h>

#include "dap.h"
#include "host.h"

// A host whose scripts a client debugs, which runs in a thread of its own.
typedef struct session {
  host h;
  uint16_t port;
  pthread_t thread;
  void (*client)(struct session *s, dap *d);
  _Atomic bool done;
  int idles;
  int kill_at; // calls of idle; 0: never
  char how;    // 'k'ill, 'i'nterrupt, 'c'lose
  lualark_script script;
  bool closed;
} session;

static inline void on_idle(void *user, lualark_engine *engine) {
  session *s = user;
  CHECK(lualark_get_debugger(engine) == LUALARK_DEBUGGER_STOPPED);
  CHECK(lualark_step(engine, 0) == LARK_OK);
  if (++s->idles != s->kill_at) return;
  if (s->how == 'k') CHECK(lualark_kill(engine, s->script) == LARK_OK);
  if (s->how == 'i') CHECK(lualark_interrupt(engine, s->script) == LARK_OK);
  if (s->how == 'c') {
    s->closed = true;
    lualark_close(engine);
  }
}

static inline void *run_client(void *user) {
  session *s = user;
  dap *d = dap_connect(s->port);
  s->client(s, d);
  dap_close(d);
  s->done = true;
  return NULL;
}

static inline void open_session(session *s, lualark_options *options) {
  lualark_debugger_options debugger = {.size = sizeof debugger,
                                       .sandbox = options->sandbox,
                                       .idle = on_idle,
                                       .user = s};
  CHECK(lualark_open(options, &s->h.engine) == LARK_OK);
  CHECK(lualark_set_debugger(s->h.engine, &debugger, &s->port) == LARK_OK);
  CHECK(s->port != 0);
}

static inline void await_client(session *s) {
  for (int i = 0; i < 2000; i++) {
    if (lualark_get_debugger(s->h.engine) == LUALARK_DEBUGGER_ATTACHED) return;
    lualark_wait(s->h.engine, 10);
  }
  CHECK(false);
}

// Runs a program under a client, until both have ended.
static inline void drive(session *s, const lualark_program *program) {
  pthread_create(&s->thread, NULL, run_client, s);
  await_client(s);
  CHECK(lualark_start(s->h.engine, program, &s->script) == LARK_OK);
  while (!s->closed && (!s->done || s->h.ends == 0))
    lualark_wait(s->h.engine, 10);
  pthread_join(s->thread, NULL);
}

static inline void end(session *s) {
  if (!s->closed) lualark_close(s->h.engine);
  free(s);
}

static inline session *debug_with(lualark_options options, char how,
                                  const char *text,
                                  void (*client)(session *s, dap *d)) {
  session *s = calloc(1, sizeof *s);
  lualark_program program = {.name = "test", .text = text};
  options.user = &s->h;
  s->client = client;
  s->how = how;
  open_session(s, &options);
  drive(s, &program);
  return s;
}

static inline session *debug(const char *text,
                             void (*client)(session *s, dap *d)) {
  host none = {0};
  lualark_options options = options_of(&none);
  options.preempt_signal = SIGRTMIN + 5;
  return debug_with(options, '-', text, client);
}

#endif
