// SPDX-License-Identifier: MIT

#include "options.h"

#include <math.h>
#include <string.h>

#include "error.h"
#include "journal_type.h"
#include "limits_option.h"
#include "lualark_words.h"
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
  STORE,
  JOURNAL,
  REPLAY,
  ANSWERS
} kind;

typedef struct option {
  const char *name;
  kind kind;
  size_t offset; // of its member in lark_options
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
    OPTION("user_access_token", TEXT, user_access_token),
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
    OPTION("lenient", FLAG, lenient),
    OPTION("app_secret_file", TEXT, app_secret_file),
    OPTION("profile", TEXT, profile),
    OPTION("log", LOG, log),
    OPTION("drift", FLAG, drift),
    OPTION("journal", JOURNAL, journal),
    OPTION("replay", REPLAY, recorder),
    OPTION("answers", ANSWERS, recorder),
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
  lualark_error_argument(L, name, "%s must be %s, not a %s", name,
                         lualark_words(what), lualark_words_type(L, -1));
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

static bool read_option(lua_State *L, const option *wanted,
                        lark_options *options) {
  const char *text = NULL;
  char *member = (char *)options + wanted->offset;
  const char *name = wanted->name;
  lua_Integer number = 0;
  switch (wanted->kind) {
  case TEXT: return read_text(L, name, (const char **)(void *)member);
  case SECONDS: return read_seconds(L, name, (uint32_t *)(void *)member);
  case LIMITS: return lualark_limits_option_read(L, options);
  case LOG: return lua_isfunction(L, -1) || refuse(L, name, "a function");
  case TICKET:
    return lua_isfunction(L, -1) || read_text(L, name, &options->app_ticket);
  case STORE:
    if (lua_type(L, -1) == LUA_TSTRING)
      return read_text(L, name, &options->store_url);
    options->store = lualark_store_test(L, -1);
    return options->store != NULL ||
           refuse(L, name, "a lark.store() or the URL of a Redis server");
  case JOURNAL:
    options->journal = lualark_journal_test(L, -1);
    return options->journal != NULL || refuse(L, name, "a lark.journal()");
  // Opened once all options are fine: recorder_option.c.
  case REPLAY: return read_text(L, name, &text);
  case ANSWERS: return lua_istable(L, -1) || refuse(L, name, "a table");
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
    case STORE:
      add_bytes(&key, member, sizeof(lark_store *));
      add_text(&key, options->store_url);
      break;
    case LIMITS: lualark_limits_option_add_key(&key, options); break;
    case JOURNAL: add_bytes(&key, member, sizeof(lark_journal *)); break;
    // A recorder of a script's own is shared with nobody.
    case REPLAY: add_bytes(&key, member, sizeof(lark_recorder *)); break;
    case ANSWERS:    // the same member
    case LOG: break; // no function is shared
    }
  }
  luaL_pushresult(&key);
}

// Refuses unknown names: a misspelt option would be ignored silently. Where
// there are several, it names the first of the alphabet, because
// the order of a table differs from run to run. Notes those that are given.
static bool check_names(lua_State *L, int index, bool given[KNOWN]) {
  const char *unknown = NULL;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      lualark_error_argument(L, NULL, "options have names; %s is none",
                             luaL_tolstring(L, -1, NULL));
      return false;
    }
    const char *name = lua_tostring(L, -1);
    const option *found = find(name);
    if (found != NULL)
      given[found - known] = true;
    else if (unknown == NULL || strcmp(name, unknown) < 0)
      unknown = name;
  }
  return unknown == NULL || refuse_unknown(L, unknown);
}

bool lualark_options_read(lua_State *L, int index, lark_options *options) {
  if (lua_isnoneornil(L, index)) return true;
  if (!lua_istable(L, index)) {
    lualark_error_argument(L, NULL, "the options are a table, not a %s",
                           lualark_words_type(L, index));
    return false;
  }
  bool given[KNOWN] = {false};
  if (!check_names(L, index, given)) return false;
  for (size_t i = 0; i < KNOWN; i++) {
    if (!given[i]) continue;
    // Raw, so that the caller's table keeps the values and their strings.
    lua_pushstring(L, known[i].name);
    lua_rawget(L, index);
    if (!read_option(L, &known[i], options)) return false;
    lua_pop(L, 1);
  }
  return true;
}
