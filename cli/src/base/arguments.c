// SPDX-License-Identifier: MIT
#include "arguments.h"

#include <getopt.h>
#include <lauxlib.h>
#include <stdbool.h>

// Pushes the options of the list at index 1, as getopt_long takes them. Their
// names stay the list's.
static const struct option *push_options(lua_State *L) {
  lua_Integer count = luaL_len(L, 1);
  struct option *options =
      lua_newuserdatauv(L, ((size_t)count + 1) * sizeof *options, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_geti(L, 1, i + 1);
    lua_getfield(L, -1, "name");
    lua_getfield(L, -2, "argument");
    options[i] = (struct option){
        .name = lua_tostring(L, -2),
        .has_arg = lua_isnil(L, -1) ? no_argument : required_argument,
    };
    lua_pop(L, 3);
  }
  options[count] = (struct option){0};
  return options;
}

// Keeps the value on top under the option's name, in the table below it. Those
// of an option that repeats make a list there.
static void keep_value(lua_State *L, int index, const char *name) {
  lua_geti(L, 1, index + 1);
  bool repeats = lua_getfield(L, -1, "repeats") != LUA_TNIL;
  lua_pop(L, 2);
  if (!repeats) {
    lua_setfield(L, -2, name);
    return;
  }
  if (lua_getfield(L, -2, name) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -4, name);
  }
  lua_insert(L, -2);
  lua_seti(L, -2, luaL_len(L, -2) + 1);
  lua_pop(L, 1);
}

// Pushes the options that were given; false, with nothing pushed, where the
// words make no sense.
static bool push_given(lua_State *L, const arguments *given, const char *order,
                       const struct option *options) {
  int index = 0;
  int found = 0;
  lua_newtable(L);
  while ((found = getopt_long(given->count, given->words, order, options,
                              &index)) == 0) {
    if (optarg != NULL)
      lua_pushstring(L, optarg);
    else
      lua_pushboolean(L, 1);
    keep_value(L, index, options[index].name);
  }
  if (found == -1) return true;
  lua_pop(L, 1);
  return false;
}

static void push_rest(lua_State *L, const arguments *given) {
  lua_createtable(L, given->count - optind, 0);
  for (int i = optind; i < given->count; i++) {
    lua_pushstring(L, given->words[i]);
    lua_rawseti(L, -2, i - optind + 1);
  }
}

static int parse(lua_State *L) {
  arguments given = *(arguments *)lua_touserdata(L, lua_upvalueindex(1));
  luaL_checktype(L, 1, LUA_TTABLE);
  const char *order = lua_toboolean(L, 2) ? "+" : "";
  int skipped = (int)luaL_optinteger(L, 3, 0);
  luaL_argcheck(L, skipped >= 0 && skipped < given.count, 3, "too many words");
  // getopt names the first word in its messages.
  given.words[skipped] = given.words[0];
  given.words += skipped;
  given.count -= skipped;
  optind = 0; // it may have read others before
  if (!push_given(L, &given, order, push_options(L))) return 0;
  lua_createtable(L, 0, 3);
  lua_pushinteger(L, optind - 1);
  lua_setfield(L, -2, "before");
  lua_insert(L, -2);
  lua_setfield(L, -2, "options");
  push_rest(L, &given);
  lua_setfield(L, -2, "rest");
  return 1;
}

void arguments_push_parser(lua_State *L, arguments *given) {
  lua_pushlightuserdata(L, given);
  lua_pushcclosure(L, parse, 1);
}
