// SPDX-License-Identifier: MIT

// Compiling a stranger's source: text alone, with an eye on the time.
#include <string.h>

#include "engine.h"

enum { PIECE = 256 };

// Source that is handed to the compiler piece by piece, with a look at the
// clock between: what takes long to compile need not be long itself.
typedef struct source {
  script *s;
  const char *text;
  size_t left;
  uint64_t stop_us;
} source;

static const char *next_piece(lua_State *L, void *user, size_t *bytes) {
  source *from = user;
  const char *piece = from->text;
  engine_interrupt_look(from->s, SIZE_MAX);
  if (engine_interrupt_cpu_us() > from->stop_us) {
    engine_script_limit(from->s, L, "its source took too long to compile");
    engine_guard_cut(from->s);
  }
  *bytes = from->left < PIECE ? from->left : PIECE;
  from->text += *bytes;
  from->left -= *bytes;
  return *bytes > 0 ? piece : NULL;
}

static int compile(lua_State *L, const char *text, size_t bytes,
                   const char *name, uint64_t turns) {
  script *s = engine_script_at(L);
  source from = {
      .s = s,
      .text = text,
      .left = bytes,
      .stop_us = engine_interrupt_cpu_us() +
                 turns * s->engine->options.stall_ms * 1000,
  };
  s->compiling = true;
  int status = lua_load(L, next_piece, &from, name, "t");
  s->compiling = false;
  return status;
}

// What the host gives may take longer when it is longer: twice what is usual.
int engine_load_text(lua_State *L, const char *text, size_t bytes,
                     const char *name) {
  enum { BYTES_OF_A_TURN = 64 << 10, LEAST_TURNS = 5 };
  return compile(L, text, bytes, name, LEAST_TURNS + bytes / BYTES_OF_A_TURN);
}

// The end of a loop or a label meets each goto that waits for it, and closes
// the gap that it leaves in their list: 16384 take 130 ms, within one word. Of
// what the compiler lets grow only that list, those of labels and of variables
// have members of 24 bytes; none has so many in a program that people wrote.
void engine_load_look(script *s, size_t bytes) {
  enum { MEMBER = 24, MOST = 2048 };
  if (!s->compiling || bytes % 3 != 0 || bytes <= (size_t)MEMBER * MOST) return;
  engine_script_limit(s, engine_script_running(s),
                      "its source has more than %d gotos, breaks or variables "
                      "at once",
                      MOST);
  engine_guard_cut(s);
}

// Replaces a function that gives a chunk in pieces by the whole of it.
static void gather(lua_State *L) {
  size_t most = engine_script_at(L)->engine->options.source_bytes;
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

static int give_up(lua_State *L) {
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

/// load(chunk, name, mode, env): as of Lua, but source text alone, and only so
/// much of it.
int engine_load(lua_State *L) {
  size_t bytes = 0;
  size_t most = engine_script_at(L)->engine->options.source_bytes;
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
    return give_up(L);
  }
  if (bytes > most) {
    lua_pushfstring(L,
                    "the chunk has more than the %d bytes that may be loaded",
                    (int)most);
    return give_up(L);
  }
  if (compile(L, text, bytes, name, 1) != LUA_OK) return give_up(L);
  if (lua_gettop(L) < 5) return 1;
  lua_pushvalue(L, 4);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}
