// SPDX-License-Identifier: MIT
#include "lualark_client.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "lualark_error.h"
#include "lualark_native.h"

static const char client_type[] = "lark.client";
static const char clients_key = 0; // registry: address -> userdata, weak

// ------------------------------------------------------- for the scheduler

static lualark_limits limits_of(const lark_client *core) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(core, &stats);
  return (lualark_limits){stats.limit_waits, stats.limit_waiting};
}

static void link_client(scheduler *s, lualark_client *client) {
  client->scheduler = s;
  client->next = s->clients;
  client->limit_waits = limits_of(client->core).waits;
  if (s->clients != NULL) s->clients->previous = client;
  s->clients = client;
}

static void unlink_client(lualark_client *client) {
  if (client->previous != NULL)
    client->previous->next = client->next;
  else
    client->scheduler->clients = client->next;
  if (client->next != NULL) client->next->previous = client->previous;
}

size_t lualark_client_pending(const scheduler *s) {
  size_t pending = 0;
  for (lualark_client *c = s->clients; c != NULL; c = c->next)
    pending += lark_pending(c->core);
  return pending;
}

lualark_limits lualark_client_limits(const scheduler *s) {
  lualark_limits all = {.waits = s->limit_waits};
  for (const lualark_client *c = s->clients; c != NULL; c = c->next) {
    lualark_limits its = limits_of(c->core);
    all.waits += its.waits - c->limit_waits;
    all.waiting += its.waiting;
  }
  return all;
}

static lualark_client *next_unstepped(const scheduler *s) {
  lualark_client *client = s->clients;
  while (client != NULL && client->stepped)
    client = client->next;
  return client;
}

static void end_client(lualark_client *client, bool silent);

// Pushes a client for as long as it is stepped: a callback may drop the last
// reference to it. One that waits for its finalizer cannot be pushed any more;
// it is ended here and now.
static bool hold(lua_State *L, lualark_client *client) {
  luaL_checkstack(L, 4, "clients");
  lualark_client_push(L, client);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  end_client(client, true);
  return false;
}

// A callback may open and close clients, so each is looked up anew.
static void step_all(lua_State *L, scheduler *s) {
  for (lualark_client *c = s->clients; c != NULL; c = c->next)
    c->stepped = false;
  for (lualark_client *c = next_unstepped(s); c != NULL;
       c = next_unstepped(s)) {
    c->stepped = true;
    if (!hold(L, c)) continue;
    lark_step(c->core, 0);
    lua_pop(L, 1);
  }
}

enum { CLIENTS_AT_ONCE = 64 };

static void poll_all(const scheduler *s, int timeout_ms) {
  struct pollfd watched[CLIENTS_AT_ONCE];
  nfds_t count = 0;
  for (lualark_client *c = s->clients; c != NULL; c = c->next) {
    if (count == CLIENTS_AT_ONCE) break;
    watched[count++] = (struct pollfd){lark_fd(c->core), POLLIN, 0};
  }
  // Those beyond the room are looked at every few milliseconds.
  if (count == CLIENTS_AT_ONCE && (timeout_ms < 0 || timeout_ms > 5))
    timeout_ms = 5;
  poll(watched, count, timeout_ms);
}

void lualark_client_wait_all(lua_State *L, scheduler *s, int timeout_ms) {
  if (s->clients == NULL) return;
  if (s->clients->next != NULL) {
    poll_all(s, timeout_ms);
    step_all(L, s);
  } else if (hold(L, s->clients)) {
    lark_wait(s->clients->core, timeout_ms);
    lua_pop(L, 1);
  }
}

// Calls that end without a callback are over for those who wait for them.
static void forget_waits(const scheduler *s, const lark_client *core) {
  for (wait *w = s->waits; w != NULL; w = w->next) {
    if (w->client == core) w->client = NULL;
  }
}

// A core that other clients use, too, in this state and in others: only what
// was started with this one ends.
static void leave_client(lualark_client *client, lark_client *core,
                         bool silent) {
  scheduler *s = client->scheduler;
  for (wait *w = s->waits, *next = NULL; w != NULL; w = next) {
    next = w->next;
    if (w->client == NULL || w->through != client) continue;
    if (silent)
      lualark_wait_orphan(w);
    else
      lark_cancel(core, w->call);
  }
  // Its descriptions of endpoints go with this state.
  for (size_t i = 0; i < client->defined_count; i++)
    lark_forget_endpoint(core, client->defined[i]);
  s->host->give_client(s, core);
}

static void end_client(lualark_client *client, bool silent) {
  lark_client *core = client->core;
  if (core == NULL) return;
  scheduler *s = client->scheduler;
  s->limit_waits += limits_of(core).waits - client->limit_waits;
  client->core = NULL;
  unlink_client(client);
  if (s->host != NULL) {
    leave_client(client, core, silent);
  } else if (silent) {
    forget_waits(s, core);
    lark_abandon(core);
  } else {
    lark_close(core);
  }
  free(client->defined);
  client->defined = NULL;
  client->defined_count = 0;
}

bool lualark_client_note(lualark_client *client, const lark_endpoint *defined) {
  size_t count = client->defined_count;
  const lark_endpoint **longer =
      realloc(client->defined, (count + 1) * sizeof *longer);
  if (longer == NULL) return false;
  longer[count] = defined;
  client->defined = longer;
  client->defined_count = count + 1;
  return true;
}

void lualark_client_abandon_all(scheduler *s) {
  while (s->clients != NULL)
    end_client(s->clients, true);
}

// --------------------------------------------------------------------- methods

void lualark_client_push(lua_State *L, const lualark_client *client) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clients_key);
  lua_rawgetp(L, -1, client);
  lua_remove(L, -2);
}

// The userdata on top can be found by its address from now on.
static void remember(lua_State *L, const lualark_client *client) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clients_key);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, client);
  lua_pop(L, 1);
}

lualark_client *lualark_client_check(lua_State *L, int index) {
  lualark_client *client = luaL_checkudata(L, index, client_type);
  if (client->core == NULL) luaL_error(L, "the client is closed");
  return client;
}

/// client:close(): ends what is under way as "cancelled" and frees all. Closing
/// twice is fine.
static int client_close(lua_State *L) {
  lualark_client *client = luaL_checkudata(L, 1, client_type);
  scheduler *s = client->scheduler;
  lua_State *outer = s->driver;
  s->driver = L;
  end_client(client, false);
  s->driver = outer;
  return lualark_client_raised(L, s) ? lua_error(L) : 0;
}

static int client_gc(lua_State *L) {
  end_client(lua_touserdata(L, 1), true);
  return 0;
}

static int client_tostring(lua_State *L) {
  const lualark_client *client = luaL_checkudata(L, 1, client_type);
  lua_pushfstring(L, "lark.client: %p%s", (const void *)client,
                  client->core != NULL ? "" : " (closed)");
  return 1;
}

static void set_count(lua_State *L, const char *name, uint64_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  lua_setfield(L, -2, name);
}

/// client:stats(): what it has done so far, in counts, bytes and microseconds.
static int client_stats(lua_State *L) {
  const lualark_client *client = lualark_client_check(L, 1);
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(client->core, &stats);
  lua_createtable(L, 0, 17);
  set_count(L, "calls", stats.calls);
  set_count(L, "failures", stats.failures);
  set_count(L, "pending", lark_pending(client->core));
  set_count(L, "attempts", stats.attempts);
  set_count(L, "retries", stats.retries);
  set_count(L, "limit_waits", stats.limit_waits);
  set_count(L, "limit_waiting", stats.limit_waiting);
  set_count(L, "limited", stats.limited);
  set_count(L, "token_fetches", stats.token_fetches);
  set_count(L, "sent_bytes", stats.sent_bytes);
  set_count(L, "received_bytes", stats.received_bytes);
  set_count(L, "p50_us", stats.p50_us);
  set_count(L, "p90_us", stats.p90_us);
  set_count(L, "p99_us", stats.p99_us);
  set_count(L, "max_us", stats.max_us);
  set_count(L, "recalled", stats.recalled);
  return 1;
}

// Methods first, then the catalog's names: client.hire.
static int client_index(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  if (lua_type(L, 2) != LUA_TSTRING) return 1;
  // Trees are made once and kept with the client.
  lua_getiuservalue(L, 1, LUALARK_ANCHORS);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  lualark_tree_push(L, 1, lua_tostring(L, 2));
  if (lua_isnil(L, -1)) return 1;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, -4);
  return 1;
}

// The result of a failed open, so that an error in pushing it leaks nothing.
typedef struct why_box {
  lualark_native native;
  lark_result *why;
} why_box;

static void release_why(lualark_native *native) {
  why_box *box = (why_box *)native;
  lark_result_free(box->why);
  box->why = NULL;
}

static int return_why(lua_State *L) {
  const why_box *box = lua_touserdata(L, -1);
  if (box->why == NULL) return luaL_error(L, "not enough memory");
  return lualark_error_return(L, lark_result_error(box->why));
}

// Keeps an option that is a function with the client on top; false where it is
// none.
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
    options->app_ticket = NULL; // the environment's counts for less
  }
}

static lark_status open_core(lua_State *L, scheduler *s,
                             const lark_options *options, lark_client **core,
                             lark_result **why) {
  if (s->host == NULL) return lark_open(options, core, why);
  size_t key_bytes = 0;
  // Without options it is the one that the host has for all.
  if (lua_isnil(L, 1))
    lua_pushliteral(L, "");
  else
    lualark_options_push_key(L, options);
  const char *key = lua_tolstring(L, -1, &key_bytes);
  *core = s->host->take_client(s, options, key, key_bytes, why);
  lua_pop(L, 1);
  return *core != NULL ? LARK_OK : LARK_ECONFIG;
}

// Functions run inside the core's step, which is not this script's alone.
static int refuse_callback(lua_State *L, const lark_options *options) {
  const char *name = options->log != NULL ? "log" : "app_ticket";
  return lualark_error_argument(
      L, name,
      "%s cannot be a function here: the client may be shared with "
      "other scripts of this program",
      name);
}

static void open_addresses(lua_State *L) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clients_key);
}

static void push_methods(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"close", client_close}, {"stats", client_stats}, {NULL, NULL}};
  luaL_newlib(L, methods);
  lualark_raw_register(L);
  lualark_request_register(L);
  lualark_define_register(L);
  lualark_ticket_register(L);
}

// Upvalue: the method's name.
static int refuse_method(lua_State *L) {
  return luaL_error(L,
                    "client:%s is not available to this script: the client is "
                    "the program's",
                    lua_tostring(L, lua_upvalueindex(1)));
}

// What a stranger's script may do with a client that others use, too.
static void push_given_methods(lua_State *L) {
  static const luaL_Reg methods[] = {{"close", client_close}, {NULL, NULL}};
  push_methods(L);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, refuse_method, 1);
    lua_rawset(L, -4);
  }
  luaL_setfuncs(L, methods, 0);
  lualark_request_register(L);
}

// Made with the first client: a script that does without starts sooner.
static void open_type(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__close", client_close}, {"__tostring", client_tostring}, {NULL, NULL}};
  bool open = luaL_getmetatable(L, client_type) != LUA_TNIL;
  lua_pop(L, 1);
  if (open) return;
  open_addresses(L);
  luaL_newlib(L, meta);
  lualark_finalizer_set(L, client_gc);
  lua_pushstring(L, client_type);
  lua_setfield(L, -2, "__name");
  lua_pushliteral(L, "client");
  lua_setfield(L, -2, "__metatable");
  if (lualark_scheduler(L)->sandboxed)
    push_given_methods(L);
  else
    push_methods(L);
  lua_pushcclosure(L, client_index, 1);
  lua_setfield(L, -2, "__index");
  // Last, so that it is whole whenever it is found.
  lua_setfield(L, LUA_REGISTRYINDEX, client_type);
}

static lualark_client *push_client(lua_State *L) {
  lualark_client *client =
      lua_newuserdatauv(L, sizeof *client, LUALARK_USER_VALUES);
  *client = (lualark_client){0};
  luaL_setmetatable(L, client_type);
  lua_newtable(L);
  lua_setiuservalue(L, -2, LUALARK_ANCHORS);
  remember(L, client);
  return client;
}

// Whether a stranger's script asks for a client of its own making.
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

// For a stranger's script: the client that the host gave, one and the same.
static int client_given(lua_State *L, scheduler *s) {
  lark_result *why = NULL;
  lark_error none = {
      .status = LARK_ECONFIG,
      .msg = "this program gave its scripts no client",
      .hint = "Ask whoever runs it to give one: they have the credentials."};
  lua_settop(L, 1);
  if (has_options(L)) return refuse_options(L);
  open_type(L);
  if (s->clients != NULL) {
    lualark_client_push(L, s->clients);
    return 1;
  }
  lualark_client *client = push_client(L);
  client->core = s->host->take_client(s, NULL, "", 0, &why);
  if (client->core == NULL) return lualark_error_return(L, &none);
  link_client(s, client);
  return 1;
}

/// lark.client{...}: a client, or nil and an error.
static int client_new(lua_State *L) {
  scheduler *s = lualark_scheduler_check(L);
  if (s->sandboxed) return client_given(L, s);
  lark_options options;
  lua_settop(L, 1);
  lark_options_init(&options, sizeof options);
  if (!lualark_options_read(L, 1, &options)) return 2;
  lark_options_environment(&options);
  options.recorder = s->recorder;
  open_type(L);

  lualark_client *client = push_client(L);
  set_callbacks(L, client, &options);
  if (s->host != NULL && (options.log != NULL || options.ticket != NULL))
    return refuse_callback(L, &options);
  why_box *box = lualark_native_push(L, s, sizeof *box, release_why);
  if (open_core(L, s, &options, &client->core, &box->why) != LARK_OK)
    return return_why(L);
  lua_pop(L, 1);
  link_client(s, client);
  return 1;
}

void lualark_client_register(lua_State *L) {
  lua_pushcfunction(L, client_new);
  lua_setfield(L, -2, "client");
}
