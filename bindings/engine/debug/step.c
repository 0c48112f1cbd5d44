// SPDX-License-Identifier: MIT
#include "step.h"

#include "inspector.h"
#include "place.h"

void lualark_step_watch(lualark_debugger *d) {
  d->base.lines = d->attached && (d->has_lines || d->pausing || d->entering ||
                                  d->step.mode != STEP_NONE);
}

// Notes the frame where an "over" or "out" begins; false if there is none.
static bool note_frame(lualark_debugger *d, lua_State *I) {
  lua_State *L = d->stop.L;
  lua_Debug record;
  if (d->stop.failed != NULL || !lua_getstack(L, 0, &record) ||
      !lua_checkstack(L, 1) || !lualark_inspector_hold(I, L))
    return false;
  lua_getinfo(L, "ft", &record);
  d->step.function = lua_topointer(L, -1);
  lua_pop(L, 1);
  d->step.is_tail = record.istailcall != 0;
  d->step.thread = L;
  d->step.depth = lualark_place_depth(L);
  return true;
}

void lualark_step_begin(lualark_debugger *d, lualark_step_mode mode) {
  struct script *script = d->stop.script;
  lua_State *I = NULL;
  d->step.mode = STEP_NONE;
  if (mode == STEP_NONE || script == NULL) return;
  d->step.script = script->id;
  d->step.task = d->stop.task;
  d->step.thread = NULL;
  // Between two turns any step is one to the next line of the task.
  if (mode != STEP_IN && d->stop.L != NULL) {
    I = lualark_inspector(d, script);
    if (I == NULL || !note_frame(d, I)) mode = STEP_IN;
  } else {
    mode = STEP_IN;
  }
  d->step.mode = mode;
}

// A tail call has put another function into the frame: that is called, too.
static bool is_replaced(const lualark_debugger *d, lua_State *L,
                        lua_Debug *record) {
  if (!lua_checkstack(L, 1)) return false;
  lua_getinfo(L, "ft", record);
  const void *function = lua_topointer(L, -1);
  lua_pop(L, 1);
  return record->istailcall &&
         (!d->step.is_tail || function != d->step.function);
}

static bool has_ended(lua_State *thread) {
  lua_Debug level;
  if (lua_status(thread) == LUA_YIELD) return false;
  return lua_status(thread) != LUA_OK || !lua_getstack(thread, 0, &level);
}

bool lualark_step_is_over(const lualark_debugger *d,
                          const struct script *script, lua_State *L,
                          lua_Debug *record) {
  lua_Debug level;
  if (d->step.mode == STEP_NONE || script->id != d->step.script ||
      lualark_place_task(script, L) != d->step.task)
    return false;
  if (d->step.mode == STEP_IN) return true;
  if (L != d->step.thread) return has_ended(d->step.thread);
  if (d->step.mode == STEP_OUT)
    return !lua_getstack(L, d->step.depth - 1, &level);
  if (lua_getstack(L, d->step.depth, &level)) return false;
  // Whether it is as deep as before.
  bool same = lua_getstack(L, d->step.depth - 1, &level) != 0;
  return !same || !is_replaced(d, L, record);
}
