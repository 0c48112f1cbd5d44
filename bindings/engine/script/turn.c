// SPDX-License-Identifier: MIT
#include "turn.h"

#include "clock.h"
#include "delivery.h"
#include "ending.h"
#include "event_limits.h"
#include "guard.h"
#include "out_of_memory.h"
#include "scripts.h"
#include "share.h"
#include "task.h"
#include "trace.h"
#include "verdict.h"

// An event's value is the host's, and takes time before the event begins.
static lualark_cause *cause_of(const struct script *script,
                               const lualark_task *task) {
  const lualark_events *events = &script->events;
  return task == events->task && events->read != NULL ? NULL : task->cause;
}

// Runs the next task; false if none is ready.
static bool run_task(lua_State *L, struct script *script) {
  lualark_scheduler *scheduler = script->scheduler;
  const lualark_task *next = (const lualark_task *)scheduler->ready.first;
  if (next == NULL) return false;
  lualark_event_limits_enter(script, cause_of(script, next), next->thread);
  if (!lualark_verdict_is_there(script)) lualark_task_run_next(L, scheduler);
  lualark_event_limits_leave(script);
  return true;
}

// A script that was only interrupted may still register functions for the
// events that wait.
static void note_begun(struct script *script) {
  script->begun = script->main->ended || script->main->state == TASK_PARKED;
}

// Argument: the script.
static int run_slice(lua_State *L) {
  struct script *script = lua_touserdata(L, 1);
  while (!lualark_verdict_is_there(script)) {
    lualark_delivery_go_on(L, script);
    if (!run_task(L, script)) break;
    if (!script->begun) note_begun(script);
    if (lark_now_us() >= script->watch.slice_end_us) break;
  }
  return 0;
}

// -------------------------------------------------------------- what is next

static bool has_work(const struct script *script) {
  return script->scheduler->ready.first != NULL ||
         (lualark_events_are_waiting(&script->events) &&
          !lualark_delivery_is_held(script));
}

// Whether an event may still reach it.
static bool listens(const struct script *script) {
  return script->events.handlers > 0 && !script->retired;
}

// Whether something outside of the script can wake it.
static bool may_wake(const struct script *script) {
  return listens(script) || lualark_wait_is_any(script->scheduler);
}

bool lualark_turn_has_many_tasks(const struct script *script) {
  if (script->kind->run != NULL) return false;
  const lark_queue *ready = &script->scheduler->ready;
  return ready->first != ready->last;
}

static bool has_failed(const struct script *script) {
  if (!script->main->ended) return false;
  return script->main->state != TASK_DONE || lualark_task_has_unseen(script->L);
}

static bool is_finished(const struct script *script) {
  return script->main->ended && script->scheduler->tasks.idle &&
         !lualark_events_are_waiting(&script->events) && !listens(script);
}

static void end_stopped(struct script *script) {
  // The task that was stopped is the last of those that are ready.
  const lualark_task *stopped =
      (const lualark_task *)script->scheduler->ready.last;
  if (script->trace == NULL && stopped != NULL)
    lualark_trace_take(script, stopped->thread);
  lualark_ending_run(script, script->verdict.status, script->verdict.text);
}

static void end_starved(struct script *script) {
  lualark_out_of_memory_describe(script, script->L, script->verdict.text,
                                 sizeof script->verdict.text);
  lualark_ending_run(script, LARK_ELIMIT, script->verdict.text);
}

static void settle(struct script *script, int outcome) {
  if (lualark_verdict_is_there(script)) {
    end_stopped(script);
  } else if (outcome == LUA_ERRMEM && script->memory.starved) {
    end_starved(script);
  } else if (outcome != LUA_OK) {
    lualark_ending_run(script, LARK_ENOMEM, "out of memory");
  } else if (has_failed(script) || is_finished(script)) {
    lualark_ending_run(script, LARK_OK, NULL);
  } else if (!has_work(script) && !may_wake(script)) {
    lualark_ending_run(script, LARK_ESCRIPT,
                       "what it waits for can never come: its tasks wait for "
                       "each other");
  } else {
    script->life = SCRIPT_WAITING;
    if (has_work(script))
      lualark_share_wake(script);
    else
      lualark_share_rest(script);
  }
}

void lualark_turn_run(struct script *script, uint64_t slice_end_us) {
  if (script->kind->run != NULL) {
    script->kind->run(script);
    return;
  }
  lua_State *L = script->L;
  uint64_t started_us = lark_now_us() - script->all->stopped_us;
  script->life = SCRIPT_RUNNING;
  script->watch.slice_end_us = slice_end_us;
  script->all->running = script;
  lua_pushcfunction(L, run_slice);
  lua_pushlightuserdata(L, script);
  int outcome = lualark_guard_call(script, 1, 0);
  if (outcome != LUA_OK && outcome != LUALARK_CUT) lua_pop(L, 1);
  script->all->running = NULL;
  uint64_t now_us = lark_now_us() - script->all->stopped_us;
  script->used.cpu_us += now_us - started_us;
  lualark_share_spend(script, now_us - started_us,
                      lark_now_us() >= script->watch.slice_end_us);
  settle(script, outcome);
}
