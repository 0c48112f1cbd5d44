// SPDX-License-Identifier: MIT
#include "webhook.h"

#include <lauxlib.h>

#include "webhook_server.h"

static const char webhook_type[] = "lualark.webhook";

static webhook_server *of(lua_State *L) {
  return luaL_checkudata(L, 1, webhook_type);
}

static int port(lua_State *L) {
  lua_pushinteger(L, of(L)->port);
  return 1;
}

static int stop(lua_State *L) {
  webhook_server_stop(of(L));
  return 0;
}

static int close_server(lua_State *L) {
  webhook_server_close(of(L));
  return 0;
}

// The texts stay in the table.
static const char *text_of(lua_State *L, const char *name) {
  lua_getfield(L, 1, name);
  const char *text = lua_tostring(L, -1);
  lua_pop(L, 1);
  return text;
}

static lua_Integer number_of(lua_State *L, const char *name) {
  lua_getfield(L, 1, name);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

static void push_server(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"port", port}, {"stop", stop}, {"close", close_server}, {NULL, NULL}};
  webhook_server *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (webhook_server){.wake_fd = -1};
  if (luaL_newmetatable(L, webhook_type)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, close_server);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
}

int webhook_open(lua_State *L) {
  lark_failure failure;
  luaL_checktype(L, 1, LUA_TTABLE);
  const webhook_setup setup = {
      .inbox = text_of(L, "inbox"),
      .host = text_of(L, "host"),
      .port = (uint16_t)number_of(L, "port"),
      .certificate = text_of(L, "certificate"),
      .key = text_of(L, "key"),
      .max_bytes = (size_t)number_of(L, "max_bytes"),
      .rate = (uint32_t)number_of(L, "rate"),
  };
  push_server(L);
  webhook_server *s = lua_touserdata(L, -1);
  if (webhook_server_open(s, &setup, &failure) == LARK_OK) return 1;
  webhook_server_close(s);
  lua_pushnil(L);
  lua_pushstring(L, failure.error.msg);
  lua_pushstring(L, failure.error.hint);
  lua_pushstring(L, lark_kind(failure.error.status));
  return 4;
}
