// SPDX-License-Identifier: MIT

// lark.client{...}
#include "open_client.h"

#include "client_type.h"
#include "error.h"
#include "log.h"
#include "lualark_words.h"
#include "native.h"
#include "options.h"
#include "recorder_option.h"
#include "shortage.h"
#include "ticket.h"
#include "traffic.h"

// Holds the result of a failed open, so that a memory error while it is pushed
// leaks nothing.
typedef struct failed_open {
  lualark_native native;
  lark_result *why;
} failed_open;

static void release_failure(lualark_native *native) {
  failed_open *failed = (failed_open *)native;
  lark_result_free(failed->why);
  failed->why = NULL;
}

static int return_failure(lua_State *L, lark_status status) {
  const failed_open *failed = lualark_native_at(L, -1);
  lark_failure failure;
  if (failed->why == NULL && status == LARK_EFILES) {
    lark_shortage_fail(&failure, status);
    return lualark_error_return(L, &failure.error);
  }
  if (failed->why == NULL) return luaL_error(L, "not enough memory");
  return lualark_error_return(L, lark_result_error(failed->why));
}

// Keeps the option `name` with the client on top. False where it is no
// function.
static bool keep_function(lua_State *L, const char *name, int user_value) {
  if (!lua_istable(L, 1)) return false;
  lua_pushstring(L, name);
  bool found = lua_rawget(L, 1) == LUA_TFUNCTION;
  if (found)
    lua_setiuservalue(L, -2, user_value);
  else
    lua_pop(L, 1);
  return found;
}

static void set_callbacks(lua_State *L, lualark_client *client,
                          lark_options *options) {
  options->log_user = options->ticket_user = client;
  if (keep_function(L, "log", LUALARK_LOG)) options->log = lualark_log_entry;
  if (keep_function(L, "app_ticket", LUALARK_TICKET)) {
    options->ticket = lualark_ticket_bring;
    options->app_ticket = NULL; // the function goes before the environment
  }
}

static lark_status open_core(lua_State *L, lualark_scheduler *s,
                             const lark_options *options, lark_client **core,
                             lark_result **why) {
  if (s->state.host == NULL) return lark_open(options, core, why);
  size_t key_bytes = 0;
  // Without options it is the client that the host has for all scripts.
  if (lua_isnil(L, 1))
    lua_pushliteral(L, "");
  else
    lualark_options_push_key(L, options);
  const char *key = lua_tolstring(L, -1, &key_bytes);
  lark_status status =
      s->state.host->take_client(&s->state, options, key, key_bytes, core, why);
  lua_pop(L, 1);
  return status;
}

// A function would run inside the core's step, which other scripts share.
static int refuse_callback(lua_State *L, const lark_options *options) {
  const char *name = options->log != NULL ? "log" : "app_ticket";
  return lualark_error_argument(
      L, name,
      "%s cannot be a function here: the client may be shared with "
      "other scripts of this program",
      name);
}

// Whether a sandboxed script asks for a client of its own making.
static bool has_options(lua_State *L) {
  if (lua_isnoneornil(L, 1)) return false;
  if (!lua_istable(L, 1)) return true;
  lua_pushnil(L);
  return lua_next(L, 1) != 0;
}

static int refuse_options(lua_State *L) {
  const char *name = lua_istable(L, 1) && lua_type(L, -2) == LUA_TSTRING
                         ? lua_tostring(L, -2)
                         : NULL;
  return lualark_error_argument(
      L, name,
      "lark.client() takes no options here: the client is the "
      "program's own");
}

// Pushes the client that the host gave to sandboxed scripts, each time the
// same.
static int client_given(lua_State *L, lualark_scheduler *s) {
  lark_result *why = NULL;
  lark_error none = {
      .status = LARK_ECONFIG,
      .msg = lualark_words("this program gave its scripts no client"),
      .hint = lualark_words(
          "Ask whoever runs it to give one: they have the credentials.")};
  lua_settop(L, 1);
  if (has_options(L)) return refuse_options(L);
  lualark_client_type_open(L);
  if (lualark_traffic_push_first(L, s)) return 1;
  lualark_client *client = lualark_client_new(L, lualark_traffic_release);
  if (s->state.host->take_client(&s->state, NULL, "", 0, &client->core, &why) !=
      LARK_OK)
    return lualark_error_return(L, &none);
  lualark_traffic_add(s, client);
  return 1;
}

/// lark.client{...}: a client, or nil and an error.
static int client_new(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_check(L);
  if (s->state.sandboxed) return client_given(L, s);
  lark_options options;
  lua_settop(L, 1);
  lark_options_init(&options, sizeof options);
  if (!lualark_options_read(L, 1, &options)) return 2;
  lark_options_environment(&options);
  int kept = lua_gettop(L) + 1;
  if (!lualark_recorder_option_read(L, &options.recorder)) return 2;
  if (options.recorder == NULL) options.recorder = s->clients.recorder;
  lualark_client_type_open(L);

  lualark_client *client = lualark_client_new(L, lualark_traffic_release);
  lualark_recorder_option_keep(L, client, kept);
  set_callbacks(L, client, &options);
  if (s->state.host != NULL && (options.log != NULL || options.ticket != NULL))
    return refuse_callback(L, &options);
  if (options.log == NULL) {
    options.log = s->clients.log;
    options.log_user = s->clients.log_user;
  }
  failed_open *failed =
      lualark_native_push(L, &s->state, sizeof *failed, release_failure);
  lark_status status = open_core(L, s, &options, &client->core, &failed->why);
  if (status != LARK_OK) return return_failure(L, status);
  lua_pop(L, 1);
  lualark_traffic_add(s, client);
  return 1;
}

void lualark_open_client_register(lua_State *L) {
  lualark_traffic_open(lualark_scheduler_get(L));
  lua_pushcfunction(L, client_new);
  lua_setfield(L, -2, "client");
}
