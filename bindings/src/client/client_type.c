// SPDX-License-Identifier: MIT
#include "client_type.h"

#include <string.h>

#include "callback.h"
#include "define.h"
#include "download.h"
#include "drift.h"
#include "listen.h"
#include "mark.h"
#include "raw.h"
#include "request.h"
#include "ticket.h"
#include "traffic.h"
#include "tree.h"

/// client:close(): ends its calls as "cancelled" and frees it. Closing twice is
/// fine.
static int client_close(lua_State *L) {
  lualark_client *client = lualark_native_check_type(L, 1, LUALARK_CLIENT);
  lualark_scheduler *s = client->scheduler;
  lua_State *outer = s->loop.driver;
  s->loop.driver = L;
  lualark_traffic_end(client, false);
  s->loop.driver = outer;
  return lualark_callback_raised(L, s) ? lua_error(L) : 0;
}

static int client_tostring(lua_State *L) {
  const lualark_client *client =
      lualark_native_check_type(L, 1, LUALARK_CLIENT);
  lua_pushfstring(L, "lark.client: %p%s", (const void *)client,
                  client->core != NULL ? "" : " (closed)");
  return 1;
}

static void set_count(lua_State *L, const char *name, uint64_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  lua_setfield(L, -2, name);
}

// Pushes a list of a text's lines.
static void push_lines(lua_State *L, const char *text) {
  lualark_mark_push_array(L);
  lua_newtable(L);
  lua_insert(L, -2);
  lua_setmetatable(L, -2);
  for (lua_Integer i = 1; *text != '\0'; i++) {
    size_t length = strcspn(text, "\n");
    lua_pushlstring(L, text, length);
    lua_rawseti(L, -2, i);
    text += length + (text[length] != '\0');
  }
}

/// client:stats(): what it has done so far, in counts, bytes and microseconds.
static int client_stats(lua_State *L) {
  const lualark_client *client = lualark_client_check(L, 1);
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(client->core, &stats);
  lua_createtable(L, 0, 18);
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
  set_count(L, "mended", stats.mended);
  push_lines(L, stats.mended_at);
  lua_setfield(L, -2, "mended_at");
  return 1;
}

// Upvalue: the method's name.
static int refuse_method(lua_State *L) {
  return luaL_error(L,
                    "client:%s is not available to this script: the client is "
                    "the program's",
                    lua_tostring(L, lua_upvalueindex(1)));
}

static const luaL_Reg close_method[] = {{"close", client_close}, {NULL, NULL}};
static const luaL_Reg stats_method[] = {{"stats", client_stats}, {NULL, NULL}};

// `given`: also to a sandboxed script, whose client is the program's.
static const struct {
  const luaL_Reg *list;
  bool given;
} methods[] = {
    {close_method, true},
    {lualark_request_methods, true},
    {lualark_download_methods, true},
    {lualark_listen_methods, true},
    {stats_method, false},
    {lualark_raw_methods, false},
    {lualark_define_methods, false},
    {lualark_drift_methods, false},
    {lualark_ticket_methods, false},
};

static const luaL_Reg *find_method(const char *name, bool *given) {
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    *given = methods[i].given;
    for (const luaL_Reg *m = methods[i].list; m->name != NULL; m++) {
      if (strcmp(m->name, name) == 0) return m;
    }
  }
  return NULL;
}

// Pushes the method named at index 2, and keeps it; false where there is none.
static bool push_method(lua_State *L, const char *name) {
  bool given = false;
  bool whole = strlen(name) == lua_rawlen(L, 2);
  const luaL_Reg *method = whole ? find_method(name, &given) : NULL;
  if (method == NULL) return false;
  lua_pushvalue(L, 2);
  if (given || !lualark_state_get(L)->sandboxed) {
    lua_pushcfunction(L, method->func);
  } else {
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, refuse_method, 1);
  }
  lua_pushvalue(L, -1);
  lua_insert(L, -3);
  lua_rawset(L, lua_upvalueindex(1));
  return true;
}

// Methods first, then the catalog's names: client.hire. Both are made at their
// first use. Upvalue: the methods so far.
static int client_index(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  if (lua_type(L, 2) != LUA_TSTRING) return 1;
  // Trees are kept with the client.
  lua_getiuservalue(L, 1, LUALARK_ANCHORS);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  const char *name = lua_tostring(L, 2);
  if (push_method(L, name)) return 1;
  lualark_tree_push(L, 1, name);
  if (lua_isnil(L, -1)) return 1;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, -4);
  return 1;
}

void lualark_client_type_open(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__close", client_close}, {"__tostring", client_tostring}, {NULL, NULL}};
  bool open = luaL_getmetatable(L, LUALARK_CLIENT) != LUA_TNIL;
  lua_pop(L, 1);
  if (open) return;
  lualark_client_open(L);
  luaL_newlib(L, meta);
  lualark_native_set_finalizer(L);
  lua_pushstring(L, LUALARK_CLIENT);
  lua_setfield(L, -2, "__name");
  lua_pushliteral(L, "client");
  lua_setfield(L, -2, "__metatable");
  lua_newtable(L);
  lua_pushcclosure(L, client_index, 1);
  lua_setfield(L, -2, "__index");
  // Last, so that a metatable that is found is complete.
  lua_setfield(L, LUA_REGISTRYINDEX, LUALARK_CLIENT);
}
