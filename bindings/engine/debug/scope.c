// SPDX-License-Identifier: MIT
#include "scope.h"

#include <lauxlib.h>
#include <string.h>

#include "variables.h"

typedef struct scope {
  lualark_place place;
  uint64_t generation;
} scope;

enum { GLOBALS = lua_upvalueindex(1), SCOPE = lua_upvalueindex(2) };

// The place, or NULL where its stop is over.
static const lualark_place *place_of(lua_State *L) {
  const scope *s = lua_touserdata(L, SCOPE);
  const lualark_debugging *debugging = s->place.script->all->debugging;
  const lualark_debugger *d = (const lualark_debugger *)(const void *)debugging;
  return d != NULL && d->generation == s->generation ? &s->place : NULL;
}

// The slot of the innermost local of that name; 0 if there is none.
static int find_local(const lualark_place *place, lua_Debug *record,
                      const char *name) {
  int found = 0;
  if (!lualark_place_info(place, "u", record)) return 0;
  for (int i = 1; lua_checkstack(place->thread, 1); i++) {
    const char *its = lua_getlocal(place->thread, record, i);
    if (its == NULL) break;
    lua_pop(place->thread, 1);
    if (strcmp(its, name) == 0) found = i;
  }
  return found;
}

// Pushes the function of the place; false if there is none.
static bool push_function(lua_State *L, const lualark_place *place) {
  lua_Debug record;
  if (!lua_checkstack(place->thread, 1) ||
      !lualark_place_info(place, "f", &record))
    return false;
  lua_xmove(place->thread, L, 1);
  return true;
}

// The upvalue of that name of the function on top; 0 if there is none.
static int find_upvalue(lua_State *L, const char *name) {
  for (int i = 1;; i++) {
    const char *its = lua_getupvalue(L, -1, i);
    if (its == NULL) return 0;
    lua_pop(L, 1);
    if (strcmp(its, name) == 0) return i;
  }
}

// Arguments: the table, a name.
static int read(lua_State *L) {
  lua_Debug record;
  const lualark_place *place = place_of(L);
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
  luaL_checkstack(L, 4, "a name");
  if (place != NULL && name != NULL) {
    int slot = find_local(place, &record, name);
    if (slot > 0) {
      lua_getlocal(place->thread, &record, slot);
      lua_xmove(place->thread, L, 1);
      return 1;
    }
    if (push_function(L, place)) {
      slot = find_upvalue(L, name);
      if (slot > 0) {
        lua_getupvalue(L, -1, slot);
        return 1;
      }
    }
  }
  lua_pushvalue(L, 2);
  lua_gettable(L, GLOBALS);
  return 1;
}

// Arguments: the table, a name, a value.
static int write(lua_State *L) {
  lua_Debug record;
  const lualark_place *place = place_of(L);
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
  luaL_checkstack(L, 4, "a name");
  if (place != NULL && name != NULL) {
    int slot = find_local(place, &record, name);
    if (slot > 0 && lua_checkstack(place->thread, 1)) {
      lua_pushvalue(L, 3);
      lua_xmove(L, place->thread, 1);
      lua_setlocal(place->thread, &record, slot);
      return 0;
    }
    if (push_function(L, place)) {
      slot = find_upvalue(L, name);
      lua_pushvalue(L, 3);
      if (slot > 0 && lua_setupvalue(L, -2, slot) != NULL) return 0;
    }
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_settable(L, GLOBALS);
  return 0;
}

// Pushes a function with the globals and the scope below the metatable, which
// is on top, for its upvalues.
static void add(lua_State *L, const char *name, lua_CFunction function) {
  lua_pushvalue(L, -3);
  lua_pushvalue(L, -3);
  lua_pushcclosure(L, function, 2);
  lua_setfield(L, -2, name);
}

void lualark_scope_push(lualark_debugger *d, lua_State *I,
                        const lualark_place *place) {
  luaL_checkstack(I, 8, "a scope");
  lua_newtable(I);
  lualark_variables_push_globals(I, place);
  scope *s = lua_newuserdatauv(I, sizeof *s, 1);
  *s = (scope){*place, d->generation};
  // The coroutine lives as long as this.
  if (!lua_checkstack(place->thread, 1)) luaL_error(I, "not enough memory");
  lua_pushthread(place->thread);
  if (place->thread != I) lua_xmove(place->thread, I, 1);
  lua_setiuservalue(I, -2, 1);
  lua_createtable(I, 0, 2);
  add(I, "__index", read);
  add(I, "__newindex", write);
  lua_insert(I, -3);
  lua_pop(I, 2);
  lua_setmetatable(I, -2);
}
