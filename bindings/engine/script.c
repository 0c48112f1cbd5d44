// SPDX-License-Identifier: MIT

// A script from its start to its end.
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "lualark_json.h"

enum { BYTECODE = 0x1b };

script *engine_script_of(const scheduler *s) {
  return s->owner;
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

static void leave_queue(script *leaver) {
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

static void join(script *made) {
  lualark_engine *engine = made->engine;
  made->next = engine->all;
  made->link = &engine->all;
  if (made->next != NULL) made->next->link = &made->next;
  engine->all = made;
  engine->script_count++;
}

static void leave(script *leaver) {
  *leaver->link = leaver->next;
  if (leaver->next != NULL) leaver->next->link = leaver->link;
  leaver->engine->script_count--;
}

// --------------------------------------------------------- for the scheduler

static void wake(scheduler *s) {
  engine_wake(engine_script_of(s));
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

static void drop_traceback(script *its) {
  free(its->traceback);
  its->traceback = NULL;
}

static int push_traceback(lua_State *L) {
  luaL_traceback(L, lua_touserdata(L, 1), NULL, 0);
  return 1;
}

static void take_traceback(script *its, lua_State *thread) {
  lua_State *L = its->L;
  if (!lua_checkstack(L, 4)) return;
  lua_pushcfunction(L, push_traceback);
  lua_pushlightuserdata(L, thread);
  if (lua_pcall(L, 1, 1, 0) == LUA_OK)
    its->traceback = strdup(lua_tostring(L, -1));
  lua_pop(L, 1);
}

// Takes a snapshot while the failed task's stack is still there.
static void failed(scheduler *s, lua_State *thread, int status) {
  script *its = engine_script_of(s);
  lua_State *L = its->L;
  // The first that nobody awaited is what is told of, unless main fails, too.
  if (!lua_checkstack(L, 4)) return;
  if (lualark_task_has_unseen(L) && thread != its->main->thread) return;
  if (is_noted(L, thread) && its->traceback != NULL) return;
  its->failure = status == LUA_ERRMEM && its->starved ? LARK_ELIMIT : LARK_OK;
  drop_traceback(its);
  take_traceback(its, thread);
}

static void forget(scheduler *s, uint64_t pending) {
  engine_border_forget(engine_script_of(s)->engine, pending);
}

static bool pause_script(scheduler *s, lua_State *L, uint64_t steps) {
  (void)s;
  return engine_interrupt_pause(L, steps);
}

static bool charge(scheduler *s, ptrdiff_t bytes) {
  script *its = engine_script_of(s);
  if (bytes > 0 && its->memory_limit > 0 &&
      its->memory_bytes + (size_t)bytes > its->memory_limit) {
    its->starved = true;
    return false;
  }
  its->memory_bytes += (size_t)bytes;
  if (its->memory_bytes > its->peak_bytes) its->peak_bytes = its->memory_bytes;
  return true;
}

const lualark_host engine_host = {
    .wake = wake,
    .failed = failed,
    .take_client = engine_client_take,
    .give_client = engine_client_give,
    .forget = forget,
    .pause = pause_script,
    .charge = charge,
};

// ---------------------------------------------------------------------- memory

static void *allocate(void *user, void *block, size_t old_bytes,
                      size_t new_bytes) {
  script *s = user;
  const lark_allocator *allocator = &s->engine->options.allocator;
  if (block == NULL && new_bytes == 0) return NULL;
  if (block == NULL) old_bytes = 0; // Lua says there what it is for
  if (new_bytes > old_bytes && s->memory_limit > 0 &&
      s->memory_bytes + (new_bytes - old_bytes) > s->memory_limit) {
    s->starved = true;
    return NULL;
  }
  void *got = NULL;
  if (allocator->resize != NULL)
    got = allocator->resize(allocator->user, block, old_bytes, new_bytes);
  else if (new_bytes > 0)
    got = realloc(block, new_bytes);
  else
    free(block);
  if (got == NULL && new_bytes > 0) return NULL;
  s->memory_bytes += new_bytes - old_bytes;
  if (s->memory_bytes > s->peak_bytes) s->peak_bytes = s->memory_bytes;
  return got;
}

static lua_State *new_state(script *owner) {
#if LUA_VERSION_NUM >= 505
  return lua_newstate(allocate, owner, luaL_makeseed(NULL));
#else
  return lua_newstate(allocate, owner);
#endif
}

// ----------------------------------------------------------------------- start

static int refuse(lua_State *L, const char *format, const char *what) {
  lua_pushfstring(L, format, what);
  return lua_error(L);
}

static void check_text(lua_State *L, const char *text, size_t bytes) {
  if (bytes > 0 && text[0] == BYTECODE)
    refuse(L, "%s", "it is bytecode: programs are source text");
  luaL_requiref(L, LUA_UTF8LIBNAME, luaopen_utf8, 1);
  lua_getfield(L, -1, "len");
  lua_pushlstring(L, text, bytes);
  lua_call(L, 1, 2);
  if (lua_isnil(L, -2))
    refuse(L, "it is not UTF-8 at byte %s", lua_tostring(L, -1));
  lua_pop(L, 3);
}

// Pushes the values of a JSON array; returns how many.
static int push_arguments(lua_State *L, const char *json) {
  const char *why = NULL;
  if (json == NULL) return 0;
  if (!lualark_json_read(L, json, strlen(json), &why))
    refuse(L, "its arguments are no JSON: %s", why);
  if (!lua_istable(L, -1) || !lualark_json_is_array(L, -1))
    refuse(L, "%s", "its arguments are no JSON array");
  int list = lua_gettop(L);
  int count = (int)lua_rawlen(L, list);
  luaL_checkstack(L, count + 4, "arguments");
  for (int i = 1; i <= count; i++)
    lua_rawgeti(L, list, i);
  lua_remove(L, list);
  return count;
}

// Arguments: the script, the program. Leaves the main task, ready.
static int set_up(lua_State *L) {
  script *made = lua_touserdata(L, 1);
  const lualark_program *program = lua_touserdata(L, 2);
  // What is made here stays: the collector would look for rubbish in vain.
  lua_gc(L, LUA_GCSTOP);
  check_text(L, program->text, program->text_bytes);
  lua_pushcfunction(L, engine_library_open);
  lua_pushlightuserdata(L, made);
  lua_call(L, 1, 0);
  lua_pushfstring(L, "@%s", made->name);
  if (luaL_loadbufferx(L, program->text, program->text_bytes,
                       lua_tostring(L, -1), "t") != LUA_OK)
    return lua_error(L);
  int count = push_arguments(L, program->arguments);
  made->main = lualark_task_push(L, made->scheduler, count);
  made->main->seen = true;
  lualark_task_ready(made->main);
  lua_gc(L, LUA_GCRESTART);
  return 1;
}

static void on_deadline(void *owner) {
  script *late = owner;
  char why[96];
  snprintf(why, sizeof why, "it took longer than its %.3g s",
           (double)(late->deadline.due_us - late->started_us) / 1e6);
  engine_script_condemn(late, LARK_ELIMIT, why);
}

static void free_script(script *s) {
  if (s->L != NULL) lua_close(s->L);
  engine_border_clear(s);
  free(s->traceback);
  free(s->name);
  free(s->ending);
  free(s);
}

static script *new_script(lualark_engine *engine,
                          const lualark_program *program) {
  const lualark_options *options = &engine->options;
  script *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->engine = engine;
  made->name = strdup(program->name != NULL ? program->name : "script");
  made->ending = calloc(1, sizeof *made->ending);
  made->memory_limit =
      program->memory_bytes > 0 ? program->memory_bytes : options->memory_bytes;
  made->instruction_limit =
      program->instructions > 0 ? program->instructions : options->instructions;
  uint32_t time_ms = program->time_ms > 0 ? program->time_ms : options->time_ms;
  made->started_us = lualark_now_us();
  made->deadline = (lualark_alarm){
      .due_us = made->started_us + (uint64_t)time_ms * 1000,
      .ring = on_deadline,
      .owner = made,
  };
  made->L = new_state(made);
  if (made->name != NULL && made->ending != NULL && made->L != NULL &&
      (time_ms == 0 || lualark_alarm_set(&engine->alarms, &made->deadline)))
    return made;
  lualark_alarm_stop(&engine->alarms, &made->deadline);
  free_script(made);
  return NULL;
}

static lark_status check_program(lualark_engine *engine,
                                 const lualark_program *program) {
  if (engine->closing)
    return engine_fail(engine, LARK_ECLOSED, "the engine is closed");
  if (program->text == NULL)
    return engine_fail(engine, LARK_EINVAL, "the program has no text");
  if (program->text_bytes > engine->options.source_bytes)
    return engine_fail(engine, LARK_EINVAL,
                       "the program has %zu bytes; source_bytes allows %zu",
                       program->text_bytes, engine->options.source_bytes);
  return LARK_OK;
}

// Why set_up() failed is on the stack.
static lark_status refuse_program(script *made, int status) {
  lualark_engine *engine = made->engine;
  const char *why = lua_tostring(made->L, -1);
  bool starved = status == LUA_ERRMEM;
  lark_status refused =
      starved
          ? engine_fail(engine, LARK_ENOMEM, "%s: out of memory", made->name)
          : engine_fail(engine, LARK_EINVAL, "%s: %s", made->name,
                        why != NULL ? why : "it cannot be started");
  leave_queue(made);
  lualark_alarm_stop(&engine->alarms, &made->deadline);
  engine_handle_end(&engine->scripts, made->id);
  free_script(made);
  return refused;
}

lark_status lualark_start(lualark_engine *engine,
                          const lualark_program *program, lualark_script *out) {
  lualark_program whole = *program;
  if (out != NULL) *out = 0;
  if (whole.text != NULL && whole.text_bytes == 0)
    whole.text_bytes = strlen(whole.text);
  lark_status status = check_program(engine, &whole);
  if (status != LARK_OK) return status;

  script *made = new_script(engine, &whole);
  if (made != NULL) made->id = engine_handle_new(&engine->scripts, made);
  if (made == NULL || made->id == 0) {
    if (made != NULL) {
      lualark_alarm_stop(&engine->alarms, &made->deadline);
      free_script(made);
    }
    return engine_fail(engine, LARK_ENOMEM, "out of memory");
  }
  lua_pushcfunction(made->L, set_up);
  lua_pushlightuserdata(made->L, made);
  lua_pushlightuserdata(made->L, &whole);
  int outcome = lua_pcall(made->L, 2, 1, 0);
  if (outcome != LUA_OK) return refuse_program(made, outcome);
  join(made);
  if (out != NULL) *out = made->id;
  engine_arm(engine);
  return LARK_OK;
}

// ------------------------------------------------------------------------- run

// Argument: the script. Runs what is ready until the slice is over.
static int run_slice(lua_State *L) {
  script *s = lua_touserdata(L, 1);
  scheduler *its = s->scheduler;
  // Events that came before its first line wait until that has run, for it may
  // be what registers for them.
  if (s->begun) engine_border_deliver(L, s);
  s->begun = true;
  while (its->ready_first != NULL && s->condemned == LARK_OK) {
    lualark_task_run_next(L, its);
    if (lualark_now_us() >= s->slice_end_us) break;
  }
  return 0;
}

static bool has_work(const script *s) {
  return s->scheduler->ready_first != NULL || s->first_event != NULL;
}

static bool may_wake(const script *s) {
  if (s->handlers > 0 && !s->retired) return true;
  for (const wait *w = s->scheduler->waits; w != NULL; w = w->next) {
    if (w->abandoned) continue;
    if (w->client != NULL || w->alarm.place != 0 || w->pending != 0)
      return true;
  }
  return false;
}

static bool has_failed(const script *s) {
  if (!s->main->ended) return false;
  return s->main->state != TASK_DONE || lualark_task_has_unseen(s->L);
}

static bool is_finished(const script *s) {
  return s->main->ended && s->scheduler->idle && s->first_event == NULL &&
         (s->handlers == 0 || s->retired);
}

// What comes next for a script that has run.
static void settle(script *s, int outcome) {
  if (s->condemned != LARK_OK) {
    // The one that was stopped is the last of those that are ready.
    const task *stopped = s->scheduler->ready_last;
    if (s->traceback == NULL && stopped != NULL)
      take_traceback(s, stopped->thread);
    engine_script_end(s, s->condemned, s->verdict);
  } else if (outcome == LUA_ERRMEM && s->starved) {
    engine_script_end(s, LARK_ELIMIT, NULL);
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
  int outcome = lua_pcall(L, 1, 0, 0);
  if (outcome != LUA_OK) lua_pop(L, 1);
  engine->running = NULL;
  runner->cpu_us += lualark_now_us() - started_us;
  settle(runner, outcome);
}

// ------------------------------------------------------------------------- end

void engine_script_end(script *ended, lark_status status, const char *why) {
  lualark_engine *engine = ended->engine;
  // Its own code may run from here on: __tostring, then finalizers. It has the
  // time of what cannot be interrupted, and ends nothing that is ending.
  ended->leaving = true;
  ended->slice_end_us = lualark_now_us();
  if (status != LARK_OK && ended->condemned == LARK_OK) drop_traceback(ended);
  ending *told = engine_ending_take(ended, status, why);
  ended->ending = NULL;
  ended->over = true;
  leave_queue(ended);
  leave(ended);
  lualark_alarm_stop(&engine->alarms, &ended->deadline);
  engine_handle_end(&engine->scripts, ended->id);
  told->next = NULL;
  if (engine->ended_last != NULL)
    engine->ended_last->next = told;
  else
    engine->ended_first = told;
  engine->ended_last = told;
  free_script(ended);
}

void engine_script_condemn(script *condemned, lark_status status,
                           const char *why) {
  if (condemned->condemned == LARK_OK) {
    condemned->condemned = status;
    condemned->scheduler->doomed = true;
    snprintf(condemned->verdict, sizeof condemned->verdict, "%s", why);
    // What failed before has nothing to do with it.
    if (!condemned->leaving) drop_traceback(condemned);
  }
  if (condemned->engine->running != condemned && !condemned->leaving)
    engine_script_end(condemned, condemned->condemned, condemned->verdict);
}

lark_status lualark_kill(lualark_engine *engine, lualark_script id) {
  script *killed = engine_handle_find(&engine->scripts, id);
  if (killed == NULL)
    return engine_fail(engine, LARK_ESTALE, "the script has ended already");
  engine_script_condemn(killed, LARK_ECANCELLED, "the script was killed");
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
  lualark_usage now = {
      .size = size,
      .memory_bytes = s->memory_bytes,
      .peak_bytes = s->peak_bytes,
      .instructions = s->instructions,
      .cpu_us = s->cpu_us,
      .wall_us = lualark_now_us() - s->started_us,
      .calls = s->calls + s->scheduler->calls,
  };
  memcpy(usage, &now, size);
}
