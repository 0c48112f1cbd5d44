// SPDX-License-Identifier: MIT

// Modules that the host brings as text.
#include <string.h>

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
  const char *chunk = lua_pushfstring(L, "@%s", name);
  int status = s->sandboxed
                   ? engine_sandbox_load(L, found->text, bytes, chunk)
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
