// SPDX-License-Identifier: MIT

// What a script finds in its state.
#include <lualib.h>

#include "coroutine.h"
#include "engine.h"
#include "module.h"

// The module's scheduler works for the engine from here on.
static void take_scheduler(lua_State *L, script *opened) {
  lualark_scheduler *s = lualark_scheduler_get(L);
  s->state.host = &engine_host;
  s->state.owner = opened;
  s->loop.alarms = &opened->engine->alarms;
  s->waits.most_in_flight = opened->engine->options.calls_in_flight;
  s->waits.most_answer_bytes = opened->engine->options.response_bytes;
  s->nesting.most = opened->engine->options.coroutine_depth;
  opened->scheduler = s;
}

int engine_library_open(lua_State *L) {
  script *opened = lua_touserdata(L, 1);
  if (opened->sandboxed)
    engine_sandbox_libraries(L);
  else
    engine_trusted_libraries(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  take_scheduler(L, opened);
  engine_print_open(L, opened);
  engine_border_open(L, opened);
  lualark_coroutine_patch(L);
  engine_strings_open(L);
  engine_format_open(L);
  engine_tables_open(L);
  engine_failure_open(L);
  if (opened->sandboxed)
    engine_sandbox_open(L, opened);
  else
    engine_trusted_open(L, opened);
  lua_pop(L, 1);
  engine_interrupt_watch(opened);
  return 0;
}
