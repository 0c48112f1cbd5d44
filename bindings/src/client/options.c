// SPDX-License-Identifier: MIT

// lark.client's table of options.
#include "options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "store.h"

typedef enum kind {
  TEXT,
  FLAG,
  SECONDS,
  COUNT,
  BYTES,
  LIMITS,
  LOG,
  TICKET,
  STORE
} kind;

typedef struct option {
  const char *name;
  kind kind;
  size_t offset; // of the member of lark_options
} option;

#define OPTION(name, kind, member)                                             \
  { name, kind, offsetof(lark_options, member) }

static const option known[] = {
    OPTION("app_id", TEXT, app_id),
    OPTION("app_secret", TEXT, app_secret),
    OPTION("app_type", TEXT, app_type),
    OPTION("tenant_key", TEXT, tenant_key),
    OPTION("app_ticket", TICKET, app_ticket),
    OPTION("store", STORE, store),
    OPTION("tenant_access_token", TEXT, tenant_access_token),
    OPTION("base_url", TEXT, base_url),
    OPTION("proxy", TEXT, proxy),
    OPTION("ca_file", TEXT, ca_file),
    OPTION("tls_min", TEXT, tls_min),
    OPTION("allow_http", FLAG, allow_http),
    OPTION("timeout", SECONDS, timeout_ms),
    OPTION("connect_timeout", SECONDS, connect_timeout_ms),
    OPTION("idle_timeout", SECONDS, idle_timeout_ms),
    OPTION("deadline", SECONDS, deadline_ms),
    OPTION("retries", COUNT, retries),
    OPTION("max_in_flight", COUNT, max_in_flight),
    OPTION("max_response_bytes", BYTES, max_response_bytes),
    OPTION("limits", LIMITS, limits),
    OPTION("log", LOG, log),
};

enum { KNOWN = sizeof known / sizeof known[0] };

static const option *find(const char *name) {
  for (size_t i = 0; i < KNOWN; i++) {
    if (strcmp(known[i].name, name) == 0) return &known[i];
  }
  return NULL;
}

static bool refuse_unknown(lua_State *L, const char *name) {
  const char *names[KNOWN];
  for (size_t i = 0; i < KNOWN; i++)
    names[i] = known[i].name;
  const char *near = lark_suggest(name, names, KNOWN);
  if (near != NULL)
    lualark_error_argument(L, name,
                           "%s is no option of lark.client; did you "
                           "mean %s?",
                           name, near);
  else
    lualark_error_argument(L, name, "%s is no option of lark.client", name);
  return false;
}

static bool refuse(lua_State *L, const char *name, const char *what) {
  lualark_error_argument(L, name, "%s must be %s, not a %s", name, what,
                         luaL_typename(L, -1));
  return false;
}

static bool read_text(lua_State *L, const char *name, const char **to) {
  size_t length = 0;
  if (lua_type(L, -1) != LUA_TSTRING) return refuse(L, name, "a string");
  const char *text = lua_tolstring(L, -1, &length);
  if (strlen(text) != length)
    return refuse(L, name, "a string without NUL bytes");
  *to = text;
  return true;
}

static bool read_seconds(lua_State *L, const char *name, uint32_t *to_ms) {
  if (lua_type(L, -1) != LUA_TNUMBER)
    return refuse(L, name, "a number of seconds");
  lua_Number seconds = lua_tonumber(L, -1);
  if (!(seconds > 0 && seconds <= 1e6)) {
    lualark_error_argument(L, name,
                           "%s must be more than 0 and at most a million "
                           "seconds",
                           name);
    return false;
  }
  *to_ms = (uint32_t)ceil(seconds * 1000);
  return true;
}

static bool read_count(lua_State *L, const char *name, lua_Integer most,
                       lua_Integer *to) {
  int is_integer = 0;
  *to = lua_tointegerx(L, -1, &is_integer);
  if (lua_type(L, -1) != LUA_TNUMBER || !is_integer)
    return refuse(L, name, "an integer");
  if (*to >= 0 && *to <= most) return true;
  lualark_error_argument(L, name, "%s must be from 0 to %lld", name,
                         (long long)most);
  return false;
}

// ---------------------------------------------------------------------- limits

// "50/s" or "1000/min".
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

// false, "100/s" or { "50/s", "1000/min" }, on top. The userdata with the rates
// stays on the stack, below the value.
static bool read_rates(lua_State *L, lark_limit_option *limit) {
  int value = lua_gettop(L);
  if (lua_isboolean(L, value) && !lua_toboolean(L, value)) return true;
  size_t count = lua_istable(L, value) ? lua_rawlen(L, value) : 1;
  if (count == 0 || count > 16) return refuse(L, "limits", "1 to 16 rates");
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
  // Anchored in the table of all the limits' memory, below key and value.
  lua_rawsetp(L, value - 2, rates);
  return true;
}

static size_t count_pairs(lua_State *L, int table) {
  size_t count = 0;
  lua_pushnil(L);
  for (; lua_next(L, table); count++)
    lua_pop(L, 1);
  return count;
}

static bool read_limits(lua_State *L, lark_options *options) {
  int value = lua_gettop(L);
  if (lua_isboolean(L, value) && !lua_toboolean(L, value)) {
    options->no_limits = true;
    return true;
  }
  if (!lua_istable(L, value))
    return refuse(L, "limits", "false or a table of rates");
  size_t room = count_pairs(L, value);
  lark_limit_option *limits =
      lua_newuserdatauv(L, (room + 1) * sizeof *limits, 0);
  lua_newtable(L);
  lua_pushnil(L);
  for (size_t i = 0; lua_next(L, value); i++) {
    if (lua_type(L, -2) != LUA_TSTRING)
      return refuse(L, "limits", "a table by endpoint name");
    limits[i] = (lark_limit_option){.endpoint = lua_tostring(L, -2)};
    if (!read_rates(L, &limits[i])) return false;
    lua_pop(L, 1);
  }
  options->limits = limits;
  options->limit_count = room;
  // The caller pops the value: what it keeps alive moves below it.
  lua_rotate(L, value, 2);
  return true;
}

// --------------------------------------------------------------------- options

static bool read_option(lua_State *L, const option *wanted,
                        lark_options *options) {
  char *member = (char *)options + wanted->offset;
  const char *name = wanted->name;
  lua_Integer number = 0;
  switch (wanted->kind) {
  case TEXT: return read_text(L, name, (const char **)(void *)member);
  case SECONDS: return read_seconds(L, name, (uint32_t *)(void *)member);
  case LIMITS: return read_limits(L, options);
  case LOG: return lua_isfunction(L, -1) || refuse(L, name, "a function");
  case TICKET:
    return lua_isfunction(L, -1) || read_text(L, name, &options->app_ticket);
  case STORE:
    options->store = lualark_store_test(L, -1);
    return options->store != NULL || refuse(L, name, "a lark.store()");
  case FLAG:
    if (!lua_isboolean(L, -1)) return refuse(L, name, "true or false");
    *(bool *)(void *)member = lua_toboolean(L, -1);
    return true;
  case COUNT:
    if (!read_count(L, name, 1000000, &number)) return false;
    *(uint32_t *)(void *)member = (uint32_t)number;
    return true;
  case BYTES:
    if (!read_count(L, name, (lua_Integer)1 << 32, &number)) return false;
    *(uint64_t *)(void *)member = (uint64_t)number;
    return true;
  }
  return false;
}

static void add_text(luaL_Buffer *key, const char *text) {
  luaL_addstring(key, text != NULL ? text : "");
  luaL_addchar(key, '\0');
}

static void add_bytes(luaL_Buffer *key, const void *member, size_t bytes) {
  luaL_addlstring(key, member, bytes);
}

static void add_limits(luaL_Buffer *key, const lark_options *options) {
  add_bytes(key, &options->no_limits, sizeof options->no_limits);
  for (size_t i = 0; i < options->limit_count; i++) {
    const lark_limit_option *limit = &options->limits[i];
    add_text(key, limit->endpoint);
    add_bytes(key, limit->rates, limit->rate_count * sizeof(lark_rate));
    luaL_addchar(key, '\0');
  }
}

void lualark_options_push_key(lua_State *L, const lark_options *options) {
  luaL_Buffer key;
  luaL_buffinit(L, &key);
  for (size_t i = 0; i < KNOWN; i++) {
    const void *member = (const char *)options + known[i].offset;
    switch (known[i].kind) {
    case TEXT:
    case TICKET: add_text(&key, *(const char *const *)member); break;
    case FLAG: add_bytes(&key, member, sizeof(bool)); break;
    case SECONDS:
    case COUNT: add_bytes(&key, member, sizeof(uint32_t)); break;
    case BYTES: add_bytes(&key, member, sizeof(uint64_t)); break;
    case STORE: add_bytes(&key, member, sizeof(lark_store *)); break;
    case LIMITS: add_limits(&key, options); break;
    case LOG: break; // no function is shared
    }
  }
  luaL_pushresult(&key);
}

// A misspelt option would be ignored silently otherwise.
static bool check_names(lua_State *L, int index) {
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      lualark_error_argument(L, NULL, "options have names; %s is none",
                             luaL_tolstring(L, -1, NULL));
      return false;
    }
    if (find(lua_tostring(L, -1)) == NULL)
      return refuse_unknown(L, lua_tostring(L, -1));
  }
  return true;
}

bool lualark_options_read(lua_State *L, int index, lark_options *options) {
  if (lua_isnoneornil(L, index)) return true;
  if (!lua_istable(L, index)) {
    lualark_error_argument(L, NULL, "the options are a table, not a %s",
                           luaL_typename(L, index));
    return false;
  }
  if (!check_names(L, index)) return false;
  for (size_t i = 0; i < KNOWN; i++) {
    // Raw: the values stay in the caller's table, and their strings with them.
    lua_pushstring(L, known[i].name);
    lua_rawget(L, index);
    if (!lua_isnil(L, -1) && !read_option(L, &known[i], options)) return false;
    lua_pop(L, 1);
  }
  return true;
}
