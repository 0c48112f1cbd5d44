// SPDX-License-Identifier: MIT
#include "failed_task.h"

#include "coroutine.h"
#include "debugging.h"
#include "guard.h"
#include "out_of_memory.h"
#include "scripts.h"
#include "task.h"
#include "trace.h"
#include "verdict.h"

// Whether the error on top of `thread` was noted last.
static bool is_noted_last(lua_State *L, lua_State *thread) {
  if (!lua_checkstack(thread, 1)) return false;
  lua_pushvalue(thread, -1);
  lua_xmove(thread, L, 1);
  lualark_state_push_kept(L, LUALARK_KEPT_NOTED);
  bool same = !lua_isnil(L, -1) && lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

static void tell_debugger(struct script *script, lua_State *thread) {
  lualark_debugging *debugging = script->all->debugging;
  if (debugging == NULL || lualark_verdict_is_there(script)) return;
  if (!is_noted_last(script->L, thread))
    debugging->failed(debugging, script, thread);
}

// Notes the error on top of `thread`. True if it was noted already: a task that
// awaited the one that failed raises its error once more.
static bool is_noted(lua_State *L, lua_State *thread) {
  lua_pushvalue(thread, -1);
  lua_xmove(thread, L, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushboolean(L, 0);
  }
  lualark_state_push_kept(L, LUALARK_KEPT_NOTED);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 1);
  lualark_state_keep(L, LUALARK_KEPT_NOTED);
  return same;
}

void lualark_failed_task_note(lualark_state *state, lua_State *thread,
                              int status) {
  struct script *script = lualark_script_of(state);
  lua_State *L = script->L;
  if (lualark_verdict_is_there(script) && lualark_guard_may_cut(script))
    lualark_guard_cut(script, thread);
  if (!lua_checkstack(L, 4)) return;
  tell_debugger(script, thread);
  // The host is told of the first failure that no task awaited, unless the main
  // task fails, too.
  if (lualark_task_has_unseen(L) && thread != script->main->thread) return;
  if (is_noted(L, thread) && script->trace != NULL) return;
  script->memory.spent =
      script->memory.starved && lualark_out_of_memory_is_error(thread, status);
  if (script->memory.spent && !lualark_verdict_is_there(script))
    lualark_out_of_memory_describe(script, thread, script->verdict.text,
                                   sizeof script->verdict.text);
  if (lualark_coroutine_has_fallen(thread))
    lualark_trace_take_all(script, thread);
  else
    lualark_trace_take(script, thread);
}

void lualark_failed_task_note_coroutine(lualark_state *state, lua_State *thread,
                                        bool goes_on) {
  lualark_trace_take_inner(lualark_script_of(state), thread, goes_on);
}
