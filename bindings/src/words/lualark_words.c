// SPDX-License-Identifier: MIT
#include "lualark_words.h"

#include "language.h"

extern const lark_sentence lualark_words_zh[];
extern const size_t lualark_words_zh_count;

const char *lualark_words(const char *english) {
  return lark_words_in(lualark_words_zh, lualark_words_zh_count, english);
}

const char *lualark_words_type(lua_State *L, int index) {
  static const char *const names[] = {
      [LUA_TNIL] = "nil",           [LUA_TBOOLEAN] = "boolean",
      [LUA_TNUMBER] = "number",     [LUA_TSTRING] = "string",
      [LUA_TTABLE] = "table",       [LUA_TFUNCTION] = "function",
      [LUA_TUSERDATA] = "userdata", [LUA_TLIGHTUSERDATA] = "userdata",
      [LUA_TTHREAD] = "thread"};
  int type = lua_type(L, index);
  return type == LUA_TNONE ? lualark_words("no value")
                           : lualark_words(names[type]);
}
