// SPDX-License-Identifier: MIT

// A build without hiredis: it says so.
#include "server.h"

#include <lauxlib.h>

#include "redis_store.h"

int server_open(lua_State *L) {
  static const lark_allocator usual = {NULL, NULL};
  lark_failure failure;
  lark_store *store = NULL;
  lark_redis_open(luaL_checkstring(L, 1), &usual, &store, &failure);
  lua_pushnil(L);
  lua_pushstring(L, failure.error.msg);
  lua_pushstring(L, failure.error.hint);
  lua_pushstring(L, lark_kind(failure.error.status));
  return 4;
}
