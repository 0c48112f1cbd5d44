// SPDX-License-Identifier: MIT

// A build without hiredis: it says so.
#include "server.h"

#include "claims.h"
#include "error.h"

#include <lauxlib.h>

#include "redis_store.h"

static void refuse(lua_State *L, lark_failure *failure) {
  static const lark_allocator usual = {NULL, NULL};
  lark_store *store = NULL;
  lark_redis_open(luaL_checkstring(L, 1), &usual, &store, failure);
}

int claims_open(lua_State *L) {
  lark_failure failure;
  refuse(L, &failure);
  return lualark_error_return(L, &failure.error);
}

int server_open(lua_State *L) {
  lark_failure failure;
  refuse(L, &failure);
  lua_pushnil(L);
  lua_pushstring(L, failure.error.msg);
  lua_pushstring(L, failure.error.hint);
  lua_pushstring(L, lark_kind(failure.error.status));
  return 4;
}
