// SPDX-License-Identifier: MIT
#include "require.h"

#include <string.h>

#include "cjson.h"
#include "modules.h"
#include "script.h"

// Upvalue: the table of loaded modules. Arguments: a name, and what the module
// returned, which it keeps and returns.
static int remember(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) {
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) lua_pushboolean(L, 1);
    lua_replace(L, 2);
    lua_settop(L, 2);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_rawset(L, lua_upvalueindex(1));
  return 1;
}

/// require(name): a module of the host's, "lark", "cjson", "cjson.safe", or an
/// open library.
static int require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  if (strcmp(name, "cjson") == 0)
    lua_pushcfunction(L, luaopen_lualark_cjson);
  else if (strcmp(name, "cjson.safe") == 0)
    lua_pushcfunction(L, luaopen_lualark_cjson_safe);
  else if (!lualark_modules_push(L, lualark_script_at(L), name))
    return luaL_error(L,
                      "module '%s' not found: this program has no module of "
                      "that name for its scripts",
                      name);
  lua_pushvalue(L, 1);
  lua_pushliteral(L, ":host:");
  lua_callk(L, 2, 1, 0, remember);
  return remember(L, LUA_OK, 0);
}

// Pushes a table of the open libraries and ours.
static void push_loaded(lua_State *L, int lark) {
  lua_newtable(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pop(L, 1);
  lua_pushvalue(L, lark);
  lua_setfield(L, -2, "lark");
}

void lualark_require_push(lua_State *L, int lark) {
  push_loaded(L, lark);
  lua_pushcclosure(L, require, 1);
}
