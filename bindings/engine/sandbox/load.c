// SPDX-License-Identifier: MIT
#include "load.h"

#include <string.h>

#include "clock.h"
#include "cpu.h"
#include "guard.h"
#include "scripts.h"
#include "verdict.h"
#include "watch.h"

enum {
  PIECE = 256,      // bytes
  NS_PER_BYTE = 60, // plain data takes 30 to 40
  HOST_TURNS = 5,   // stalls that the host's own text may take at least,
  HOST_NS_PER_BYTE = 150
};

// Source text that the compiler gets piece by piece, with a look at the clock
// between: what takes long to compile need not be long itself. The compiler
// may take a while, and more once it has taken many pieces.
typedef struct source {
  struct script *script;
  const char *text;
  size_t left;
  uint64_t given; ///< bytes
  uint64_t began_us, began_cpu_us;
  uint64_t least_us; ///< that it may take
  uint64_t ns_per_byte;
} source;

// In time of the processor, which takes a system call to read; so the clock is
// asked first, since no more than that has passed.
static bool took_long(const source *from) {
  if (lark_now_us() - from->began_us <= from->least_us) return false;
  uint64_t took_us = lualark_cpu_us() - from->began_cpu_us;
  return took_us > from->least_us &&
         took_us > from->given * from->ns_per_byte / 1000;
}

static const char *next_piece(lua_State *L, void *user, size_t *bytes) {
  source *from = user;
  const char *piece = from->text;
  lualark_watch_look(from->script, SIZE_MAX);
  if (took_long(from)) {
    lualark_verdict_limit(from->script, L,
                          "its source took too long to compile");
    lualark_guard_cut(from->script, L);
  }
  *bytes = from->left < PIECE ? from->left : PIECE;
  from->text += *bytes;
  from->left -= *bytes;
  from->given += *bytes;
  return *bytes > 0 ? piece : NULL;
}

// Compiles in the time of `turns` stalls, or what the length allows.
static int compile(lua_State *L, const char *text, size_t bytes,
                   const char *name, uint64_t turns, uint64_t ns_per_byte) {
  struct script *script = lualark_script_at(L);
  source from = {
      .script = script,
      .text = text,
      .left = bytes,
      .began_us = lark_now_us(),
      .began_cpu_us = lualark_cpu_us(),
      .least_us = turns * script->all->options->stall_ms * 1000,
      .ns_per_byte = ns_per_byte,
  };
  script->compiling = true;
  int status = lua_load(L, next_piece, &from, name, "t");
  script->compiling = false;
  if (lualark_verdict_is_there(script)) lualark_guard_cut(script, L);
  return status;
}

int lualark_load_text(lua_State *L, const char *text, size_t bytes,
                      const char *name) {
  return compile(L, text, bytes, name, HOST_TURNS, HOST_NS_PER_BYTE);
}

// ----------------------------------------------------------------------- load

// Level 1 is load(), as the script called it.
static void refuse_piece(lua_State *L) {
  luaL_where(L, 2);
  lua_pushliteral(L, "reader function must return a string");
  lua_concat(L, 2);
  lua_error(L);
}

// Argument: a function that gives the pieces of a chunk. Returns the whole.
static int gather(lua_State *L) {
  size_t most = lualark_script_at(L)->all->options->source_bytes;
  size_t length = 1;
  luaL_Buffer whole;
  luaL_buffinit(L, &whole);
  for (size_t total = 0; length > 0 && total <= most; total += length) {
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    length = 0;
    if (!lua_isnil(L, -1) && !lua_isstring(L, -1)) refuse_piece(L);
    if (lua_tolstring(L, -1, &length) != NULL)
      luaL_addvalue(&whole);
    else
      lua_pop(L, 1);
  }
  luaL_pushresult(&whole);
  return 1;
}

// Replaces the function at index 1 by the chunk that it gives; or pushes why
// that failed, and returns false.
static bool replace_by_text(lua_State *L) {
  lua_pushcfunction(L, gather);
  lua_pushvalue(L, 1);
  int status = lua_pcall(L, 1, 1, 0);
  lualark_guard_check(L, lualark_script_at(L));
  if (status == LUA_OK) lua_replace(L, 1);
  return status == LUA_OK;
}

// Returns nil and the message on top.
static int return_message(lua_State *L) {
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

int lualark_load(lua_State *L) {
  size_t bytes = 0;
  size_t most = lualark_script_at(L)->all->options->source_bytes;
  const char *mode = luaL_optstring(L, 3, "t");
  bool is_text = lua_isstring(L, 1);
  const char *name =
      luaL_optstring(L, 2, is_text ? lua_tostring(L, 1) : "=(load)");
  if (!is_text) luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, lua_isnone(L, 4) ? 3 : 4);
  if (!is_text) {
    if (!replace_by_text(L)) return return_message(L);
  }
  const char *text = lua_tolstring(L, 1, &bytes);
  if (strchr(mode, 't') == NULL) {
    lua_pushfstring(L, "attempt to load a text chunk (mode is '%s')", mode);
    return return_message(L);
  }
  if (bytes > most) {
    lua_pushfstring(L,
                    "the chunk has more than the %d bytes that may be loaded",
                    (int)most);
    return return_message(L);
  }
  if (compile(L, text, bytes, name, 1, NS_PER_BYTE) != LUA_OK)
    return return_message(L);
  if (lua_gettop(L) < 5) return 1;
  lua_pushvalue(L, 4);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}
