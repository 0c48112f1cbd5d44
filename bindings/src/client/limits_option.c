// SPDX-License-Identifier: MIT
#include "limits_option.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "lualark_words.h"
#include "params.h"

static bool refuse(lua_State *L, const char *what) {
  lualark_error_argument(L, "limits", "limits must be %s, not a %s",
                         lualark_words(what), lualark_words_type(L, -1));
  return false;
}

// Reads "50/s" or "1000/min".
static bool parse_rate(const char *text, lark_rate *rate) {
  char *end = NULL;
  unsigned long max = strtoul(text, &end, 10);
  if (end == text || text[0] == '-' || max < 1 || max > 1000000) return false;
  rate->max = (uint32_t)max;
  rate->window_ms = strcmp(end, "/s") == 0     ? 1000
                    : strcmp(end, "/min") == 0 ? 60000
                                               : 0;
  return rate->window_ms != 0;
}

static bool read_rate(lua_State *L, const char *endpoint, lark_rate *rate) {
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  if (parse_rate(text, rate)) return true;
  lualark_error_argument(
      L, "limits", "limits: %s: a limit reads like \"50/s\" or \"1000/min\"",
      endpoint);
  return false;
}

bool lualark_limits_option_rates(lua_State *L, lark_limit_option *limit) {
  int value = lua_gettop(L);
  if (lua_isboolean(L, value) && !lua_toboolean(L, value)) {
    lua_pushnil(L);
    return true;
  }
  size_t count = lua_istable(L, value) ? lua_rawlen(L, value) : 1;
  if (count == 0 || count > 16) return refuse(L, "1 to 16 rates");
  lark_rate *rates = lua_newuserdatauv(L, count * sizeof *rates, 0);
  for (size_t i = 0; i < count; i++) {
    if (lua_istable(L, value))
      lua_rawgeti(L, value, (lua_Integer)i + 1);
    else
      lua_pushvalue(L, value);
    if (!read_rate(L, limit->endpoint, &rates[i])) return false;
    lua_pop(L, 1);
  }
  limit->rates = rates;
  limit->rate_count = count;
  return true;
}

// Reads the rates on top. The table of all limits' memory, below key and value,
// keeps them.
static bool read_rates(lua_State *L, lark_limit_option *limit) {
  int value = lua_gettop(L);
  if (!lualark_limits_option_rates(L, limit)) return false;
  if (limit->rates != NULL)
    lua_rawsetp(L, value - 2, limit->rates);
  else
    lua_pop(L, 1);
  return true;
}

static int by_endpoint(const void *a, const void *b) {
  return strcmp(((const lark_limit_option *)a)->endpoint,
                ((const lark_limit_option *)b)->endpoint);
}

bool lualark_limits_option_read(lua_State *L, lark_options *options) {
  int value = lua_gettop(L);
  if (lua_isboolean(L, value) && !lua_toboolean(L, value)) {
    options->no_limits = true;
    return true;
  }
  if (!lua_istable(L, value)) return refuse(L, "false or a table of rates");
  size_t room = lualark_params_count(L, value);
  lark_limit_option *limits =
      lua_newuserdatauv(L, (room + 1) * sizeof *limits, 0);
  lua_newtable(L);
  lua_pushnil(L);
  for (size_t i = 0; lua_next(L, value); i++) {
    if (lua_type(L, -2) != LUA_TSTRING)
      return refuse(L, "a table by endpoint name");
    limits[i] = (lark_limit_option){.endpoint = lua_tostring(L, -2)};
    if (!read_rates(L, &limits[i])) return false;
    lua_pop(L, 1);
  }
  // Lua's order differs from run to run, and clients are shared by this key.
  if (room > 1) qsort(limits, room, sizeof *limits, by_endpoint);
  options->limits = limits;
  options->limit_count = room;
  // The caller pops the value, so the memory moves below it.
  lua_rotate(L, value, 2);
  return true;
}

void lualark_limits_option_add_key(luaL_Buffer *key,
                                   const lark_options *options) {
  luaL_addchar(key, (char)options->no_limits);
  for (size_t i = 0; i < options->limit_count; i++) {
    const lark_limit_option *limit = &options->limits[i];
    luaL_addlstring(key, limit->endpoint, strlen(limit->endpoint) + 1);
    luaL_addlstring(key, (const char *)limit->rates,
                    limit->rate_count * sizeof(lark_rate));
    luaL_addchar(key, '\0');
  }
}
