// SPDX-License-Identifier: MIT

// The way into a script's state, and the way out of it.
//
// Scripts of strangers are ended by leaving their state in the middle of what
// it does, with a jump to where the engine entered it: past every pcall, every
// handler and every variable that wants to be closed, none of which could hold
// that up. Lua is never entered there again; its memory goes as a whole. So a
// jump may start wherever only Lua and our own C functions stand in between:
// those own nothing outside the state but what lists of the scheduler know of.
#include "engine.h"

int engine_guard(script *guarded, int argument_count, int result_count) {
  jmp_buf way_out;
  int outcome = ENGINE_CUT;
  guarded->inside = true;
  if (guarded->sandboxed)
    guarded->outer_locale = uselocale(guarded->engine->locale);
  if (setjmp(way_out) == 0) {
    guarded->way_out = &way_out;
    outcome = lua_pcall(guarded->L, argument_count, result_count, 0);
  } else {
    outcome = ENGINE_CUT;
  }
  guarded->way_out = NULL;
  guarded->inside = false;
  if (guarded->sandboxed) uselocale(guarded->outer_locale);
  return outcome;
}

void engine_guard_cut(script *s) {
  if (s->ending != NULL && s->ending->trace == NULL)
    s->ending->trace = engine_trace(engine_script_running(s));
  s->cut = true;
  longjmp(*s->way_out, 1);
}

void engine_guard_close(script *s) {
  jmp_buf way_out;
  s->way_out = &way_out;
  if (setjmp(way_out) == 0) lua_close(s->L);
  s->way_out = NULL;
}

void engine_guard_closing(script *s) {
  if (s->finalized) longjmp(*s->way_out, 1);
}

void engine_guard_check(lua_State *L, script *s) {
  if (s->over) luaL_error(L, "the script is over");
  if (s->condemned == LARK_OK) return;
  if (s->sandboxed) engine_guard_cut(s);
  luaL_error(L, "%s", s->verdict);
}

// No jump leads past the host's code.
void engine_guard_pause(script *s) {
  s->kept_way = s->way_out;
  s->way_out = NULL;
  if (s->sandboxed) uselocale(s->outer_locale);
}

void engine_guard_resume(script *s) {
  s->way_out = s->kept_way;
  if (s->sandboxed) uselocale(s->engine->locale);
}
