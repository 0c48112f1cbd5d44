// SPDX-License-Identifier: MIT
#include "download.h"

#include <lauxlib.h>
#include <string.h>

#include "call.h"
#include "embedded.h"
#include "error.h"
#include "fields.h"
#include "lark_files.h"
#include "lualark_words.h"
#include "progress.h"

enum { MOST_HOSTS = 64 };

typedef struct target {
  lark_download download;
  const char *hosts[MOST_HOSTS]; // the stack keeps them
} target;

// Reads an argument, or a value that stays on the stack.
static bool read_text(lua_State *L, int index, const char *name,
                      const char **to) {
  lua_pushvalue(L, index);
  if (!lualark_fields_text(L, name, to)) return false;
  if (*to != NULL) return true;
  lualark_error_argument(L, name, "%s is missing", name);
  return false;
}

// Leaves the names on the stack: the list may make them as they are asked for.
static bool read_hosts(lua_State *L, int table, target *t) {
  int type = lua_getfield(L, table, "hosts");
  int list = lua_gettop(L);
  if (type == LUA_TNIL) return true;
  size_t count = type == LUA_TTABLE ? lua_rawlen(L, list) : MOST_HOSTS + 1;
  if (count > MOST_HOSTS) {
    lualark_error_argument(L, "hosts",
                           "hosts must be a list of host names, at "
                           "most %d",
                           MOST_HOSTS);
    return false;
  }
  luaL_checkstack(L, 2 * (int)count + LUA_MINSTACK, NULL);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    if (!read_text(L, -1, "hosts", &t->hosts[i])) return false;
  }
  t->download.hosts = t->hosts;
  t->download.host_count = count;
  return true;
}

static bool read_max(lua_State *L, int table, target *t) {
  int is_integer = 0;
  int type = lua_getfield(L, table, "max_bytes");
  lua_Integer bytes = lua_tointegerx(L, -1, &is_integer);
  if (type == LUA_TNIL) return true;
  if (type == LUA_TNUMBER && is_integer && bytes > 0) {
    t->download.max_bytes = (uint64_t)bytes;
    return true;
  }
  lualark_error_argument(L, "max_bytes",
                         "max_bytes must be an integer of at least 1");
  return false;
}

// lua/progress.lua calls it.
static bool check_progress(lua_State *L, int table) {
  int type = lua_getfield(L, table, "progress");
  if (type == LUA_TNIL || type == LUA_TFUNCTION) return true;
  lualark_error_argument(L, "progress", "progress must be a function, not a %s",
                         lualark_words_type(L, -1));
  return false;
}

static bool read_options(lua_State *L, int table, target *t) {
  if (lua_isnoneornil(L, table)) return true;
  if (!lua_istable(L, table)) {
    lualark_error_argument(L, NULL,
                           "the options of a download are a table, "
                           "not a %s",
                           lualark_words_type(L, table));
    return false;
  }
  static const char *const known[] = {"hosts", "max_bytes", "progress"};
  const char *unknown = lualark_fields_unknown(L, table, known, 3);
  if (unknown != NULL) {
    lualark_error_argument(L, unknown,
                           "%s is no option of a download; there are hosts, "
                           "max_bytes and progress",
                           unknown);
    return false;
  }
  return read_hosts(L, table, t) && read_max(L, table, t) &&
         check_progress(L, table);
}

static bool refuse(lua_State *L, const char *parameter, const char *msg) {
  lark_error error = {.status = LARK_EPERMISSION,
                      .msg = msg,
                      .endpoint = "download",
                      .parameter = parameter,
                      .hint =
                          lualark_words("Ask whoever runs it to allow that.")};
  lualark_error_return(L, &error);
  return false;
}

// In a sandbox the program says from where, and nothing goes into files.
static bool is_allowed(lua_State *L, lualark_state *state, target *t) {
  if (!state->sandboxed) return true;
  if (t->download.path != NULL)
    return refuse(L, "to",
                  lualark_words("this script may not write files: leave out "
                                "the path, or give a function"));
  const char *start = strstr(t->download.url, "://");
  start = start != NULL ? start + 3 : t->download.url;
  const char *path = lua_pushfstring(
      L, "/%s", lua_pushlstring(L, start, strcspn(start, ":/?#")));
  if (state->host == NULL || state->host->allows == NULL ||
      state->host->allows(state, "DOWNLOAD", path)) {
    t->hosts[0] = path + 1;
    t->download.hosts = t->hosts;
    t->download.host_count = 1;
    return true;
  }
  return refuse(
      L, "url",
      lua_pushfstring(L,
                      lualark_words("this program does not let its scripts "
                                    "download from %s"),
                      path + 1));
}

// Puts `look` into the table at `seen`, if there is one.
static lark_call *push_progress(lua_State *L, const lualark_client *client,
                                int seen) {
  if (!lua_istable(L, seen)) return NULL;
  lark_call *number = lualark_progress_push(L, client);
  lua_setfield(L, seen, "look");
  return number;
}

// Arguments: the client, the address, a path or nil, options, a table for
// `look` or nil.
static int start(lua_State *L) {
  lualark_client *client = lualark_client_check(L, 1);
  target t = {.download = {.size = sizeof t.download}};
  lua_settop(L, 5);
  if (!read_text(L, 2, "url", &t.download.url)) return 2;
  if (!lua_isnil(L, 3) && !read_text(L, 3, "to", &t.download.path)) return 2;
  if (!read_options(L, 4, &t)) return 2;
  if (!is_allowed(L, &client->scheduler->state, &t)) return 2;

  lark_call *number = push_progress(L, client, 5);
  lualark_call *call = lualark_call_begin(L, client, strlen(t.download.url));
  if (call == NULL) return 2;
  call->endpoint = "download";
  lark_status status = lark_start_download(
      client->core, &t.download, lualark_call_done, call, &call->number);
  if (number != NULL) *number = call->number;
  return lualark_call_end(L, call, status);
}

// Pushes the function of lua/download.lua.
static void push_function(lua_State *L, bool of_client) {
  lualark_embedded_push(L, "download");
  lua_pushcfunction(L, start);
  lua_pushboolean(L, of_client);
  lualark_embedded_push(L, "progress");
  lua_call(L, 3, 1);
}

static int pass_on(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_gettop(L);
}

/// client:download(url, to, options): see lark.download.
static int client_download(lua_State *L) {
  lualark_client_check(L, 1);
  lua_settop(L, 4);
  push_function(L, true);
  lua_insert(L, 1);
  lua_callk(L, 4, LUA_MULTRET, 0, pass_on);
  return pass_on(L, LUA_OK, 0);
}

void lualark_download_push(lua_State *L) {
  push_function(L, false);
}

const luaL_Reg lualark_download_methods[] = {{"download", client_download},
                                             {NULL, NULL}};
