// SPDX-License-Identifier: MIT
#include "codec.h"

#include "charge.h"
#include "document.h"
#include "encode.h"
#include "error.h"
#include "lazy.h"
#include "lualark_words.h"
#include "mark.h"
#include "push.h"
#include "reader.h"

/// lark.array(list): marks a list, which may be empty, as an array.
static int json_array(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (lualark_lazy_is(L, 1)) return 1; // is one, and stays one
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

typedef struct mended {
  lualark_native native;
  lark_text text;
} mended;

static void free_mended(lualark_native *native) {
  lark_text_clear(&((mended *)native)->text);
}

// Looking for what is odd takes longer than parsing.
static void count_bytes(lualark_state *state, size_t length) {
  enum { BYTES_A_STEP = 16 };
  state->steps += (uint32_t)(length / BYTES_A_STEP);
}

// Its text takes the state's own memory, so that it counts against a script's
// limit.
static mended *push_mended(lua_State *L, lualark_state *state) {
  lark_allocator states;
  states.resize = lua_getallocf(L, &states.user);
  mended *m = lualark_native_push(L, state, sizeof *m, free_mended);
  lark_text_init(&m->text, &states);
  return m;
}

// Parses a text without its odd values, and pushes the document. False where it
// is no JSON.
static bool parse_mended(lua_State *L, const char *text, size_t length) {
  lualark_state *state = lualark_state_get(L);
  mended *m = push_mended(L, state);
  lark_oddities found;
  const char *why = NULL;
  lark_status status = lark_json_mend(text, length, &m->text, &found);
  count_bytes(state, length);
  if (status == LARK_ENOMEM) lualark_charge_starve(L);
  bool parsed =
      status == LARK_OK &&
      lualark_document_parse(L, m->text.bytes, m->text.length_bytes, &why);
  free_mended(&m->native);
  return parsed;
}

// The longest text of an engine's script that is looked at once more to name
// what is odd.
enum { LONGEST_EXPLAINED_BYTES = 65536 };

static int explain(lua_State *L, const char *text, size_t length,
                   const char *why) {
  lark_oddities found = {0};
  char what[192];
  lark_error error = {.status = LARK_EDECODE, .msg = lualark_words(why)};
  lualark_state *state = lualark_state_get(L);
  if (state->host == NULL || length <= LONGEST_EXPLAINED_BYTES) {
    lark_json_mend(text, length, NULL, &found);
    count_bytes(state, length);
  }
  if (found.count > 0) {
    lark_oddities_say(&found, what, sizeof what);
    error.msg = what;
  }
  return lualark_error_return(L, &error);
}

// Reads { lenient = true } at index 2.
static bool is_lenient(lua_State *L) {
  if (lua_isnoneornil(L, 2)) return false;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_pushliteral(L, "lenient");
  lua_rawget(L, 2);
  bool lenient = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return lenient;
}

// Arguments: as of json_decode(). The text is no JSON.
static int decode_odd(lua_State *L, const char *why) {
  size_t length = 0;
  const char *text = lua_tolstring(L, 1, &length);
  if (is_lenient(L) && parse_mended(L, text, length))
    return lualark_push_document(L);
  return explain(L, text, length, why);
}

/// lark.decode(text, options): the value, or nil and an error that names what
/// is odd. With { lenient = true } U+FFFD stands for damaged text, and a number
/// beyond int64_t or double is a string of its digits.
static int json_decode(lua_State *L) {
  size_t length = 0;
  const char *text = luaL_checklstring(L, 1, &length);
  is_lenient(L); // raises now where the options are none
  return lualark_reader_push(
      L, lualark_state_get(L),
      &(lualark_reader_text){text, length, NULL, decode_odd});
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
