// SPDX-License-Identifier: MIT
#include "callable.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>
#include <string.h>

#include "hide.h"
#include "scripts.h"
#include "watch.h"

static const char name_key = 0;     // registry: the name that Lua looks for
static const char function_key = 0; // registry: what stands under it

enum { MOST_LINKS = 200, STEPS_PER_LINK = 20 };

// A tail call: neither the C stack nor Lua's grows with nested calls, and the
// coroutine may yield.
static const char text[] = "local find = ... "
                           "return function(value, ...) "
                           "return find(value)(value, ...) end";

// -------------------------------------------------------------- finding __call

// Raises what Lua raises where the value at `index` cannot be called. `level`
// is that of the function between, which was called in its place.
static int refuse(lua_State *L, int index, int level) {
  lua_Debug record;
  const char *type = luaL_typename(L, index);
  luaL_where(L, level + 1);
  if (lua_getstack(L, level, &record) && lua_getinfo(L, "n", &record) &&
      record.namewhat[0] != '\0')
    lua_pushfstring(L, "attempt to call a %s value (%s '%s')", type,
                    record.namewhat, record.name);
  else
    lua_pushfstring(L, "attempt to call a %s value", type);
  lua_concat(L, 2);
  return lua_error(L);
}

// Pushes the __call of the value at `index`, nil if it has none. What C code
// set before the name was hidden stands under the hidden one.
static int push_call(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) {
    lua_pushnil(L);
    return LUA_TNIL;
  }
  lua_pushliteral(L, "__call");
  if (lua_rawget(L, -2) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &name_key);
    lua_rawget(L, -2);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &function_key);
    if (lua_rawequal(L, -1, -2)) { // ours, which has found nothing
      lua_pop(L, 2);
      lua_pushnil(L);
    } else {
      lua_pop(L, 1);
    }
  }
  lua_remove(L, -2);
  return lua_type(L, -1);
}

static int return_all(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_gettop(L);
}

// Upvalues: a function, and the values that are to be its first arguments, from
// the last. Calls it with these and with its own arguments.
static int call_chain(lua_State *L) {
  int own = lua_gettop(L);
  int links = 0;
  while (links < MOST_LINKS && !lua_isnone(L, lua_upvalueindex(links + 1)))
    links++;
  luaL_checkstack(L, links, "the arguments of a __call");
  for (int i = 1; i <= links; i++)
    lua_pushvalue(L, lua_upvalueindex(i));
  lua_rotate(L, 1, links);
  lua_callk(L, own + links - 1, LUA_MULTRET, 0, return_all);
  return return_all(L, LUA_OK, 0);
}

// As Lua 5.5 does. Level 1 is what was called in place of the value.
static int refuse_chain(lua_State *L) {
  luaL_where(L, 2);
  lua_pushliteral(L, "'__call' chain too long");
  lua_concat(L, 2);
  return lua_error(L);
}

// Goes through a chain: the value's __call, which is no function and is on top,
// and the __call of that, and so on.
static int find_in_chain(lua_State *L) {
  luaL_checkstack(L, MOST_LINKS + 4, "a chain of __call");
  while (!lua_isfunction(L, -1)) {
    if (lua_isnil(L, -1)) return refuse(L, -2, 1);
    lualark_watch_spend(L, STEPS_PER_LINK);
    if (lua_gettop(L) > MOST_LINKS) return refuse_chain(L);
    push_call(L, -1);
  }
  // value, its __call, that one's, ... , function
  lua_remove(L, 1);
  for (int low = 1, high = lua_gettop(L); low < high; low++, high--) {
    lua_pushvalue(L, low);
    lua_copy(L, high, low);
    lua_replace(L, high);
  }
  lua_pushcclosure(L, call_chain, lua_gettop(L));
  return 1;
}

// The function to call with the value and its arguments.
static int find(lua_State *L) {
  lua_settop(L, 1);
  switch (push_call(L, 1)) {
  case LUA_TFUNCTION: return 1;
  case LUA_TNIL: return refuse(L, 1, 1);
  default: return find_in_chain(L);
  }
}

// ------------------------------------------------------------ the hidden field

static int append(lua_State *L, const void *bytes, size_t count, void *user) {
  lualark_code *to = user;
  (void)L;
  if (count == 0) return 0; // Lua 5.5 tells the end so
  if (count > sizeof to->bytes - to->length) return 1;
  memcpy(to->bytes + to->length, bytes, count);
  to->length += count;
  return 0;
}

// Compiles the function, without lines, since it is not part of the script.
// Memory may lack at any point, so that it is kept once it is whole.
static void compile(lua_State *L, lualark_code *out) {
  lualark_code whole = {.length = 0};
  if (luaL_loadbufferx(L, text, sizeof text - 1, "=[C]", "t") != LUA_OK ||
      lua_dump(L, append, &whole, 1) != 0)
    luaL_error(L, "__call cannot be prepared");
  lua_pop(L, 1);
  *out = whole;
}

// Pushes what stands under the hidden name. It is compiled once for all
// scripts.
static void push_function(lua_State *L) {
  lualark_code *code = &lualark_script_at(L)->all->finder;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &function_key) != LUA_TNIL) return;
  lua_pop(L, 1);
  if (code->length == 0) compile(L, code);
  if (luaL_loadbufferx(L, code->bytes, code->length, "=[C]", "b") != LUA_OK)
    luaL_error(L, "__call cannot be prepared");
  lua_pushcfunction(L, find);
  lua_call(L, 1, 1);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &function_key);
}

void lualark_callable_prepare(lua_State *L, int metatable) {
  metatable = lua_absindex(L, metatable);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &name_key);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, metatable) == LUA_TNIL) {
    lua_pop(L, 1);
    push_function(L);
    lua_rawset(L, metatable);
  } else {
    lua_pop(L, 2);
  }
}

void lualark_callable_push_setter(lua_State *L, lua_CFunction set) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &name_key);
  lua_pushliteral(L, "__gc");
  lua_pushcclosure(L, set, 2);
}

// Whether the table at index 2 has a field with the name in an upvalue.
static bool has_field(lua_State *L, int upvalue) {
  lua_pushvalue(L, lua_upvalueindex(upvalue));
  bool has = lua_rawget(L, 2) != LUA_TNIL;
  lua_pop(L, 1);
  return has;
}

bool lualark_callable_set_plain(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE || lua_type(L, 2) != LUA_TTABLE)
    return false;
  if (lua_getmetatable(L, 1)) {
    lua_pop(L, 1);
    return false;
  }
  if (!has_field(L, 1) || has_field(L, 2)) return false;
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return true;
}

static bool has_call(lua_State *L, int table) {
  table = lua_absindex(L, table);
  lua_pushliteral(L, "__call");
  bool has = lua_rawget(L, table) != LUA_TNIL;
  lua_pop(L, 1);
  return has;
}

void lualark_callable_prepare_types(lua_State *L) {
  luaL_checkstack(L, 8, "metatables");
  push_function(L); // before the registry is traversed
  lua_pushnil(L);
  while (lua_next(L, LUA_REGISTRYINDEX)) {
    if (lua_type(L, -2) == LUA_TSTRING && lua_istable(L, -1) && has_call(L, -1))
      lualark_callable_prepare(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

// The script may write __call into the metatable that it gets.
static int return_metatable(lua_State *L) {
  if (lua_istable(L, -1)) lualark_callable_prepare(L, -1);
  return 1;
}

/// getmetatable(value): as in Lua.
static int get_metatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (!lua_getmetatable(L, 1)) lua_pushnil(L);
  luaL_getmetafield(L, 1, "__metatable");
  return return_metatable(L);
}

/// debug.getmetatable(value): as in Lua.
static int get_any_metatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (!lua_getmetatable(L, 1)) lua_pushnil(L);
  return return_metatable(L);
}

void lualark_callable_watch(lua_State *L) {
  lua_pushcfunction(L, get_metatable);
  lua_setglobal(L, "getmetatable");
  lua_getglobal(L, LUA_DBLIBNAME);
  lua_pushcfunction(L, get_any_metatable);
  lua_setfield(L, -2, "getmetatable");
  lua_pop(L, 1);
}

// ----------------------------------------------------------------- next, pairs

/// next(table, key): as in Lua, without the hidden name. Upvalue: that name.
static int next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  while (lua_next(L, 1)) {
    if (!lua_rawequal(L, 2, lua_upvalueindex(1))) return 2;
    lua_pop(L, 1);
  }
  lua_pushnil(L);
  return 1;
}

static int return_three(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 3;
}

/// pairs(value): as in Lua. Upvalue: next.
static int pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") == LUA_TNIL) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushnil(L);
  } else {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, return_three);
  }
  return 3;
}

static void replace_traversals(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &name_key);
  lua_pushcclosure(L, next, 1);
  lua_pushvalue(L, -1);
  lua_setglobal(L, "next");
  lua_pushcclosure(L, pairs, 1);
  lua_setglobal(L, "pairs");
}

void lualark_callable_open(lua_State *L, struct script *script) {
  lua_pushliteral(L, "__call");
  script->scheduler->state.hidden_key = lua_tostring(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &name_key);
  lualark_hide(L, "__call");
  replace_traversals(L);
}
