// SPDX-License-Identifier: MIT
#include "endpoint.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"

static const char shared_key = 0; // registry: anchors of lark.define

void lualark_endpoint_push_shared(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &shared_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &shared_key);
}

// Replaces the anchors on top by one of their tables.
static void push_table_of(lua_State *L, const char *table) {
  luaL_getsubtable(L, -1, table);
  lua_remove(L, -2);
}

static void push_anchors(lua_State *L, int client) {
  lua_getiuservalue(L, client, LUALARK_ANCHORS);
}

// Pushes the client's table of endpoints that were defined.
static void push_defined(lua_State *L, int client) {
  push_anchors(L, client);
  push_table_of(L, LUALARK_DEFINED);
}

static void push_shared(lua_State *L) {
  lualark_endpoint_push_shared(L);
  push_table_of(L, LUALARK_DEFINED);
}

// Takes the table on top, and returns the endpoint of that name in it.
static const lark_endpoint *take(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  const lark_endpoint *endpoint = lua_touserdata(L, -1);
  lua_pop(L, 2);
  return endpoint;
}

const lark_endpoint *lualark_endpoint_known(lua_State *L, const char *name) {
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  if (endpoint != NULL) return endpoint;
  push_shared(L);
  return take(L, name);
}

// The client may outlive this Lua state, which keeps the description: notes it
// once, under its address in the client's anchors.
static void note_shared(lua_State *L, int client,
                        const lark_endpoint *endpoint) {
  push_anchors(L, client);
  bool is_new = lua_rawgetp(L, -1, endpoint) == LUA_TNIL;
  lua_pushboolean(L, 1);
  lua_rawsetp(L, -3, endpoint);
  lua_pop(L, 2);
  if (is_new && !lualark_client_note(lualark_native_at(L, client), endpoint))
    luaL_error(L, "not enough memory");
}

const lark_endpoint *lualark_endpoint_find(lua_State *L, int index,
                                           const char *name) {
  index = lua_absindex(L, index);
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  if (endpoint != NULL) return endpoint;
  push_defined(L, index);
  endpoint = take(L, name);
  if (endpoint != NULL) return endpoint;
  push_shared(L);
  endpoint = take(L, name);
  if (endpoint != NULL) note_shared(L, index, endpoint);
  return endpoint;
}

// Takes the anchors on top, and says whether they have a name below the prefix.
static bool take_is_below(lua_State *L, const char *prefix) {
  push_table_of(L, LUALARK_BRANCHES);
  bool found = lua_getfield(L, -1, prefix) != LUA_TNIL;
  lua_pop(L, 2);
  return found;
}

bool lualark_endpoint_is_below(lua_State *L, int client, const char *prefix) {
  if (lark_endpoint_is_below(prefix)) return true;
  push_anchors(L, client);
  if (take_is_below(L, prefix)) return true;
  lualark_endpoint_push_shared(L);
  return take_is_below(L, prefix);
}

// The number of entries of the table on top.
static size_t count_of(lua_State *L) {
  size_t count = 0;
  lua_pushnil(L);
  for (; lua_next(L, -2); count++)
    lua_pop(L, 1);
  return count;
}

// Adds the endpoints of the table on top, each under its own name, behind
// `count` others. Returns how many there are then.
static size_t gather(lua_State *L, const lark_endpoint **list, size_t count) {
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    const lark_endpoint *endpoint = lua_touserdata(L, -1);
    if (strcmp(endpoint->name, lua_tostring(L, -2)) == 0)
      list[count++] = endpoint;
    lua_pop(L, 1);
  }
  return count;
}

static int by_name(const void *a, const void *b) {
  return strcmp((*(const lark_endpoint *const *)a)->name,
                (*(const lark_endpoint *const *)b)->name);
}

// A client and lark.define may have the same name.
static void push_sorted(lua_State *L, const lark_endpoint **list,
                        size_t count) {
  lua_Integer length = 0;
  qsort(list, count, sizeof *list, by_name);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && by_name(&list[i - 1], &list[i]) == 0) continue;
    lua_pushlightuserdata(L, (void *)(uintptr_t)list[i]);
    lua_rawseti(L, -2, ++length);
  }
}

void lualark_endpoint_push_list(lua_State *L, int client) {
  int top = lua_gettop(L);
  if (client != 0)
    push_defined(L, client);
  else
    lua_newtable(L);
  push_shared(L);
  size_t count = count_of(L);
  lua_pushvalue(L, top + 1);
  count += count_of(L);
  // Lua owns the list, as what follows may raise.
  const lark_endpoint **list =
      lua_newuserdatauv(L, (count + 1) * sizeof(void *), 0);
  lua_pushvalue(L, top + 1);
  count = gather(L, list, 0);
  lua_pushvalue(L, top + 2);
  count = gather(L, list, count);
  push_sorted(L, list, count);
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
}
