// SPDX-License-Identifier: MIT

// What long strings cost. An instruction of the Lua machine that works on one
// takes time by what is in it:
//
// - A comparison goes from NUL to NUL, calling strcoll() for each piece: some
//   14 ns a byte where all are NULs, and hardly anything where none is.
// - Where a number is wanted, what looks like one is read: 2 ns for each byte
// of
//   blanks, digits and letters that it begins with.
// - A step of utf8.codes() passes over continuation bytes, at 1 ns.
//
// Functions of the libraries take time by the length alone: those are asked for
// theirs before they run.
#include <ctype.h>
#include <lualib.h>
#include <string.h>

#include "engine.h"

enum {
  STRING_HEAD = 24, // before the bytes
  READ_CHEAPER = 7, // than a NUL
  SKIP_CHEAPER = 14,
  BYTES_PER_STEP = 4, // of library functions
  SHORT = 256         // is not worth it
};

static bool is_read(unsigned char byte) {
  return isalnum(byte) || isspace(byte) || byte == '.' || byte == '+' ||
         byte == '-';
}

size_t engine_strain_of_string(const void *block, size_t bytes) {
  const unsigned char *text = (const unsigned char *)block + STRING_HEAD;
  size_t length = bytes - STRING_HEAD;
  size_t nuls = 0;
  size_t read = 0;
  size_t run = 0;
  size_t longest_run = 0;
  while (read < length && is_read(text[read]))
    read++;
  for (size_t i = 0; i < length; i++) {
    nuls += text[i] == 0;
    run = (text[i] & 0xc0) == 0x80 ? run + 1 : 0;
    if (run > longest_run) longest_run = run;
  }
  size_t strain = bytes / HEAP_CHEAPER + nuls;
  if (strain < read / READ_CHEAPER) strain = read / READ_CHEAPER;
  if (strain < longest_run / SKIP_CHEAPER) strain = longest_run / SKIP_CHEAPER;
  return strain;
}

size_t engine_strain_of_length(const void *block, size_t bytes) {
  (void)block;
  return bytes / HEAP_CHEAPER;
}

// Upvalue: the stock function.
static int call_stock(lua_State *L) {
  script *s = engine_script_at(L);
  size_t bytes = 0;
  for (int i = lua_gettop(L); i > 0; i--) {
    if (lua_type(L, i) == LUA_TSTRING) bytes += lua_rawlen(L, i);
  }
  // Many references to one string: each is gone through.
  size_t most = s->heap.string_bytes;
  if (most > 0 && bytes > most)
    return luaL_error(L,
                      "the strings that it is given have %I bytes; all that "
                      "one may have is %I",
                      (LUAI_UACINT)bytes, (LUAI_UACINT)most);
  if (bytes > SHORT) engine_interrupt_look(s, bytes / BYTES_PER_STEP);
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

void engine_strain_open(lua_State *L) {
  static const char *const strings[] = {
      "char", "lower", "pack", "packsize", "reverse", "unpack", "upper", NULL};
  static const char *const utf8[] = {"char", "len", "offset", NULL};
  static const char *const math[] = {"max", "min", NULL};
  wrap(L, LUA_STRLIBNAME, strings);
  wrap(L, LUA_UTF8LIBNAME, utf8);
  wrap(L, LUA_MATHLIBNAME, math);
}
