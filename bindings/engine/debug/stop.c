// SPDX-License-Identifier: MIT
#include "stop.h"

#include <poll.h>

#include "clock.h"
#include "cpu.h"
#include "guard.h"
#include "inspector.h"
#include "place.h"
#include "protocol.h"
#include "serve.h"
#include "verdict.h"

enum { IDLE_MS = 10, LONG_MS = 100, US_PER_MS = 1000 };

void lualark_stop_begin(lualark_debugger *d, struct script *script,
                        lua_State *L, lua_State *failed,
                        lualark_stop_kept *kept) {
  *kept = (lualark_stop_kept){
      .id = script->id,
      .way_out = script->guard.way_out,
      .began_us = lark_now_us(),
      .event_since_us = script->event.since_us,
  };
  if (L != NULL) lualark_guard_pause(script);
  kept->cpu_us = script->event.paused_us;
  d->stop.script = script;
  d->stop.L = L;
  d->stop.failed = failed;
  d->stop.task = lualark_place_task(script, failed != NULL ? failed : L);
  d->stop.resumed = d->stop.held = d->stop.was_held = false;
  d->generation++;
  // Values that are looked at stay, and nothing of the script's own runs for
  // that.
  lua_State *any = L != NULL ? L : script->L;
  d->stop.collects = lua_gc(any, LUA_GCISRUNNING) != 0;
  lua_gc(any, LUA_GCSTOP);
}

static void shift(struct scripts *all, lark_timer *timer, uint64_t by_us) {
  if (timer->owner != NULL && timer->place != 0)
    lark_timer_set(&all->timers, timer, timer->due_us + by_us);
}

// The limits of all scripts are as far away as before.
static void shift_limits(struct scripts *all, uint64_t by_us) {
  for (lark_link *link = all->all.first; link != NULL; link = link->next) {
    struct script *script = lualark_scripts_of(link);
    script->used.started_us += by_us;
    shift(all, &script->limits.deadline, by_us);
    shift(all, &script->limits.retirement, by_us);
    shift(all, &script->versions.timer, by_us);
  }
  all->grants.began_us += by_us;
}

// Conditions are looked at often, and take microseconds: these add up first.
static void pass_over(lualark_debugger *d, uint64_t us) {
  d->scripts->stopped_us += us;
  d->owed_us += us;
  if (d->owed_us < US_PER_MS) return;
  shift_limits(d->scripts, d->owed_us);
  d->owed_us = 0;
}

static void go_on(lualark_debugger *d, struct script *script,
                  const lualark_stop_kept *kept, uint64_t by_us) {
  // Callbacks of the host's that an expression called have changed these.
  script->guard.kept = kept->way_out;
  script->event.since_us = kept->event_since_us;
  script->event.paused_us = kept->cpu_us;
  script->watch.slice_end_us += by_us;
  if (d->stop.L != NULL) lualark_guard_resume(script);
}

void lualark_stop_end(lualark_debugger *d, const lualark_stop_kept *kept) {
  // Between two turns a script can end meanwhile.
  struct script *script = lualark_scripts_find(d->scripts, kept->id);
  uint64_t by_us = lark_now_us() - kept->began_us;
  if (script == NULL) d->stop.script = NULL;
  lualark_inspector_forget(d);
  pass_over(d, by_us);
  if (script != NULL) {
    lua_State *any = d->stop.L != NULL ? d->stop.L : script->L;
    if (d->stop.collects) lua_gc(any, LUA_GCRESTART);
    go_on(d, script, kept, by_us);
  }
  d->stop.script = NULL;
  d->stop.L = d->stop.failed = NULL;
  d->generation++;
}

// --------------------------------------------------------------------- holding

static void wait_a_little(lualark_debugger *d) {
  short events = POLLIN;
  if (lualark_channel_is_behind(&d->channel)) events |= POLLOUT;
  struct pollfd watched[] = {{d->channel.client, events, 0},
                             {d->channel.listener, POLLIN, 0}};
  poll(watched, 2, d->host.idle != NULL ? IDLE_MS : LONG_MS);
}

// The host's own work, also where the client asks all the time.
static void let_host_work(lualark_debugger *d) {
  uint64_t now_us = lark_now_us();
  if (d->host.idle == NULL || now_us < d->next_idle_us) return;
  d->next_idle_us = now_us + (uint64_t)IDLE_MS * US_PER_MS;
  d->host.idle(d->host.user, d->host.engine);
}

static bool is_interrupted(const struct script *script) {
  return script->scheduler != NULL && script->scheduler->interruption.begun;
}

// The script, unless it has ended or is to end.
static struct script *find(lualark_debugger *d, lualark_script id) {
  struct script *script = lualark_scripts_find(d->scripts, id);
  if (script == NULL) d->stop.script = NULL;
  return script != NULL && !lualark_verdict_is_there(script) ? script : NULL;
}

void lualark_stop_hold(lualark_debugger *d, const char *why,
                       const char *detail) {
  lualark_script id = d->stop.script->id;
  const struct script *script = d->stop.script;
  bool was_interrupted = is_interrupted(script);
  d->step.mode = STEP_NONE;
  d->pausing = d->entering = false;
  d->stop.held = d->stop.was_held = true;
  d->stop.resumed = false;
  lualark_protocol_stopped(d, why, detail);
  while (script != NULL && !d->stop.resumed && !d->broken) {
    wait_a_little(d);
    lualark_serve(d);
    let_host_work(d);
    script = find(d, id);
    if (script != NULL && !was_interrupted && is_interrupted(script)) break;
  }
  d->stop.held = false;
  if (d->D != NULL) lualark_protocol_resumed(d);
  // Messages that came after the one by which it goes on.
  if (d->channel.client >= 0) lualark_serve(d);
}
