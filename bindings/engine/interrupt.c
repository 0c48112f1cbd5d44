// SPDX-License-Identifier: MIT

// The count hook of a script's Lua machine: it takes the processor back when a
// slice is over, counts instructions, and ends what was condemned.
//
// A coroutine inherits the hook of the one that makes it, so that all of a
// state's have it. A hook may yield; where the coroutine under it cannot, since
// a C function stands in between, the script goes on for a while, and then
// ends.
#include <stdio.h>

#include "engine.h"

enum { COUNT = 1000 };

static script *script_of(lua_State *L) {
  // Each thread of a state starts with a copy of its main thread's.
  return *(script **)lua_getextraspace(L);
}

static void on_count(lua_State *L, lua_Debug *record);

// True where the coroutine can yield, and is to: others have their turn.
static bool park(lua_State *L, const script *s) {
  if (!lualark_can_park(L, s->scheduler)) return false;
  s->scheduler->parking = s->scheduler->preempted = true;
  return true;
}

// Stops a script that is to end. Where it can yield it does, for good: its
// state is closed next, and none of its handlers runs. (After an error out of a
// hook Lua closes a coroutine's variables with hooks off, so nothing could stop
// them.) Elsewhere an error is raised, and from then on by each instruction, so
// that no pcall holds it up.
static bool stop(lua_State *L, const script *s) {
  if (park(L, s)) return true;
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
  luaL_error(L, "%s", s->verdict);
  return false; // never reached
}

static bool condemn(lua_State *L, script *s, const char *format,
                    double amount) {
  char why[sizeof s->verdict];
  snprintf(why, sizeof why, format, amount);
  engine_script_condemn(s, LARK_ELIMIT, why);
  return stop(L, s);
}

bool engine_interrupt_pause(lua_State *L, uint64_t steps) {
  script *s = script_of(L);
  if (s->condemned != LARK_OK) return stop(L, s);
  s->instructions += steps;
  if (s->instruction_limit > 0 && s->instructions > s->instruction_limit)
    return condemn(L, s, "it used up its %.0f instructions",
                   (double)s->instruction_limit);

  uint64_t now_us = lualark_now_us();
  if (now_us < s->slice_end_us) return false;
  if (s->deadline.place != 0 && now_us >= s->deadline.due_us)
    return condemn(L, s, "it took longer than its %.3g s",
                   (double)(s->deadline.due_us - s->started_us) / 1e6);
  if (park(L, s)) return true;
  uint64_t stall_us = now_us - s->slice_end_us;
  if (stall_us <= (uint64_t)s->engine->options.stall_ms * 1000) return false;
  return condemn(L, s,
                 "it computed for %.3g ms where it cannot be interrupted, "
                 "under a function that cannot yield",
                 (double)stall_us / 1000);
}

static void on_count(lua_State *L, lua_Debug *record) {
  (void)record;
  // In a hook this returns; the coroutine yields when the hook is over.
  if (engine_interrupt_pause(L, COUNT)) lua_yield(L, 0);
}

void engine_interrupt_watch(script *watched) {
  *(script **)lua_getextraspace(watched->L) = watched;
  lua_sethook(watched->L, on_count, LUA_MASKCOUNT, COUNT);
}
