// SPDX-License-Identifier: MIT
#include "serve.h"

#include <string.h>

#include "ending.h"
#include "protocol.h"

static void watch(const lualark_debugger *d, int fd, bool reads, bool writes) {
  if (fd >= 0) d->host.watch(d->host.engine, fd, reads, writes);
}

void lualark_serve_drop(lualark_debugger *d) {
  watch(d, d->channel.client, false, false);
  lualark_channel_drop(&d->channel);
  lualark_protocol_close(d);
  d->scripts->debugging = NULL;
  d->base.lines = d->attached = d->ready = d->broken = d->leaving = false;
  d->pausing = d->entering = d->has_lines = d->writes = false;
  d->step.mode = STEP_NONE;
  d->stop.resumed = true;
  memset(d->lines, 0, sizeof d->lines);
}

static void take_client(lualark_debugger *d) {
  if (!lualark_channel_accept(&d->channel)) return;
  if (lualark_protocol_open(d))
    watch(d, d->channel.client, true, false);
  else
    lualark_channel_drop(&d->channel);
}

// The rest of the buffer is read when the stop is over.
static bool goes_on(const lualark_debugger *d) {
  return !d->broken && !d->leaving && !(d->stop.held && d->stop.resumed);
}

// Returns false if what came is none of this protocol.
static bool take_messages(lualark_debugger *d) {
  const char *text = NULL;
  size_t bytes = 0;
  int taken = 1;
  while (goes_on(d) && taken > 0) {
    taken = lualark_channel_take(&d->channel, &text, &bytes);
    if (taken > 0) lualark_protocol_message(d, text, bytes);
  }
  return taken >= 0;
}

static void end_scripts(lualark_debugger *d) {
  lark_link *link = d->scripts->all.last;
  d->killing = false;
  while (link != NULL) {
    lark_link *next = link->previous;
    lualark_ending_order(lualark_scripts_of(link), LARK_ECANCELLED,
                         "the debugger ended it");
    link = next;
  }
}

void lualark_serve(lualark_debugger *d) {
  take_client(d);
  if (d->channel.client < 0) return;
  bool there = lualark_channel_read(&d->channel);
  if (!take_messages(d) || !lualark_channel_flush(&d->channel)) there = false;
  if (d->killing) end_scripts(d);
  if (!there || d->broken || d->leaving) {
    lualark_serve_drop(d);
    return;
  }
  bool writes = lualark_channel_is_behind(&d->channel);
  if (writes == d->writes) return;
  d->writes = writes;
  watch(d, d->channel.client, true, writes);
}
