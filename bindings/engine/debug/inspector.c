// SPDX-License-Identifier: MIT
#include "inspector.h"

// Registry of a script's state.
static const char inspector_key = 0;
static const char kept_key = 0;
static const char held_key = 0;

static int make(lua_State *L) {
  lua_State *I = lua_newthread(L);
  lua_sethook(I, NULL, 0, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &inspector_key);
  return 0;
}

static lua_State *find(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &inspector_key);
  lua_State *I = lua_tothread(L, -1);
  lua_pop(L, 1);
  return I;
}

lua_State *lualark_inspector(const lualark_debugger *d, struct script *script) {
  bool runs = script == d->stop.script && d->stop.L != NULL;
  lua_State *L = runs ? d->stop.L : script->L;
  if (!lua_checkstack(L, 2)) return NULL;
  lua_State *I = find(L);
  if (I == NULL) {
    lua_pushcfunction(L, make);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK)
      lua_pop(L, 1);
    else
      I = find(L);
  }
  if (I == NULL || !lua_checkstack(I, LUA_MINSTACK)) return NULL;
  lua_settop(I, 0);
  return I;
}

// Argument: a value. Returns its number.
static int keep(lua_State *I) {
  if (lua_rawgetp(I, LUA_REGISTRYINDEX, &kept_key) != LUA_TTABLE) {
    lua_pop(I, 1);
    lua_newtable(I);
    lua_pushvalue(I, -1);
    lua_rawsetp(I, LUA_REGISTRYINDEX, &kept_key);
  }
  lua_Integer number = (lua_Integer)lua_rawlen(I, -1) + 1;
  lua_pushvalue(I, 1);
  lua_rawseti(I, -2, number);
  lua_pushinteger(I, number);
  return 1;
}

lua_Integer lualark_inspector_keep(lua_State *I) {
  if (!lua_checkstack(I, 3)) return 0;
  lua_pushcfunction(I, keep);
  lua_insert(I, -2);
  lua_Integer number =
      lua_pcall(I, 1, 1, 0) == LUA_OK ? lua_tointeger(I, -1) : 0;
  lua_pop(I, 1);
  return number;
}

void lualark_inspector_push(lua_State *I, lua_Integer number) {
  if (lua_rawgetp(I, LUA_REGISTRYINDEX, &kept_key) != LUA_TTABLE) return;
  lua_rawgeti(I, -1, number);
  lua_remove(I, -2);
}

static int hold(lua_State *I) {
  lua_rawsetp(I, LUA_REGISTRYINDEX, &held_key);
  return 0;
}

bool lualark_inspector_hold(lua_State *I, lua_State *thread) {
  if (!lua_checkstack(thread, 1)) return false;
  lua_pushcfunction(I, hold);
  lua_pushthread(thread);
  lua_xmove(thread, I, 1);
  if (lua_pcall(I, 1, 0, 0) == LUA_OK) return true;
  lua_pop(I, 1);
  return false;
}

// A key that is there takes nil without memory.
static void forget(lua_State *L) {
  if (!lua_checkstack(L, 2)) return;
  // An expression's coroutine may hold much.
  lua_State *I = find(L);
  if (I != NULL) lua_settop(I, 0);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key) == LUA_TTABLE) {
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &kept_key);
  }
  lua_pop(L, 1);
}

void lualark_inspector_forget(const lualark_debugger *d) {
  struct script *stopped = d->stop.script;
  if (!d->stop.was_held && stopped != NULL) {
    forget(d->stop.L != NULL ? d->stop.L : stopped->L);
    return;
  }
  for (lark_link *link = d->scripts->all.first; link != NULL;
       link = link->next) {
    struct script *script = lualark_scripts_of(link);
    if (script->L != NULL && script->life < SCRIPT_CLOSING)
      forget(script == d->stop.script && d->stop.L != NULL ? d->stop.L
                                                           : script->L);
  }
}
