// SPDX-License-Identifier: MIT
#include "server.h"

#include <lauxlib.h>
#include <signal.h>
#include <string.h>

#include "connection.h"

static const char server_type[] = "lualark.options.server";

// How long a command may take. Those that wait on the server say how long
// themselves, less than this.
static const struct timeval PATIENCE = {10, 0};

static connection *of(lua_State *L) {
  return luaL_checkudata(L, 1, server_type);
}

static int server_gc(lua_State *L) {
  connection_clear(of(L));
  return 0;
}

// Pushes nil and why there is no connection.
static int lost(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushfstring(L, "connection lost: %s", why);
  return 2;
}

// The text of an error reply; NULL: none.
static const char *refusal(const redisReply *reply) {
  return reply->type == REDIS_REPLY_ERROR ? reply->str : NULL;
}

static void push_reply(lua_State *L, const redisReply *reply) {
  luaL_checkstack(L, 4, "a deep reply");
  switch (reply->type) {
  case REDIS_REPLY_INTEGER: lua_pushinteger(L, reply->integer); return;
  case REDIS_REPLY_NIL: lua_pushboolean(L, 0); return;
  case REDIS_REPLY_ARRAY:
    lua_createtable(L, (int)reply->elements, 0);
    for (size_t i = 0; i < reply->elements; i++) {
      push_reply(L, reply->element[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return;
  default: lua_pushlstring(L, reply->str, (size_t)reply->len);
  }
}

// Arguments: the reply. In protected mode, since it owns what it is given.
static int push_protected(lua_State *L) {
  push_reply(L, lua_touserdata(L, 1));
  return 1;
}

enum { MOST_WORDS = 4096 };

static int server_call(lua_State *L) {
  connection *c = of(L);
  const char *words[MOST_WORDS];
  size_t lengths[MOST_WORDS];
  int count = lua_gettop(L) - 1;
  luaL_argcheck(L, count > 0 && count <= MOST_WORDS, 2, "1 to 4096 words");
  for (int i = 0; i < count; i++)
    words[i] = luaL_checklstring(L, i + 2, &lengths[i]);
  if (!connection_open(c)) return lost(L, c->why);
  redisReply *reply = redisCommandArgv(c->context, count, words, lengths);
  if (reply == NULL) {
    lost(L, connection_fault(c));
    connection_hang_up(c);
    return 2;
  }
  if (refusal(reply) != NULL) {
    lua_pushnil(L);
    lua_pushlstring(L, reply->str, (size_t)reply->len);
    freeReplyObject(reply);
    return 2;
  }
  lua_pushcfunction(L, push_protected);
  lua_pushlightuserdata(L, reply);
  int status = lua_pcall(L, 1, 1, 0);
  freeReplyObject(reply);
  return status == LUA_OK ? 1 : lua_error(L);
}

static int server_index(lua_State *L) {
  const connection *c = of(L);
  const char *name = lua_tostring(L, 2);
  if (name != NULL && strcmp(name, "label") == 0)
    lua_pushstring(L, c->address.label);
  else if (name != NULL && strcmp(name, "call") == 0)
    lua_pushcfunction(L, server_call);
  else
    lua_pushnil(L);
  return 1;
}

int server_open(lua_State *L) {
  lark_failure failure;
  const char *url = luaL_checkstring(L, 1);
  connection *c = lua_newuserdatauv(L, sizeof *c, 0);
  *c = (connection){.context = NULL};
  if (luaL_newmetatable(L, server_type)) {
    lua_pushcfunction(L, server_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, server_index);
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
  // A server that hangs up is no reason to end.
  signal(SIGPIPE, SIG_IGN);
  if (connection_init(c, url, PATIENCE, &failure) == LARK_OK) return 1;
  lua_pushnil(L);
  lua_pushstring(L, failure.error.msg);
  lua_pushstring(L, failure.error.hint);
  lua_pushstring(L, lark_kind(failure.error.status));
  return 4;
}
