// SPDX-License-Identifier: MIT
#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#include "charge.h"
#include "reader.h"
#include "steps.h"
#include "syntax.h"

// Lua's stack has room for 1,000,000 values: these, and what else a script
// needs.
enum { MOST = 999000 };

static void refuse_no_array(lua_State *L) {
  lua_pushliteral(L, "its arguments are no JSON array");
  lua_error(L);
}

static void check(lua_State *L, const char *json) {
  const char *why = NULL;
  uint32_t count = 0;
  lark_status status = lualark_syntax_check(json, &why, &count);
  if (status == LARK_ENOMEM) lualark_charge_starve(L);
  if (status != LARK_OK) {
    lua_pushfstring(L, "its arguments are no JSON: %s", why);
    lua_error(L);
  }
  if (count == UINT32_MAX) refuse_no_array(L);
  if (count <= MOST) return;
  lua_pushfstring(L, "it has more than %d arguments", (int)MOST);
  lua_error(L);
}

void lualark_arguments_take(lua_State *L, struct script *script,
                            const char *json) {
  if (json == NULL) return;
  check(L, json);
  size_t bytes = strlen(json) + 1;
  lualark_charge_add(L, &script->scheduler->state, bytes);
  script->arguments_bytes = bytes;
  script->arguments = malloc(bytes);
  if (script->arguments == NULL) {
    lualark_charge_starve(L);
    return; // never reached: it raises
  }
  memcpy(script->arguments, json, bytes);
}

void lualark_arguments_drop(struct script *script) {
  lualark_heap_charge(&script->heap, -(ptrdiff_t)script->arguments_bytes);
  free(script->arguments);
  script->arguments = NULL;
  script->arguments_bytes = 0;
}

static int refuse(lua_State *L, const char *why) {
  return luaL_error(L, "its arguments are no JSON: %s", why);
}

// Returns the list of them; yields meanwhile where the text is long.
static int decode(lua_State *L) {
  const struct script *script = lualark_script_at(L);
  return lualark_reader_push(L, &script->scheduler->state,
                             &(lualark_reader_text){script->arguments,
                                                    script->arguments_bytes - 1,
                                                    NULL, refuse});
}

// On the stack: the function, and the list of its arguments.
static int call(lua_State *L, int status, lua_KContext context) {
  lua_KFunction then = (lua_KFunction)context;
  int count = (int)lua_rawlen(L, 2);
  (void)status;
  struct script *script = lualark_script_at(L);
  lualark_state *state = &script->scheduler->state;
  lualark_arguments_drop(script);
  // For a stack that grows by much the collector would do much at once.
  lualark_steps_hold_collector(L, state);
  luaL_checkstack(L, count + 4, "arguments");
  for (int i = 1; i <= count; i++)
    lua_rawgeti(L, 2, i);
  lua_remove(L, 2);
  lualark_steps_release_collector(L, state);
  lua_callk(L, count, LUA_MULTRET, 0, then);
  return then(L, LUA_OK, 0);
}

int lualark_arguments_call(lua_State *L, lua_KFunction then) {
  if (lualark_script_at(L)->arguments == NULL) {
    lua_callk(L, 0, LUA_MULTRET, 0, then);
    return then(L, LUA_OK, 0);
  }
  lua_pushcfunction(L, decode);
  lua_callk(L, 0, 1, (lua_KContext)then, call);
  return call(L, LUA_OK, (lua_KContext)then);
}
