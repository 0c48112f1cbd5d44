// SPDX-License-Identifier: MIT
#include "codec.h"

#include "encode.h"
#include "error.h"
#include "mark.h"
#include "push.h"

/// lark.array(list): marks a list, which may be empty, as an array.
static int json_array(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (lua_getmetatable(L, 1)) {
    luaL_argcheck(L, lualark_mark_is_array(L, 1), 1,
                  "the table has another metatable");
    lua_pop(L, 1);
  }
  lualark_mark_push_array(L);
  lua_setmetatable(L, 1);
  return 1;
}

/// lark.encode(value): exact JSON text.
static int json_encode(lua_State *L) {
  luaL_checkany(L, 1);
  return lualark_encode_turns(L, 1, NULL, NULL);
}

/// lark.decode(text): the value, or nil and an error.
static int json_decode(lua_State *L) {
  size_t length = 0;
  const char *text = luaL_checklstring(L, 1, &length);
  lark_error error = {.status = LARK_EDECODE};
  if (lualark_document_parse(L, text, length, &error.msg))
    return lualark_push_document(L);
  return lualark_error_return(L, &error);
}

void lualark_codec_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"array", json_array},
      {"encode", json_encode},
      {"decode", json_decode},
      {NULL, NULL},
  };
  luaL_setfuncs(L, functions, 0);
  lualark_mark_push_null(L);
  lua_setfield(L, -2, "null");
}
