// SPDX-License-Identifier: MIT

// A build without libmicrohttpd.
#include <lua.h>

#include "webhook.h"
#include "words.h"

int webhook_open(lua_State *L) {
  lua_pushnil(L);
  lua_pushstring(L, words_of("this build has no libmicrohttpd"));
  lua_pushstring(
      L,
      words_of("Build it with libmicrohttpd's headers (libmicrohttpd-dev)."));
  lua_pushliteral(L, "config");
  return 4;
}
