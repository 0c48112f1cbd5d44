// SPDX-License-Identifier: MIT
#include "load.h"

#include <string.h>

#include "guard.h"
#include "scripts.h"
#include "verdict.h"
#include "watch.h"

enum {
  PIECE = 256, // bytes
  BYTES_PER_TURN = 64 << 10,
  LEAST_TURNS = 5
};

// Source text that the compiler gets piece by piece, with a look at the clock
// between: what takes long to compile need not be long itself.
typedef struct source {
  struct script *script;
  const char *text;
  size_t left;
  uint64_t stop_us; ///< of the processor's time
} source;

static const char *next_piece(lua_State *L, void *user, size_t *bytes) {
  source *from = user;
  const char *piece = from->text;
  lualark_watch_look(from->script, SIZE_MAX);
  if (lualark_watch_cpu_us() > from->stop_us) {
    lualark_verdict_limit(from->script, L,
                          "its source took too long to compile");
    lualark_guard_cut(from->script, L);
  }
  *bytes = from->left < PIECE ? from->left : PIECE;
  from->text += *bytes;
  from->left -= *bytes;
  return *bytes > 0 ? piece : NULL;
}

// Compiles in the time of `turns` stalls.
static int compile(lua_State *L, const char *text, size_t bytes,
                   const char *name, uint64_t turns) {
  struct script *script = lualark_script_at(L);
  uint64_t most_us = turns * script->all->options->stall_ms * 1000;
  source from = {
      .script = script,
      .text = text,
      .left = bytes,
      .stop_us = lualark_watch_cpu_us() + most_us,
  };
  script->compiling = true;
  int status = lua_load(L, next_piece, &from, name, "t");
  script->compiling = false;
  if (lualark_verdict_is_there(script)) lualark_guard_cut(script, L);
  return status;
}

int lualark_load_text(lua_State *L, const char *text, size_t bytes,
                      const char *name) {
  return compile(L, text, bytes, name, LEAST_TURNS + bytes / BYTES_PER_TURN);
}

// ----------------------------------------------------------------------- load

// Calls the function at index 1 for the pieces of a chunk, and replaces it by
// the whole.
static void gather(lua_State *L) {
  size_t most = lualark_script_at(L)->all->options->source_bytes;
  size_t length = 1;
  luaL_Buffer whole;
  luaL_buffinit(L, &whole);
  for (size_t total = 0; length > 0 && total <= most; total += length) {
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    length = 0;
    if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "reader function must return a string");
    if (lua_tolstring(L, -1, &length) != NULL)
      luaL_addvalue(&whole);
    else
      lua_pop(L, 1);
  }
  luaL_pushresult(&whole);
  lua_replace(L, 1);
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
  bool is_text = lua_type(L, 1) == LUA_TSTRING;
  const char *name =
      luaL_optstring(L, 2, is_text ? lua_tostring(L, 1) : "=(load)");
  lua_settop(L, lua_isnone(L, 4) ? 3 : 4);
  if (!is_text) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    gather(L);
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
  if (compile(L, text, bytes, name, 1) != LUA_OK) return return_message(L);
  if (lua_gettop(L) < 5) return 1;
  lua_pushvalue(L, 4);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}
