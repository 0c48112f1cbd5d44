// SPDX-License-Identifier: MIT
#include "library.h"

#include "coroutine.h"
#include "data.h"
#include "format.h"
#include "handover.h"
#include "host_functions.h"
#include "messages.h"
#include "module.h"
#include "print.h"
#include "scripts.h"
#include "string_search.h"
#include "tables.h"
#include "watch.h"

// From here on the engine drives the module's scheduler.
static void take_scheduler(lua_State *L, struct script *script) {
  lualark_scheduler *scheduler = lualark_scheduler_get(L);
  const lualark_options *options = script->all->options;
  scheduler->state.host = script->all->host;
  scheduler->state.owner = script;
  scheduler->state.lender = &script->all->lender;
  scheduler->loop.timers = &script->all->timers;
  scheduler->waits.most_in_flight = options->calls_in_flight;
  scheduler->waits.most_answer_bytes = options->response_bytes;
  scheduler->nesting.most = options->coroutine_depth;
  script->scheduler = scheduler;
}

void lualark_library_open(lua_State *L, struct script *script) {
  if (script->kind->open != NULL) {
    script->kind->open(L, script);
    return;
  }
  script->kind->open_libraries(L, script);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  take_scheduler(L, script);
  lualark_print_open(L, script);
  lualark_events_open(L, &script->events);
  lualark_handover_open(L);
  lualark_data_open(L);
  lualark_messages_open(L);
  lualark_host_functions_open(L, script->all->functions);
  lualark_coroutine_patch(L);
  lualark_string_search_open(L);
  lualark_format_open(L);
  lualark_tables_open(L);
  script->kind->restrict_libraries(L, script);
  lua_pop(L, 1);
  lualark_watch_begin(script);
}
