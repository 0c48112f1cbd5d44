// SPDX-License-Identifier: MIT
#include "text.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scheduler.h"
#include "script.h"

enum {
  MEMBERS = 6,       // of a table that is shown within a line
  MEMBER_BYTES = 30, // of such a member that is a string
  NAME_BYTES = 80
};

__attribute__((format(printf, 2, 3))) static void add(lark_text *text,
                                                      const char *format, ...) {
  char line[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  lark_text_add_string(text, line);
}

// --------------------------------------------------------------------- strings

// The length of the character that begins there; 0 if it is no UTF-8.
static size_t character(const char *bytes, size_t length) {
  static const unsigned char marks[] = {0x80, 0xe0, 0xf0, 0xf8};
  static const unsigned char heads[] = {0x00, 0xc0, 0xe0, 0xf0};
  for (size_t i = 0; i < 4; i++) {
    if (((unsigned char)bytes[0] & marks[i]) != heads[i]) continue;
    return i < length && lark_utf8_valid(bytes, i + 1) ? i + 1 : 0;
  }
  return 0;
}

static void add_character(lark_text *text, const char *bytes, size_t length) {
  static const char names[] = "\"\"\\\\\nn\rr\tt";
  unsigned char first = (unsigned char)bytes[0];
  for (const char *name = names; *name != '\0'; name += 2) {
    if (*name != bytes[0]) continue;
    add(text, "\\%c", name[1]);
    return;
  }
  if (length == 0 || (length == 1 && (first < ' ' || first == 0x7f)))
    add(text, "\\x%02X", first);
  else
    lark_text_add(text, bytes, length);
}

static void add_quoted(lark_text *text, const char *bytes, size_t length,
                       size_t most) {
  size_t at = 0;
  lark_text_add_char(text, '"');
  while (at < length && at < most) {
    size_t next = character(bytes + at, length - at);
    add_character(text, bytes + at, next);
    at += next > 0 ? next : 1;
  }
  lark_text_add_char(text, '"');
  if (at < length) add(text, "... (%zu bytes)", length);
}

void lualark_text_string(lark_text *text, const char *bytes, size_t length) {
  for (size_t at = 0; at < length;) {
    size_t next = character(bytes + at, length - at);
    if (next > 0)
      lark_text_add(text, bytes + at, next);
    else
      add(text, "\\x%02X", (unsigned char)bytes[at]);
    at += next > 0 ? next : 1;
  }
}

static bool is_name(const char *bytes, size_t length) {
  if (length == 0 || length > NAME_BYTES || isdigit((unsigned char)bytes[0]))
    return false;
  for (size_t i = 0; i < length; i++) {
    if (!isalnum((unsigned char)bytes[i]) && bytes[i] != '_') return false;
  }
  return true;
}

// --------------------------------------------------------------- other values

static void add_number(lark_text *text, lua_State *L, int index) {
  if (lua_isinteger(L, index)) {
    add(text, LUA_INTEGER_FMT, lua_tointeger(L, index));
    return;
  }
  double number = lua_tonumber(L, index);
  size_t before = text->length_bytes;
  if (!isfinite(number)) {
    lark_text_add_string(text, isnan(number) ? "nan"
                               : number > 0  ? "inf"
                                             : "-inf");
    return;
  }
  lark_text_add_number(text, number);
  for (size_t i = before; i < text->length_bytes; i++) {
    if (strchr(".e", text->bytes[i]) != NULL) return;
  }
  lark_text_add_string(text, ".0");
}

static void add_function(lark_text *text, lua_State *L, int index) {
  lua_Debug record;
  if (!lua_checkstack(L, 1)) return;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &record);
  if (strcmp(record.what, "C") == 0) {
    add(text, "function [C]: %p", lua_topointer(L, index));
    return;
  }
  lark_text_add_string(text, "function (");
  lualark_text_string(text, record.short_src, strlen(record.short_src));
  add(text, ":%d)", record.linedefined);
}

static const char *state_of(lua_State *co) {
  lua_Debug level;
  switch (lua_status(co)) {
  case LUA_YIELD: return "suspended";
  case LUA_OK: break;
  default: return "dead";
  }
  if (lua_getstack(co, 0, &level)) return "normal";
  return lua_gettop(co) > 0 ? "suspended" : "dead";
}

static void add_table(lark_text *text, lua_State *L, int index, size_t most);

static void add_value(lark_text *text, lua_State *L, int index, size_t most,
                      bool nested) {
  size_t length = 0;
  const char *bytes;
  switch (lua_type(L, index)) {
  case LUA_TNIL: lark_text_add_string(text, "nil"); return;
  case LUA_TBOOLEAN:
    lark_text_add_string(text, lua_toboolean(L, index) ? "true" : "false");
    return;
  case LUA_TNUMBER: add_number(text, L, index); return;
  case LUA_TSTRING:
    bytes = lua_tolstring(L, index, &length);
    add_quoted(text, bytes, length, most);
    return;
  case LUA_TFUNCTION: add_function(text, L, index); return;
  case LUA_TTHREAD:
    add(text, "thread: %p (%s)", lua_topointer(L, index),
        state_of(lua_tothread(L, index)));
    return;
  case LUA_TTABLE:
    if (nested)
      lark_text_add_string(text, "{...}");
    else
      add_table(text, L, index, most);
    return;
  case LUA_TLIGHTUSERDATA:
    if (lua_touserdata(L, index) == NULL) {
      lark_text_add_string(text, "null");
      return;
    }
    break;
  default: break;
  }
  add(text, "%s: %p", lualark_text_type(L, index), lua_topointer(L, index));
}

// ---------------------------------------------------------------------- tables

void lualark_text_key(lark_text *text, lua_State *L, int index) {
  size_t length = 0;
  const char *name = lua_type(L, index) == LUA_TSTRING
                         ? lua_tolstring(L, index, &length)
                         : NULL;
  if (name != NULL && is_name(name, length)) {
    lark_text_add(text, name, length);
    return;
  }
  lark_text_add_char(text, '[');
  add_value(text, L, index, NAME_BYTES, true);
  lark_text_add_char(text, ']');
}

bool lualark_text_is_hidden(lua_State *L, int index) {
  const lualark_scheduler *s = lualark_script_at(L)->scheduler;
  return s != NULL && s->state.hidden_key != NULL &&
         lua_type(L, index) == LUA_TSTRING &&
         lua_tostring(L, index) == s->state.hidden_key;
}

// Adds up to MEMBERS members: first those of the list, then others.
static void add_members(lark_text *text, lua_State *L, int index, size_t most) {
  lua_Integer listed = 0;
  int count = 0;
  for (; count < MEMBERS; count++, listed++) {
    lua_rawgeti(L, index, listed + 1);
    bool ends = lua_isnil(L, -1);
    if (!ends && count > 0) lark_text_add_string(text, ", ");
    if (!ends) add_value(text, L, -1, most, true);
    lua_pop(L, 1);
    if (ends) break;
  }
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    bool is_listed = lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 &&
                     lua_tointeger(L, -2) <= listed;
    if (is_listed || lualark_text_is_hidden(L, -2)) continue;
    if (count > 0) lark_text_add_string(text, ", ");
    if (count++ >= MEMBERS) {
      lark_text_add_string(text, "...");
      lua_pop(L, 2);
      return;
    }
    lualark_text_key(text, L, lua_gettop(L) - 1);
    lark_text_add_string(text, " = ");
    add_value(text, L, -1, most, true);
  }
}

static void add_table(lark_text *text, lua_State *L, int index, size_t most) {
  index = lua_absindex(L, index);
  if (!lua_checkstack(L, 4)) return;
  lark_text_add_char(text, '{');
  add_members(text, L, index, most < MEMBER_BYTES ? most : MEMBER_BYTES);
  lark_text_add_char(text, '}');
}

void lualark_text_value(lark_text *text, lua_State *L, int index,
                        size_t most_bytes) {
  add_value(text, L, index, most_bytes, false);
}

const char *lualark_text_type(lua_State *L, int index) {
  const char *name = NULL;
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_checkstack(L, 3) ||
      !lua_getmetatable(L, index))
    return lua_typename(L, lua_type(L, index));
  // The key is there already: luaL_newmetatable() made it, and no string is
  // made here.
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING &&
        strcmp(lua_tostring(L, -2), "__name") == 0)
      name = lua_tostring(L, -1);
  }
  lua_pop(L, 1);
  return name != NULL && lark_utf8_valid(name, strlen(name)) ? name
                                                             : "userdata";
}
