// SPDX-License-Identifier: MIT
#include "drift.h"

#include "client.h"
#include "error.h"
#include "lualark_words.h"
#include "mark.h"

static void set_text(lua_State *L, const char *name, const char *text) {
  if (text[0] == '\0') return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void push_difference(lua_State *L, const lark_difference *found) {
  lua_createtable(L, 0, 6);
  set_text(L, "endpoint", found->endpoint);
  set_text(L, "field", found->field);
  set_text(L, "finding", found->finding);
  set_text(L, "documented", found->documented);
  set_text(L, "seen", found->seen);
  lua_pushinteger(L, (lua_Integer)found->count);
  lua_setfield(L, -2, "count");
}

void lualark_drift_push(lua_State *L, const lark_drift *drift) {
  lark_difference found;
  lua_newtable(L);
  lualark_mark_push_array(L);
  lua_setmetatable(L, -2);
  for (size_t i = 0; lark_drift_at(drift, i, &found); i++) {
    push_difference(L, &found);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/// client:drift(): how the answers so far differ from the catalog, for clients
/// with the option `drift`: a list of differences, how many answers were looked
/// at, and whether the list is complete. Or nil and an error.
static int drift(lua_State *L) {
  const lualark_client *client = lualark_client_check(L, 1);
  const lark_drift *found = lark_client_drift(client->core);
  lark_error none = {
      .status = LARK_ECONFIG,
      .msg = lualark_words("the client does not compare its answers"),
      .hint = lualark_words("Open it with drift = true.")};
  if (found == NULL) return lualark_error_return(L, &none);
  lualark_drift_push(L, found);
  lua_pushinteger(L, (lua_Integer)lark_drift_answers(found));
  lua_pushboolean(L, lark_drift_is_complete(found));
  return 3;
}

const luaL_Reg lualark_drift_methods[] = {{"drift", drift}, {NULL, NULL}};
