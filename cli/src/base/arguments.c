// SPDX-License-Identifier: MIT
#include "arguments.h"

#include <getopt.h>
#include <lauxlib.h>
#include <limits.h>
#include <stdbool.h>

// getopt_long returns this for the first option; the next ones follow. Each
// has its own: an abbreviation of two that share one would not be refused.
enum { FIRST_OPTION = UCHAR_MAX + 1 };

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
        .val = FIRST_OPTION + (int)i,
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

// Sets `mistake` and `word` of the result, at `result`, unless an earlier word
// was a mistake already. `answer` is getopt_long's.
static void note_mistake(lua_State *L, int result, int answer,
                         const arguments *given, const struct option *options) {
  if (lua_getfield(L, result, "mistake") == LUA_TNIL) {
    if (optopt >= FIRST_OPTION) {
      lua_pushstring(L, answer == ':' ? "missing" : "unwanted");
      lua_pushstring(L, options[optopt - FIRST_OPTION].name);
    } else if (optopt != 0) {
      char letter = (char)optopt;
      lua_pushliteral(L, "letter");
      lua_pushlstring(L, &letter, 1);
    } else {
      lua_pushliteral(L, "unknown");
      lua_pushstring(L, given->words[optind - 1]);
    }
    lua_setfield(L, result, "word");
    lua_setfield(L, result, "mistake");
  }
  lua_pop(L, 1);
}

// Pushes the options that were given.
static void push_given(lua_State *L, int result, const arguments *given,
                       bool options_first, const struct option *options) {
  // The colon tells a missing argument from an unknown option, and keeps
  // getopt_long silent: the command speaks, in its language.
  const char *order = options_first ? "+:" : ":";
  int answer = 0;
  lua_newtable(L);
  while ((answer = getopt_long(given->count, given->words, order, options,
                               NULL)) != -1) {
    if (answer < FIRST_OPTION) {
      note_mistake(L, result, answer, given, options);
      continue;
    }
    if (optarg != NULL)
      lua_pushstring(L, optarg);
    else
      lua_pushboolean(L, 1);
    int index = answer - FIRST_OPTION;
    keep_value(L, index, options[index].name);
  }
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
  bool options_first = lua_toboolean(L, 2);
  int skipped = (int)luaL_optinteger(L, 3, 0);
  luaL_argcheck(L, skipped >= 0 && skipped < given.count, 3, "too many words");
  // getopt names the first word in its messages.
  given.words[skipped] = given.words[0];
  given.words += skipped;
  given.count -= skipped;
  optind = 0; // it may have read others before
  const struct option *options = push_options(L);
  lua_createtable(L, 0, 3);
  push_given(L, lua_gettop(L), &given, options_first, options);
  lua_setfield(L, -2, "options");
  lua_pushinteger(L, optind - 1);
  lua_setfield(L, -2, "before");
  push_rest(L, &given);
  lua_setfield(L, -2, "rest");
  return 1;
}

void arguments_push_parser(lua_State *L, arguments *given) {
  lua_pushlightuserdata(L, given);
  lua_pushcclosure(L, parse, 1);
}
