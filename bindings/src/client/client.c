// SPDX-License-Identifier: MIT
#include "client.h"

#include <stdlib.h>

static const char clients_key = 0; // registry: address -> userdata, weak

void lualark_client_open(lua_State *L) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clients_key);
}

void lualark_client_push(lua_State *L, const lualark_client *client) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clients_key);
  lua_rawgetp(L, -1, client);
  lua_remove(L, -2);
}

void lualark_client_push_anchors(lua_State *L, const lualark_client *client) {
  lualark_client_push(L, client);
  lua_getiuservalue(L, -1, LUALARK_ANCHORS);
  lua_remove(L, -2);
}

// Lets lualark_client_push() find the userdata on top.
static void remember(lua_State *L, const lualark_client *client) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clients_key);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, client);
  lua_pop(L, 1);
}

lualark_client *lualark_client_new(lua_State *L,
                                   void (*release)(lualark_native *client)) {
  lualark_client *client = lualark_native_push_with(
      L, lualark_state_get(L), sizeof *client, LUALARK_USER_VALUES, release);
  luaL_setmetatable(L, LUALARK_CLIENT);
  lua_newtable(L);
  lua_setiuservalue(L, -2, LUALARK_ANCHORS);
  remember(L, client);
  return client;
}

lualark_client *lualark_client_check(lua_State *L, int index) {
  lualark_client *client = lualark_native_check_type(L, index, LUALARK_CLIENT);
  if (client->core == NULL) luaL_error(L, "the client is closed");
  return client;
}

void lualark_client_begin(lualark_client *client) {
  lark_queue_remove(&client->in_busy);
  lark_queue_add(&client->scheduler->clients.busy, &client->in_busy);
  lualark_client_touch(&client->scheduler->state, client->core);
}

void lualark_client_touch(lualark_state *state, lark_client *core) {
  if (state->host != NULL) state->host->touch_client(state, core);
}

bool lualark_client_note(lualark_client *client, const lark_endpoint *defined) {
  size_t count = client->defined_count;
  if (count == client->defined_room) {
    size_t room = count > 0 ? 2 * count : 4;
    const lark_endpoint **longer =
        realloc(client->defined, room * sizeof *longer);
    if (longer == NULL) return false;
    client->defined = longer;
    client->defined_room = room;
  }
  client->defined[client->defined_count++] = defined;
  return true;
}
