// SPDX-License-Identifier: MIT
#include "guard.h"

#include "arm.h"
#include "event_limits.h"
#include "scripts.h"
#include "trace.h"
#include "verdict.h"

static void enter_locale(struct script *script) {
  if (script->kind->sandboxed)
    script->guard.locale = uselocale(script->all->locale);
}

static void leave_locale(const struct script *script) {
  if (script->kind->sandboxed) uselocale(script->guard.locale);
}

int lualark_guard_call(struct script *script, int argument_count,
                       int result_count) {
  jmp_buf way_out;
  int outcome = LUALARK_CUT;
  enter_locale(script);
  if (setjmp(way_out) == 0) {
    script->guard.way_out = &way_out;
    lualark_arm_enter(script);
    outcome = lua_pcall(script->L, argument_count, result_count, 0);
  } else {
    outcome = LUALARK_CUT;
  }
  lualark_arm_leave(script);
  script->guard.way_out = NULL;
  leave_locale(script);
  return outcome;
}

bool lualark_guard_may_cut(const struct script *script) {
  return script->kind->sandboxed && script->guard.way_out != NULL &&
         script->scheduler != NULL;
}

void lualark_guard_cut(struct script *script, lua_State *thread) {
  // A debugger's expression fails instead.
  if (script->guard.way_out == NULL)
    luaL_error(thread, "%s", script->verdict.text);
  lualark_verdict_place(script, thread);
  if (script->trace == NULL) lualark_trace_take(script, thread);
  longjmp(*script->guard.way_out, 1);
}

void lualark_guard_close(struct script *script) {
  jmp_buf way_out;
  script->guard.way_out = &way_out;
  if (setjmp(way_out) == 0) lua_close(script->L);
  script->guard.way_out = NULL;
}

void lualark_guard_end_close(struct script *script) {
  longjmp(*script->guard.way_out, 1);
}

void lualark_guard_check(lua_State *L, struct script *script) {
  if (lualark_script_is_over(script)) luaL_error(L, "the script is over");
  if (!lualark_verdict_is_there(script)) return;
  if (script->kind->sandboxed) lualark_guard_cut(script, L);
  luaL_error(L, "%s", script->verdict.text);
}

void lualark_guard_pause(struct script *script) {
  lualark_arm_rest(script);
  lualark_event_limits_pause(script);
  script->guard.kept = script->guard.way_out;
  script->guard.way_out = NULL;
  leave_locale(script);
}

void lualark_guard_resume(struct script *script) {
  script->guard.way_out = script->guard.kept;
  if (script->kind->sandboxed) uselocale(script->all->locale);
  lualark_event_limits_resume(script);
  lualark_arm_enter(script);
}
