// SPDX-License-Identifier: MIT
#include "evaluate.h"

#include <lauxlib.h>
#include <string.h>

#include "clock.h"
#include "inspector.h"
#include "place.h"
#include "running.h"
#include "scope.h"
#include "share.h"
#include "text.h"
#include "values.h"
#include "verdict.h"
#include "watch.h"

enum {
  COUNT = 1000,      // instructions between two looks
  LOOK_US = 10000,   // between two looks at the client and for the host
  MOST_RESULTS = 20, // that are shown
  MOST_ARGUMENTS = 200
};

typedef struct evaluation {
  lualark_debugger *d;
  lualark_place place;
  const char *text;
  size_t bytes;
  lua_Integer ref; // 0: none
  lua_State *co;
  int argument_count;
} evaluation;

// ------------------------------------------------------------------- preparing

static int compile(lua_State *I, const char *head, const evaluation *e) {
  luaL_Buffer whole;
  luaL_buffinit(I, &whole);
  luaL_addstring(&whole, head);
  luaL_addlstring(&whole, e->text, e->bytes);
  luaL_pushresult(&whole);
  size_t bytes = 0;
  const char *text = lua_tolstring(I, -1, &bytes);
  int status = luaL_loadbufferx(I, text, bytes, "=debugger", "t");
  lua_remove(I, -2);
  return status;
}

// Pushes the chunk: that of an expression, or else of statements. Where it is
// neither, the fault of the expression is told.
static void push_chunk(lua_State *I, const evaluation *e) {
  if (compile(I, "return ", e) == LUA_OK) return;
  if (compile(I, "", e) != LUA_OK) {
    lua_pop(I, 1);
    lua_error(I);
  }
  lua_remove(I, -2);
}

// Pushes what `...` is in the frame; returns how many values.
static int push_arguments(lua_State *I, const evaluation *e) {
  lua_Debug record;
  int count = 0;
  if (e->ref != 0) {
    lualark_inspector_push(I, e->ref);
    return 1;
  }
  if (!lualark_place_info(&e->place, "u", &record)) return 0;
  luaL_checkstack(I, MOST_ARGUMENTS, "arguments");
  while (count < MOST_ARGUMENTS && lua_checkstack(e->place.thread, 1) &&
         lua_getlocal(e->place.thread, &record, -count - 1) != NULL) {
    lua_xmove(e->place.thread, I, 1);
    count++;
  }
  return count;
}

// Argument: the evaluation. Returns the coroutine, ready to run.
static int prepare(lua_State *I) {
  evaluation *e = lua_touserdata(I, 1);
  e->co = lua_newthread(I);
  lua_sethook(e->co, lualark_watch_hook, LUA_MASKCOUNT, COUNT);
  push_chunk(I, e);
  lualark_scope_push(e->d, I, &e->place);
  if (lua_setupvalue(I, -2, 1) == NULL) lua_pop(I, 1);
  e->argument_count = push_arguments(I, e);
  if (!lua_checkstack(e->co, e->argument_count + 1))
    return luaL_error(I, "not enough memory");
  lua_xmove(I, e->co, e->argument_count + 1);
  return 1;
}

// --------------------------------------------------------------------- running

// Between two turns a script runs as in one.
static lua_State *begin_turn(lualark_debugger *d, struct script *script,
                             script_life *life) {
  *life = script->life;
  if (script == d->stop.script && d->stop.L != NULL) return d->stop.L;
  script->life = SCRIPT_RUNNING;
  script->all->running = script;
  return script->L;
}

static void end_turn(lualark_debugger *d, struct script *script,
                     script_life life) {
  if (script == d->stop.script && d->stop.L != NULL) return;
  struct script *stopped = d->stop.script;
  script->all->running = d->stop.L != NULL ? stopped : NULL;
  script->life = life;
  if (script->scheduler->ready.first != NULL ||
      lualark_verdict_is_there(script))
    lualark_share_wake(script);
}

static int run(const evaluation *e, uint32_t most_ms, int *result_count) {
  lualark_debugger *d = e->d;
  struct script *script = e->place.script;
  lualark_scheduler *s = script->scheduler;
  script_life life;
  lua_State *from = begin_turn(d, script, &life);
  bool stopped = script == d->stop.script;
  locale_t locale = script->all->locale;
  if (locale != (locale_t)0) locale = uselocale(locale);
  lualark_running outer = lualark_running_enter(s, e->co, false);
  d->evaluation.most_ms = most_ms;
  d->evaluation.due_us = lark_now_us() + (uint64_t)most_ms * 1000;
  d->evaluation.next_look_us = 0;
  d->base.evaluating = true;
  if (stopped && d->stop.collects) lua_gc(e->co, LUA_GCRESTART);
  int status = lua_resume(e->co, from, e->argument_count, result_count);
  if (stopped) lua_gc(e->co, LUA_GCSTOP);
  d->base.evaluating = false;
  lualark_running_leave(s, outer);
  if (locale != (locale_t)0) uselocale(locale);
  end_turn(d, script, life);
  return status;
}

static void stop(lua_State *L, lualark_debugger *d, const char *why) {
  d->evaluation.due_us = 0;
  lua_sethook(L, lualark_watch_hook, LUA_MASKCOUNT, 1);
  if (why != NULL) luaL_error(L, "%s", why);
  luaL_error(L, "it took longer than %d ms", (int)d->evaluation.most_ms);
}

void lualark_evaluate_weigh(lualark_debugging *debugging, lua_State *L,
                            size_t steps) {
  lualark_debugger *d = (lualark_debugger *)(void *)debugging;
  struct script *script = *(struct script **)lua_getextraspace(L);
  uint64_t now_us = lark_now_us();
  uint64_t most = script->limits.instructions;
  script->used.instructions += steps;
  if (most > 0 && script->used.instructions > most)
    stop(L, d, "the script's instructions are used up");
  if (now_us >= d->evaluation.due_us) stop(L, d, NULL);
  if (now_us >= d->evaluation.next_look_us) {
    d->evaluation.next_look_us = now_us + LOOK_US;
    if (d->host.idle != NULL) d->host.idle(d->host.user, d->host.engine);
    if (lualark_channel_is_gone(&d->channel)) stop(L, d, "the client is gone");
  }
  if (lualark_verdict_is_there(script)) stop(L, d, script->verdict.text);
  if (lua_gethookcount(L) != COUNT)
    lua_sethook(L, lualark_watch_hook, LUA_MASKCOUNT, COUNT);
}

// --------------------------------------------------------------------- results

// Returns false and the error on top of `from`.
static int fail(lualark_debugger *d, lua_State *from) {
  size_t bytes = 0;
  lua_pushboolean(d->D, 0);
  lark_text_clear(&d->page);
  if (lua_type(from, -1) == LUA_TSTRING) {
    const char *text = lua_tolstring(from, -1, &bytes);
    lualark_text_string(&d->page, text, bytes);
  } else {
    lualark_text_value(&d->page, from, -1, VALUE_BYTES);
  }
  lualark_values_push_page(d);
  return 2;
}

static int fail_with(lualark_debugger *d, const char *why) {
  lua_pushboolean(d->D, 0);
  lua_pushstring(d->D, why);
  return 2;
}

static int show(lualark_debugger *d, lua_State *I, lua_State *co, int count,
                size_t most_bytes) {
  if (count > MOST_RESULTS) count = MOST_RESULTS;
  lua_pushboolean(d->D, 1);
  lua_createtable(d->D, count, 0);
  int first = lua_gettop(co) - count + 1;
  for (int i = 0; i < count; i++) {
    if (!lua_checkstack(co, 1)) break;
    lua_pushvalue(co, first + i);
    lua_xmove(co, I, 1);
    lualark_values_push(d, I, most_bytes);
    lua_rawseti(d->D, -2, i + 1);
  }
  return 2;
}

// Why nothing can run there; NULL if something can.
static const char *trouble(const lualark_debugger *d,
                           const struct script *script) {
  if (script->scheduler == NULL || script->life >= SCRIPT_ENDING ||
      script->life == SCRIPT_STARTING)
    return "the script is over";
  if (d->base.evaluating) return "another expression is being evaluated";
  if (lualark_verdict_is_there(script)) return script->verdict.text;
  return NULL;
}

int lualark_evaluate(lua_State *D) {
  evaluation e = {.d = lualark_debugger_of(D)};
  lualark_script id = (lualark_script)luaL_checkinteger(D, 1);
  uint64_t task = (uint64_t)luaL_checkinteger(D, 2);
  int level = (int)luaL_checkinteger(D, 3), count = 0;
  e.text = luaL_checklstring(D, 4, &e.bytes);
  uint32_t most_ms = (uint32_t)luaL_checkinteger(D, 5);
  size_t most_bytes = (size_t)luaL_checkinteger(D, 6);
  e.ref = luaL_optinteger(D, 7, 0);
  if (!lualark_place_find(e.d, id, task, level, &e.place, NULL))
    return fail_with(e.d, "the frame is gone");
  const char *why = trouble(e.d, e.place.script);
  if (why != NULL) return fail_with(e.d, why);
  lua_State *I = lualark_inspector(e.d, e.place.script);
  if (I == NULL) return fail_with(e.d, "not enough memory");
  lua_pushcfunction(I, prepare);
  lua_pushlightuserdata(I, &e);
  if (lua_pcall(I, 1, 1, 0) != LUA_OK) return fail(e.d, I);
  int status = run(&e, most_ms, &count);
  if (status == LUA_YIELD) return fail_with(e.d, "it cannot wait here");
  if (status != LUA_OK) return fail(e.d, e.co);
  return show(e.d, I, e.co, count, most_bytes);
}
