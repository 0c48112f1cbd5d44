// SPDX-License-Identifier: MIT
#include "modules.h"

#include <string.h>
#include <unistd.h>

#include "script.h"
#include "scripts.h"
#include "shortage.h"

static const lualark_module *find(const struct script *script,
                                  const char *name) {
  const lualark_module *module = script->all->options->modules;
  for (; module != NULL && module->name != NULL; module++) {
    if (strcmp(module->name, name) == 0) return module;
  }
  return NULL;
}

bool lualark_modules_push(lua_State *L, const struct script *script,
                          const char *name) {
  const lualark_module *module = find(script, name);
  if (module == NULL) return false;
  size_t bytes =
      module->text_bytes > 0 ? module->text_bytes : strlen(module->text);
  if (module->text[0] == LUA_SIGNATURE[0])
    luaL_error(L, "module '%s' is bytecode: modules are source text", name);
  const char *chunk = lua_pushfstring(L, "@%s", name);
  if (script->kind->compile(L, module->text, bytes, chunk) != LUA_OK)
    lua_error(L);
  lua_remove(L, -2);
  return true;
}

// A searcher, as in package.searchers. Upvalue: the script.
static int search(lua_State *L) {
  const struct script *script = lua_touserdata(L, lua_upvalueindex(1));
  const char *name = luaL_checkstring(L, 1);
  if (lualark_modules_push(L, script, name)) {
    lua_pushliteral(L, ":host:");
    return 2;
  }
  lua_pushliteral(L, "no module of the program's");
  return 1;
}

void lualark_modules_open(lua_State *L, const struct script *script) {
  if (script->all->options->modules == NULL) return;
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i >= 2; i--) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushlightuserdata(L, (void *)(uintptr_t)script);
  lua_pushcclosure(L, search, 1);
  lua_rawseti(L, -2, 2);
  lua_pop(L, 2);
}

// The last searcher: those before it say "no file" of one that they cannot
// open.
static int search_files(lua_State *L) {
  if (!lark_shortage_of_files(STDERR_FILENO, 0)) return 0;
  lua_pushfstring(L, "%s: a file may be there", lark_strerror(LARK_EFILES));
  return 1;
}

void lualark_modules_set_path(lua_State *L, const struct script *script) {
  const char *path = script->all->options->module_path;
  lua_getglobal(L, "package");
  if (path != NULL) {
    lua_pushstring(L, path);
    lua_setfield(L, -2, "path");
  }
  lua_getfield(L, -1, "searchers");
  lua_pushcfunction(L, search_files);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 2);
}
