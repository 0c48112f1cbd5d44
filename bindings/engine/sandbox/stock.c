// SPDX-License-Identifier: MIT
#include "stock.h"

#include <lualib.h>

#include "script.h"
#include "watch.h"

enum {
  BYTES_PER_STEP = 4,
  SHORT = 256 // bytes that are not worth a look
};

// Upvalue: the stock function.
static int call_stock(lua_State *L) {
  struct script *script = lualark_script_at(L);
  size_t bytes = 0;
  for (int i = lua_gettop(L); i > 0; i--) {
    if (lua_type(L, i) == LUA_TSTRING) bytes += lua_rawlen(L, i);
  }
  // Many arguments may be the same string: the function goes through each.
  size_t most = script->heap.string_bytes;
  if (most > 0 && bytes > most)
    return luaL_error(L,
                      "the strings that it is given have %I bytes; all that "
                      "one may have is %I",
                      (LUAI_UACINT)bytes, (LUAI_UACINT)most);
  if (bytes > SHORT) lualark_watch_look(script, bytes / BYTES_PER_STEP);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void wrap(lua_State *L, const char *library, const char *const *names) {
  lua_getglobal(L, library);
  for (; *names != NULL; names++) {
    lua_getfield(L, -1, *names);
    lua_pushcclosure(L, call_stock, 1);
    lua_setfield(L, -2, *names);
  }
  lua_pop(L, 1);
}

void lualark_stock_open(lua_State *L) {
  static const char *const strings[] = {
      "char", "lower", "pack", "packsize", "reverse", "unpack", "upper", NULL};
  static const char *const utf8[] = {"char", "len", "offset", NULL};
  static const char *const math[] = {"max", "min", NULL};
  wrap(L, LUA_STRLIBNAME, strings);
  wrap(L, LUA_UTF8LIBNAME, utf8);
  wrap(L, LUA_MATHLIBNAME, math);
}
