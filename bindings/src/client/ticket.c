// SPDX-License-Identifier: MIT

#include "ticket.h"

#include <string.h>

#include "callback.h"
#include "client.h"
#include "error.h"

// Arguments: the client, where to put the ticket. A user value of the client
// keeps the text alive.
static int bring(lua_State *L) {
  const char **ticket = lua_touserdata(L, 2);
  lualark_client_push(L, lua_touserdata(L, 1));
  lua_getiuservalue(L, -1, LUALARK_TICKET);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) return 0;
  if (lua_type(L, -1) != LUA_TSTRING)
    return luaL_error(L, "app_ticket must return a string or nil, not a %s",
                      luaL_typename(L, -1));
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, -3, LUALARK_TICKET_TEXT);
  *ticket = lua_tostring(L, -1);
  return 0;
}

const char *lualark_ticket_bring(void *user) {
  lualark_client *client = user;
  const char *ticket = NULL;
  if (client->scheduler == NULL) return NULL;
  lualark_callback_run(client->scheduler, bring, client, (const void *)&ticket);
  return ticket;
}

/// client:set_app_ticket(ticket): takes the latest ticket that the platform
/// sent. True, or nil and an error.
static int set_app_ticket(lua_State *L) {
  lualark_client *client = lualark_client_check(L, 1);
  size_t length = 0;
  const char *ticket = luaL_checklstring(L, 2, &length);
  luaL_argcheck(L, strlen(ticket) == length, 2, "the ticket holds a NUL");
  if (lark_set_app_ticket(client->core, ticket) != LARK_OK)
    return lualark_error_return(L, lark_last_error(client->core));
  lua_pushboolean(L, 1);
  return 1;
}

const luaL_Reg lualark_ticket_methods[] = {{"set_app_ticket", set_app_ticket},
                                           {NULL, NULL}};
