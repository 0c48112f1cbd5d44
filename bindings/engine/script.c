// SPDX-License-Identifier: MIT

// A script that runs: its turns, and its end.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "interruption.h"
#include "lifetime.h"
#include "task.h"
#include "traffic.h"

script *engine_script_of(const lualark_state *state) {
  return state->owner;
}

lua_State *engine_script_running(const script *s) {
  const lualark_scheduler *its = s->scheduler;
  return its != NULL && its->running.thread != NULL ? its->running.thread
                                                    : s->L;
}

// --------------------------------------------------------------------- queues

void engine_wake(script *woken) {
  lualark_engine *engine = woken->engine;
  if (woken->is_runnable || woken->over) return;
  if (engine->running == woken) return; // settle() sees what it has to do
  woken->is_runnable = true;
  woken->next_runnable = NULL;
  if (engine->runnable.last != NULL)
    engine->runnable.last->next_runnable = woken;
  else
    engine->runnable.first = woken;
  engine->runnable.last = woken;
  // The host may drive a client of its own that scripts wait for.
  if (!engine->stepping) engine_arm(engine);
}

script *engine_next_runnable(lualark_engine *engine) {
  script *first = engine->runnable.first;
  if (first == NULL) return NULL;
  engine->runnable.first = first->next_runnable;
  if (engine->runnable.first == NULL) engine->runnable.last = NULL;
  first->is_runnable = false;
  return first;
}

void engine_script_unqueue(script *leaver) {
  lualark_engine *engine = leaver->engine;
  script *before = NULL;
  if (!leaver->is_runnable) return;
  for (script **link = &engine->runnable.first; *link != NULL;
       link = &(*link)->next_runnable) {
    if (*link == leaver) {
      *link = leaver->next_runnable;
      if (engine->runnable.last == leaver) engine->runnable.last = before;
      leaver->is_runnable = false;
      return;
    }
    before = *link;
  }
}

static void leave(script *leaver) {
  *leaver->link = leaver->next;
  if (leaver->next != NULL) leaver->next->link = leaver->link;
  leaver->engine->script_count--;
}

// --------------------------------------------------------- for the scheduler

static void wake(lualark_state *state) {
  engine_wake(engine_script_of(state));
}

static const char noted_key = 0; // registry: the error that was noted last

void engine_failure_open(lua_State *L) {
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &noted_key);
}

// Whether the error on top of `thread` is the one that was noted last: a task
// raises it once more that awaited the one that failed. Notes it. The slot is
// there already, so that filling it takes no memory.
static bool is_noted(lua_State *L, lua_State *thread) {
  lua_pushvalue(thread, -1);
  lua_xmove(thread, L, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushboolean(L, 0);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &noted_key);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &noted_key);
  return same;
}

static void drop_trace(const script *its) {
  if (its->ending == NULL) return;
  free(its->ending->trace);
  its->ending->trace = NULL;
}

static bool has_trace(const script *its) {
  return its->ending != NULL && its->ending->trace != NULL;
}

static void take_trace(const script *its, lua_State *thread) {
  drop_trace(its);
  if (its->ending != NULL) its->ending->trace = engine_trace(thread);
}

// Where memory ran out: as Lua says it, or as luaL_Buffer does.
static bool is_memory_error(lua_State *thread, int status) {
  if (status == LUA_ERRMEM) return true;
  return lua_type(thread, -1) == LUA_TSTRING &&
         strcmp(lua_tostring(thread, -1), "not enough memory") == 0;
}

// Takes a snapshot while the failed task's stack is still there.
static void failed(lualark_state *state, lua_State *thread, int status) {
  script *its = engine_script_of(state);
  lua_State *L = its->L;
  // The first that nobody awaited is what is told of, unless main fails, too.
  if (!lua_checkstack(L, 4)) return;
  if (lualark_task_has_unseen(L) && thread != its->main->thread) return;
  if (is_noted(L, thread) && has_trace(its)) return;
  its->is_spent = its->starved && is_memory_error(thread, status);
  if (its->is_spent && its->condemned == LARK_OK)
    engine_memory_say(its, thread, its->verdict, sizeof its->verdict);
  take_trace(its, thread);
}

static bool pause_script(lualark_state *state, lua_State *L, uint64_t steps) {
  (void)state;
  return engine_interrupt_pause(L, steps);
}

static bool charge(lualark_state *state, ptrdiff_t bytes) {
  script *its = engine_script_of(state);
  if (heap_charge(&its->heap, bytes)) return true;
  // Whoever asked may have Lua collect, and ask again.
  its->starved = true;
  engine_interrupt_look(its, SIZE_MAX);
  return false;
}

static void starve(lualark_state *state) {
  engine_memory_starve(engine_script_of(state));
}

static bool allows(lualark_state *state, const char *method, const char *path) {
  const script *its = engine_script_of(state);
  return !its->sandboxed ||
         engine_paths_allow(its->engine->options.paths, method, path);
}

const lualark_host engine_host = {
    .wake = wake,
    .failed = failed,
    .take_client = engine_client_take,
    .give_client = engine_client_give,
    .pause = pause_script,
    .charge = charge,
    .starve = starve,
    .enter = engine_interrupt_enter,
    .allows = allows,
};

// ------------------------------------------------------------------------- run

// Argument: the script. Runs what is ready until the slice is over.
static int run_slice(lua_State *L) {
  script *s = lua_touserdata(L, 1);
  lualark_scheduler *its = s->scheduler;
  // Events that came before its first line wait until that has run, for it may
  // be what registers for them.
  if (s->begun) engine_border_deliver(L, s);
  s->begun = true;
  while (its->ready.first != NULL && s->condemned == LARK_OK) {
    lualark_task_run_next(L, its);
    if (lualark_now_us() >= s->slice_end_us) break;
  }
  return 0;
}

static bool has_work(const script *s) {
  return s->scheduler->ready.first != NULL || s->first_event != NULL;
}

static bool may_wake(const script *s) {
  if (s->handlers > 0 && !s->retired) return true;
  return lualark_wait_is_any(s->scheduler);
}

static bool has_failed(const script *s) {
  if (!s->main->ended) return false;
  return s->main->state != TASK_DONE || lualark_task_has_unseen(s->L);
}

static bool is_finished(const script *s) {
  return s->main->ended && s->scheduler->tasks.idle && s->first_event == NULL &&
         (s->handlers == 0 || s->retired);
}

// What comes next for a script that has run.
static void settle(script *s, int outcome) {
  if (s->condemned != LARK_OK) {
    // The one that was stopped is the last of those that are ready.
    const lualark_task *stopped =
        (const lualark_task *)s->scheduler->ready.last;
    if (!has_trace(s) && stopped != NULL) take_trace(s, stopped->thread);
    engine_script_end(s, s->condemned, s->verdict);
  } else if (outcome == LUA_ERRMEM && s->starved) {
    engine_memory_say(s, s->L, s->verdict, sizeof s->verdict);
    engine_script_end(s, LARK_ELIMIT, s->verdict);
  } else if (outcome != LUA_OK) {
    engine_script_end(s, LARK_ENOMEM, "out of memory");
  } else if (has_failed(s) || is_finished(s)) {
    engine_script_end(s, LARK_OK, NULL);
  } else if (has_work(s)) {
    engine_wake(s);
  } else if (!may_wake(s)) {
    engine_script_end(s, LARK_ESCRIPT,
                      "what it waits for can never come: its tasks wait for "
                      "each other");
  }
}

void engine_script_run(script *runner, uint64_t slice_end_us) {
  lualark_engine *engine = runner->engine;
  lua_State *L = runner->L;
  uint64_t started_us = lualark_now_us();
  runner->slice_end_us = slice_end_us;
  engine->running = runner;
  lua_pushcfunction(L, run_slice);
  lua_pushlightuserdata(L, runner);
  int outcome = engine_guard(runner, 1, 0);
  if (outcome != LUA_OK && !runner->cut) lua_pop(L, 1);
  engine->running = NULL;
  runner->cpu_us += lualark_now_us() - started_us;
  settle(runner, outcome);
}

// ------------------------------------------------------------------------- end

// A state goes with its memory: closing it would run through all of that.
// Nothing in a stranger's is the world's but what the scheduler knows of.
static void close_state(script *s) {
  if (s->L == NULL) return;
  if (!s->sandboxed)
    engine_guard_close(s);
  else if (s->scheduler != NULL)
    lualark_lifetime_end(s->scheduler);
}

void engine_script_free(script *s) {
  close_state(s);
  heap_clear(&s->heap);
  engine_print_clear(s);
  engine_border_clear(s);
  free(s->name);
  if (s->ending != NULL) engine_ending_free(s->ending);
  free(s);
}

void engine_script_end(script *ended, lark_status status, const char *why) {
  lualark_engine *engine = ended->engine;
  // Its own code may run from here on: __tostring, then finalizers. It has the
  // time of what cannot be interrupted, and ends nothing that is ending.
  ended->leaving = true;
  ended->slice_end_us = lualark_now_us();
  if (status != LARK_OK && ended->condemned == LARK_OK) drop_trace(ended);
  ending *told = engine_ending_take(ended, status, why);
  ended->ending = NULL;
  ended->over = true;
  engine_script_unqueue(ended);
  leave(ended);
  lualark_alarm_stop(&engine->alarms, &ended->deadline);
  engine_handle_end(&engine->scripts, ended->id);
  told->next = NULL;
  if (engine->ended_last != NULL)
    engine->ended_last->next = told;
  else
    engine->ended_first = told;
  engine->ended_last = told;
  engine_script_free(ended);
}

void engine_script_condemn(script *condemned, lark_status status,
                           const char *why) {
  if (condemned->condemned == LARK_OK) {
    condemned->condemned = status;
    if (condemned->scheduler != NULL) condemned->scheduler->state.doomed = true;
    snprintf(condemned->verdict, sizeof condemned->verdict, "%s", why);
    // What failed before has nothing to do with it.
    if (!condemned->leaving) drop_trace(condemned);
  }
  if (condemned->inside || condemned->leaving) return;
  if (!condemned->main->ended) take_trace(condemned, condemned->main->thread);
  engine_script_end(condemned, condemned->condemned, condemned->verdict);
}

void engine_script_limit(script *s, lua_State *L, const char *format, ...) {
  char why[sizeof s->verdict];
  engine_trace_place(L, why, sizeof why);
  size_t length = strlen(why);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(why + length, sizeof why - length, format, arguments);
  va_end(arguments);
  engine_script_condemn(s, LARK_ELIMIT, why);
}

lark_status lualark_kill(lualark_engine *engine, lualark_script id) {
  script *killed = engine_handle_find(&engine->scripts, id);
  if (killed == NULL)
    return engine_fail(engine, LARK_ESTALE, "the script has ended already");
  engine_script_condemn(killed, LARK_ECANCELLED, "the script was killed");
  engine_arm(engine);
  return LARK_OK;
}

lark_status lualark_interrupt(lualark_engine *engine, lualark_script id) {
  const script *found = engine_handle_find(&engine->scripts, id);
  if (found == NULL)
    return engine_fail(engine, LARK_ESTALE, "the script has ended already");
  lualark_interruption_begin(found->scheduler);
  engine_arm(engine);
  return LARK_OK;
}

lark_status lualark_retire(lualark_engine *engine, lualark_script id) {
  script *old = engine_handle_find(&engine->scripts, id);
  if (old == NULL)
    return engine_fail(engine, LARK_ESTALE, "the script has ended already");
  old->retired = true;
  engine_wake(old); // it may have nothing left to do
  engine_arm(engine);
  return LARK_OK;
}

lark_status lualark_script_usage(const lualark_engine *engine,
                                 lualark_script id, lualark_usage *usage) {
  const script *s = engine_handle_find(&engine->scripts, id);
  if (s == NULL) return LARK_ESTALE;
  engine_usage_of(s, usage);
  return LARK_OK;
}

void engine_usage_of(const script *s, lualark_usage *usage) {
  size_t size = usage->size < sizeof *usage ? usage->size : sizeof *usage;
  const lualark_limits limits = lualark_traffic_limits(s->scheduler);
  lualark_usage now = {
      .size = size,
      .memory_bytes = s->heap.held_bytes,
      .peak_bytes = s->heap.peak_bytes,
      .instructions = s->instructions,
      .cpu_us = s->cpu_us,
      .wall_us = lualark_now_us() - s->started_us,
      .calls = s->calls + s->scheduler->waits.calls,
      .maps = s->scheduler->rows.maps,
      .rows_ended = s->scheduler->rows.ended,
      .rows_total = s->scheduler->rows.total,
      .limit_waits = limits.waits,
      .limit_waiting = limits.waiting,
  };
  memcpy(usage, &now, size);
}
