// SPDX-License-Identifier: MIT
#include "variables.h"

#include <lauxlib.h>
#include <string.h>

#include "inspector.h"
#include "place.h"
#include "text.h"
#include "values.h"

enum { MOST_MEMBERS = 2000 };

// Where arguments 1 to 3 say; raises if that is nowhere.
static lua_State *open_place(lua_State *D, lualark_debugger *d,
                             lualark_place *place) {
  lualark_script script = (lualark_script)luaL_checkinteger(D, 1);
  uint64_t task = (uint64_t)luaL_checkinteger(D, 2);
  int level = (int)luaL_checkinteger(D, 3);
  if (!lualark_place_find(d, script, task, level, place, NULL))
    luaL_error(D, "the frame is gone");
  lua_State *I = lualark_inspector(d, place->script);
  if (I == NULL) luaL_error(D, "not enough memory");
  return I;
}

// The value on top of `from` is a variable; it goes to the list on top of D.
static void add(lualark_debugger *d, lua_State *I, const char *name,
                lua_Integer slot) {
  lua_State *D = d->D;
  lualark_values_push(d, I, VALUE_BYTES);
  lark_text_clear(&d->page);
  lualark_text_string(&d->page, name, strlen(name));
  lualark_values_push_page(d);
  lua_setfield(D, -2, "name");
  lua_pushinteger(D, slot);
  lua_setfield(D, -2, "slot");
  lua_rawseti(D, -2, (lua_Integer)lua_rawlen(D, -2) + 1);
}

int lualark_variables_locals(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  lualark_place place;
  lua_Debug record;
  lua_State *I = open_place(D, d, &place);
  lua_newtable(D);
  if (!lualark_place_info(&place, "u", &record)) return 1;
  for (int sign = 1; sign >= -1; sign -= 2) {
    for (int i = sign; lua_checkstack(place.thread, 1); i += sign) {
      const char *name = lua_getlocal(place.thread, &record, i);
      if (name == NULL) break;
      lua_xmove(place.thread, I, 1);
      // Others are Lua's own, such as a loop's state.
      if (name[0] == '(' && sign > 0)
        lua_pop(I, 1);
      else
        add(d, I, sign > 0 ? name : "...", i);
    }
  }
  return 1;
}

// Pushes the function of a level onto the inspector.
static bool push_function(lua_State *I, const lualark_place *place) {
  lua_Debug record;
  if (!lua_checkstack(place->thread, 1) ||
      !lualark_place_info(place, "f", &record))
    return false;
  lua_xmove(place->thread, I, 1);
  return true;
}

// Adds the upvalues of the function on top of I.
static void add_upvalues(lualark_debugger *d, lua_State *I) {
  for (int i = 1;; i++) {
    const char *name = lua_getupvalue(I, -1, i);
    if (name == NULL) return;
    if (strcmp(name, "_ENV") == 0)
      lua_pop(I, 1);
    else
      add(d, I, name[0] != '\0' ? name : "(upvalue)", i);
  }
}

int lualark_variables_upvalues(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  lualark_place place;
  lua_State *I = open_place(D, d, &place);
  lua_newtable(D);
  if (push_function(I, &place)) add_upvalues(d, I);
  return 1;
}

void lualark_variables_push_globals(lua_State *I, const lualark_place *place) {
  if (push_function(I, place)) {
    for (int i = 1;; i++) {
      const char *name = lua_getupvalue(I, -1, i);
      if (name == NULL) break;
      if (strcmp(name, "_ENV") == 0) {
        lua_remove(I, -2);
        return;
      }
      lua_pop(I, 1);
    }
    lua_pop(I, 1);
  }
  lua_rawgeti(I, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

int lualark_variables_globals(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  lualark_place place;
  lua_State *I = open_place(D, d, &place);
  lualark_variables_push_globals(I, &place);
  lualark_values_push(d, I, VALUE_BYTES);
  return 1;
}

// --------------------------------------------------------------------- members

// Adds the member whose key and value are on top of I, and pops the value.
static void add_member(lualark_debugger *d, lua_State *I, lua_Integer slot) {
  lua_State *D = d->D;
  lark_text_clear(&d->page);
  lualark_text_key(&d->page, I, lua_gettop(I) - 1);
  lualark_values_push_page(d);
  lualark_values_push(d, I, VALUE_BYTES);
  lua_insert(D, -2);
  lua_setfield(D, -2, "name");
  lua_pushinteger(D, lua_type(I, -1));
  lua_setfield(D, -2, "key_type");
  if (lua_isinteger(I, -1)) {
    lua_pushinteger(D, lua_tointeger(I, -1));
    lua_setfield(D, -2, "key");
  }
  lua_pushinteger(D, slot);
  lua_setfield(D, -2, "slot");
  lua_rawseti(D, -2, (lua_Integer)lua_rawlen(D, -2) + 1);
}

// The table is on top of I.
static void add_items(lualark_debugger *d, lua_State *I, lua_Integer from,
                      lua_Integer count) {
  lua_Integer most = (lua_Integer)lua_rawlen(I, -1);
  if (from < 1) from = 1;
  if (count > MOST_MEMBERS) count = MOST_MEMBERS;
  for (lua_Integer i = from; i <= most && i - from < count; i++) {
    lua_pushinteger(I, i);
    lua_rawgeti(I, -2, i);
    add_member(d, I, i);
    lua_pop(I, 1);
  }
}

static bool is_item(lua_State *I, lua_Integer most) {
  return lua_isinteger(I, -2) && lua_tointeger(I, -2) >= 1 &&
         lua_tointeger(I, -2) <= most;
}

// The table is on top of I. True if some are left out.
static bool add_named(lualark_debugger *d, lua_State *I, bool items) {
  lua_Integer most = items ? 0 : (lua_Integer)lua_rawlen(I, -1);
  int count = 0;
  for (lua_pushnil(I); lua_next(I, -2);) {
    if (is_item(I, most) || lualark_text_is_hidden(I, -2)) {
      lua_pop(I, 1);
      continue;
    }
    if (++count > MOST_MEMBERS) {
      lua_pop(I, 2);
      return true;
    }
    add_member(d, I, count);
  }
  return false;
}

static void add_metatable(lualark_debugger *d, lua_State *I) {
  if (lua_getmetatable(I, -1)) add(d, I, "(metatable)", 0);
}

int lualark_variables_members(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  lualark_script id = (lualark_script)luaL_checkinteger(D, 1);
  lua_Integer number = luaL_checkinteger(D, 2);
  const char *kind = luaL_checkstring(D, 3);
  lua_Integer from = luaL_optinteger(D, 4, 1);
  lua_Integer count = luaL_optinteger(D, 5, MOST_MEMBERS);
  struct script *script = lualark_scripts_find(d->scripts, id);
  lua_State *I = script != NULL ? lualark_inspector(d, script) : NULL;
  bool cut = false;
  if (I == NULL) return luaL_error(D, "the script is gone");
  lualark_inspector_push(I, number);
  lua_newtable(D);
  switch (lua_type(I, -1)) {
  case LUA_TTABLE:
    if (strcmp(kind, "items") == 0)
      add_items(d, I, from, count);
    else
      cut = add_named(d, I, strcmp(kind, "all") == 0);
    break;
  case LUA_TFUNCTION: add_upvalues(d, I); break;
  default: break;
  }
  if (strcmp(kind, "items") != 0) add_metatable(d, I);
  lua_pushboolean(D, cut);
  return 2;
}
