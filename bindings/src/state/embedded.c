// SPDX-License-Identifier: MIT
#include "embedded.h"

#include <lauxlib.h>
#include <string.h>

#include "lualark_words.h"

static const char modules_key = 0; // registry: what the files returned
static const char lark_key = 0;    // registry: the module's table

void lualark_embedded_open(lua_State *L) {
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &lark_key);
}

bool lualark_embedded_push_module(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &lark_key) == LUA_TTABLE) return true;
  lua_pop(L, 1);
  return false;
}

// Pushes the table of what the files returned. Few scripts need one.
static void push_modules(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &modules_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &modules_key);
}

static const lualark_chunk *find(const char *name) {
  for (const lualark_chunk *c = lualark_chunks; c->name != NULL; c++) {
    if (strcmp(c->name, name) == 0) return c;
  }
  return NULL;
}

// The words of the files: an English sentence in the language that is set.
static int words(lua_State *L) {
  lua_pushstring(L, lualark_words(luaL_checkstring(L, 1)));
  return 1;
}

void lualark_embedded_push(lua_State *L, const char *name) {
  push_modules(L);
  if (lua_getfield(L, -1, name) == LUA_TNIL) {
    const lualark_chunk *chunk = find(name);
    lua_pop(L, 1);
    lua_pushfstring(L, "=lark.%s", name);
    if (luaL_loadbufferx(L, chunk->source, chunk->length, lua_tostring(L, -1),
                         "t") != LUA_OK)
      lua_error(L);
    lua_remove(L, -2);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lark_key);
    lua_pushcfunction(L, words);
    lua_call(L, 2, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, name);
  }
  lua_remove(L, -2);
}
