// SPDX-License-Identifier: MIT
#include "progress.h"

#include "lark_files.h"

// Upvalues: the client, the call's number.
static int look(lua_State *L) {
  const lualark_client *client = lualark_native_at(L, lua_upvalueindex(1));
  const lark_call *number = lua_touserdata(L, lua_upvalueindex(2));
  uint64_t done_bytes = 0, total_bytes = 0;
  if (client->core == NULL || *number == 0 ||
      lark_call_progress(client->core, *number, &done_bytes, &total_bytes) !=
          LARK_OK)
    return 0;
  lua_pushinteger(L, (lua_Integer)done_bytes);
  lua_pushinteger(L, (lua_Integer)total_bytes);
  return 2;
}

lark_call *lualark_progress_push(lua_State *L, const lualark_client *client) {
  lualark_client_push(L, client);
  lark_call *number = lua_newuserdatauv(L, sizeof *number, 0);
  *number = 0;
  lua_pushcclosure(L, look, 2);
  return number;
}
