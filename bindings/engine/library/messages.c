// SPDX-License-Identifier: MIT
#include "messages.h"

#include "encode.h"
#include "guard.h"
#include "scripts.h"

// Arguments: a name and a value; the value's JSON text is on top.
static int send_json(lua_State *L) {
  struct script *script = lualark_script_at(L);
  const lualark_options *options = script->all->options;
  size_t length = 0;
  const char *name = lua_tostring(L, 1);
  const char *json = lua_tolstring(L, -1, &length);
  lualark_guard_check(L, script);
  lualark_guard_pause(script);
  options->message(options->user, script->all->engine, script->id, name, json,
                   length);
  lualark_guard_resume(script);
  lualark_guard_check(L, script);
  return 0;
}

/// lark.send(name, value): sends the host a message.
static int send(lua_State *L) {
  struct script *script = lualark_script_at(L);
  luaL_checkstring(L, 1);
  lua_settop(L, 2);
  lualark_guard_check(L, script);
  if (script->all->options->message == NULL)
    return luaL_error(L, "this program takes no messages");
  if (!lua_isnil(L, 2)) return lualark_encode_turns(L, 2, NULL, send_json);
  lua_pushliteral(L, "null");
  return send_json(L);
}

void lualark_messages_open(lua_State *L) {
  lua_pushcfunction(L, send);
  lua_setfield(L, -2, "send");
}
