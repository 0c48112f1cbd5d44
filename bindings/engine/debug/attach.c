// SPDX-License-Identifier: MIT
#include "attach.h"

#include <poll.h>
#include <stdlib.h>

#include "clock.h"
#include "evaluate.h"
#include "lines.h"
#include "protocol.h"
#include "serve.h"
#include "step.h"
#include "stop.h"

enum { GOODBYE_MS = 500 };

lark_status lualark_attach_open(struct scripts *scripts,
                                const lualark_debugger_host *host,
                                uint16_t *port, lualark_debugger **out) {
  lualark_debugger *d = calloc(1, sizeof *d);
  if (d == NULL) return LARK_ENOMEM;
  d->base = (lualark_debugging){
      .line = lualark_lines_line,
      .look = lualark_lines_look,
      .failed = lualark_lines_failed,
      .weigh = lualark_evaluate_weigh,
      .printed = lualark_lines_printed,
  };
  d->scripts = scripts;
  d->host = *host;
  lark_status status = lualark_channel_open(&d->channel, *port, port);
  if (status != LARK_OK) {
    free(d);
    return status;
  }
  d->host.watch(d->host.engine, d->channel.listener, true, false);
  *out = d;
  return LARK_OK;
}

// Clients ask to be disconnected when they hear of the end, and take a closed
// connection for a fault until they have an answer.
static void say_goodbye(lualark_debugger *d) {
  uint64_t due_us = lark_now_us() + (uint64_t)GOODBYE_MS * 1000;
  bool attached = d->attached;
  if (attached) lualark_protocol_ended(d);
  while (attached && d->channel.client >= 0) {
    int wait_ms = lark_ms_until(due_us);
    struct pollfd watched = {d->channel.client, POLLIN, 0};
    if (wait_ms <= 0 || poll(&watched, 1, wait_ms) <= 0) break;
    lualark_serve(d);
  }
  d->killing = false;
  if (d->channel.client >= 0) lualark_serve_drop(d);
}

void lualark_attach_close(lualark_debugger *d) {
  if (d == NULL) return;
  say_goodbye(d);
  d->host.watch(d->host.engine, d->channel.listener, false, false);
  lualark_channel_close(&d->channel);
  lualark_texts_clear(&d->texts);
  lark_text_clear(&d->page);
  free(d);
}

// A script that has something to show: one whose tasks wait.
static struct script *find_waiting(const lualark_debugger *d) {
  struct script *found = NULL;
  for (lark_link *link = d->scripts->all.last; link != NULL;
       link = link->previous) {
    struct script *script = lualark_scripts_of(link);
    if (script->life != SCRIPT_WAITING) continue;
    if (found == NULL || script->scheduler->tasks.live > 0) found = script;
  }
  return found;
}

void lualark_attach_step(lualark_debugger *d) {
  lualark_stop_kept kept;
  lualark_serve(d);
  if (!d->pausing || !d->ready || d->scripts->ready.first != NULL) return;
  struct script *script = find_waiting(d);
  if (script == NULL) return;
  lualark_stop_begin(d, script, NULL, NULL, &kept);
  const lark_link *first = script->scheduler->tasks.all.first;
  d->stop.task = first != NULL ? lualark_task_of(first)->number : 0;
  lualark_stop_hold(d, "pause", NULL);
  lualark_step_watch(d);
  lualark_stop_end(d, &kept);
}

void lualark_attach_began(lualark_debugger *d, lualark_script script,
                          const char *name, const char *text, size_t bytes) {
  if (d == NULL) return;
  if (text != NULL)
    lualark_texts_keep(&d->texts, d->scripts, script, name, text, bytes);
  if (d->attached) lualark_protocol_began(d, script);
}

void lualark_attach_finished(lualark_debugger *d, lualark_script script) {
  if (d != NULL && d->attached) lualark_protocol_finished(d, script);
}

void lualark_attach_let_go(lualark_debugger *d) {
  if (d != NULL) d->stop.resumed = true;
}
