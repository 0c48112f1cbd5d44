// SPDX-License-Identifier: MIT
#include "out_of_memory.h"

#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "trace.h"
#include "verdict.h"
#include "watch.h"

void lualark_out_of_memory_describe(const struct script *script, lua_State *L,
                                    char *text, size_t room) {
  lualark_trace_place(L, text, room);
  size_t length = strlen(text);
  snprintf(text + length, room - length, "it used up its %zu bytes of memory",
           script->heap.limit_bytes);
}

void lualark_out_of_memory_condemn(struct script *script) {
  lualark_verdict_condemn(script, "it used up its %zu bytes of memory",
                          script->heap.limit_bytes);
}

// Ends a sandboxed script for it, and does not return.
static void end(struct script *script) {
  lualark_out_of_memory_condemn(script);
  lualark_guard_cut(script, lualark_script_thread(script));
}

bool lualark_out_of_memory_charge(lualark_state *state, ptrdiff_t bytes) {
  struct script *script = lualark_script_of(state);
  if (lualark_heap_charge(&script->heap, bytes)) return true;
  // The caller may make Lua collect, which takes time, and ask again.
  script->memory.starved = true;
  lualark_watch_look(script, SIZE_MAX);
  return false;
}

void lualark_out_of_memory_starve(lualark_state *state) {
  struct script *script = lualark_script_of(state);
  if (script->kind->sandboxed && script->memory.starved &&
      script->guard.way_out != NULL)
    end(script);
}

bool lualark_out_of_memory_is_error(lua_State *thread, int status) {
  if (status == LUA_ERRMEM) return true;
  return lua_type(thread, -1) == LUA_TSTRING &&
         strcmp(lua_tostring(thread, -1), "not enough memory") == 0;
}
