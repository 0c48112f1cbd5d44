// SPDX-License-Identifier: MIT
#include "server.h"

#include <hiredis/hiredis.h>
#include <lauxlib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "address.h"
#include "tls.h"

static const char server_type[] = "lualark.options.server";

// How long a command may take. Those that wait on the server say how long
// themselves, less than this.
static const struct timeval PATIENCE = {10, 0};

typedef struct server {
  lark_redis_address address;
  redisContext *context; // NULL: not connected
} server;

static server *of(lua_State *L) {
  return luaL_checkudata(L, 1, server_type);
}

static void hang_up(server *s) {
  if (s->context != NULL) redisFree(s->context);
  s->context = NULL;
}

static int server_gc(lua_State *L) {
  server *s = of(L);
  hang_up(s);
  lark_redis_tls_close(&s->address);
  lark_redis_address_clear(&s->address);
  return 0;
}

// Pushes nil and why there is no connection.
static int lost(lua_State *L, server *s, const char *why) {
  lua_pushnil(L);
  lua_pushfstring(L, "connection lost: %s", why);
  hang_up(s);
  return 2;
}

// The text of an error reply; NULL: none.
static const char *refusal(const redisReply *reply) {
  return reply->type == REDIS_REPLY_ERROR ? reply->str : NULL;
}

// Sends a command that opens the connection. False after pushing nil and why.
static bool greet(lua_State *L, server *s, int count, const char **words) {
  redisReply *reply = redisCommandArgv(s->context, count, words, NULL);
  const char *wrong = reply == NULL ? s->context->errstr : refusal(reply);
  if (wrong != NULL) lost(L, s, wrong);
  if (reply != NULL) freeReplyObject(reply);
  return wrong == NULL;
}

// Connects and logs in. False after pushing nil and why not.
static bool connect_server(lua_State *L, server *s) {
  const lark_redis_address *at = &s->address;
  char database[16];
  if (s->context != NULL) return true;
  s->context =
      at->path != NULL
          ? redisConnectUnixWithTimeout(at->path, (struct timeval){2, 0})
          : redisConnectWithTimeout(at->ip, at->port, (struct timeval){2, 0});
  if (s->context == NULL || s->context->err != 0) {
    lost(L, s, s->context != NULL ? s->context->errstr : "out of memory");
    return false;
  }
  redisSetTimeout(s->context, PATIENCE);
  void *session;
  if (!lark_redis_tls_start(at, s->context, &session)) {
    lost(L, s, s->context->err != 0 ? s->context->errstr : "out of memory");
    return false;
  }
  if (at->password != NULL) {
    const char *words[] = {"AUTH", at->user, at->password};
    const char *without[] = {"AUTH", at->password};
    if (!greet(L, s, at->user != NULL ? 3 : 2,
               at->user != NULL ? words : without))
      return false;
  }
  snprintf(database, sizeof database, "%d", at->database);
  return at->database == 0 ||
         greet(L, s, 2, (const char *[]){"SELECT", database});
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
  server *s = of(L);
  const char *words[MOST_WORDS];
  size_t lengths[MOST_WORDS];
  int count = lua_gettop(L) - 1;
  luaL_argcheck(L, count > 0 && count <= MOST_WORDS, 2, "1 to 4096 words");
  for (int i = 0; i < count; i++)
    words[i] = luaL_checklstring(L, i + 2, &lengths[i]);
  if (!connect_server(L, s)) return 2;
  redisReply *reply = redisCommandArgv(s->context, count, words, lengths);
  if (reply == NULL) return lost(L, s, s->context->errstr);
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
  const server *s = of(L);
  const char *name = lua_tostring(L, 2);
  if (name != NULL && strcmp(name, "label") == 0)
    lua_pushstring(L, s->address.label);
  else if (name != NULL && strcmp(name, "call") == 0)
    lua_pushcfunction(L, server_call);
  else
    lua_pushnil(L);
  return 1;
}

int server_open(lua_State *L) {
  static const lark_allocator usual = {NULL, NULL};
  lark_failure failure;
  const char *url = luaL_checkstring(L, 1);
  server *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (server){.context = NULL};
  if (luaL_newmetatable(L, server_type)) {
    lua_pushcfunction(L, server_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, server_index);
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
  // A server that hangs up is no reason to end.
  signal(SIGPIPE, SIG_IGN);
  lark_status status =
      lark_redis_address_read(&s->address, url, &usual, &failure);
  if (status == LARK_OK)
    status = lark_redis_address_look_up(&s->address, &failure);
  if (status == LARK_OK) status = lark_redis_tls_open(&s->address, &failure);
  if (status == LARK_OK) return 1;
  lua_pushnil(L);
  lua_pushstring(L, failure.error.msg);
  lua_pushstring(L, failure.error.hint);
  lua_pushstring(L, lark_kind(failure.error.status));
  return 4;
}
