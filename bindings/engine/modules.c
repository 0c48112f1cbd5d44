// SPDX-License-Identifier: MIT

// Modules that the host brings as text.
#include <string.h>

#include "cjson.h"
#include "engine.h"

static const lualark_module *find(const script *s, const char *name) {
  const lualark_module *module = s->engine->options.modules;
  for (; module != NULL && module->name != NULL; module++) {
    if (strcmp(module->name, name) == 0) return module;
  }
  return NULL;
}

bool engine_modules_push(lua_State *L, const script *s, const char *name) {
  const lualark_module *found = find(s, name);
  if (found == NULL) return false;
  size_t bytes =
      found->text_bytes > 0 ? found->text_bytes : strlen(found->text);
  if (found->text[0] == LUA_SIGNATURE[0])
    luaL_error(L, "module '%s' is bytecode: modules are source text", name);
  const char *chunk = lua_pushfstring(L, "@%s", name);
  int status = s->sandboxed
                   ? engine_load_text(L, found->text, bytes, chunk)
                   : luaL_loadbufferx(L, found->text, bytes, chunk, "t");
  if (status != LUA_OK) lua_error(L);
  lua_remove(L, -2);
  return true;
}

// Upvalue: the script. A searcher, as package.searchers has them.
static int search(lua_State *L) {
  const script *s = lua_touserdata(L, lua_upvalueindex(1));
  const char *name = luaL_checkstring(L, 1);
  if (engine_modules_push(L, s, name)) {
    lua_pushliteral(L, ":host:");
    return 2;
  }
  lua_pushliteral(L, "no module of the program's");
  return 1;
}

void engine_modules_preload(lua_State *L, const script *s) {
  if (s->engine->options.modules == NULL) return;
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  // Behind package.preload, before the path.
  for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i >= 2; i--) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushlightuserdata(L, (void *)(uintptr_t)s);
  lua_pushcclosure(L, search, 1);
  lua_rawseti(L, -2, 2);
  lua_pop(L, 2);
}

// -------------------------------------------------- require, for strangers

// Upvalue: what was loaded. Arguments: the name, what the module returned.
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

/// require(name): a module of the host's, "lark", "cjson", or a library that is
/// there already.
static int require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  if (strcmp(name, "cjson") == 0)
    lua_pushcfunction(L, luaopen_lualark_cjson);
  else if (!engine_modules_push(L, engine_script_at(L), name))
    return luaL_error(L,
                      "module '%s' not found: this program has no module of "
                      "that name for its scripts",
                      name);
  lua_pushvalue(L, 1);
  lua_pushliteral(L, ":host:");
  lua_callk(L, 2, 1, 0, remember);
  return remember(L, LUA_OK, 0);
}

// The table of what is loaded: the libraries that were opened, and ours.
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

void engine_modules_push_require(lua_State *L, int lark) {
  push_loaded(L, lark);
  lua_pushcclosure(L, require, 1);
}
