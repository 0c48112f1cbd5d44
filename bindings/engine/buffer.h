// SPDX-License-Identifier: MIT

/// A text that grows in a userdata, so that it survives a yield.
#ifndef LUALARK_ENGINE_BUFFER_H
#define LUALARK_ENGINE_BUFFER_H

#include <lauxlib.h>
#include <stddef.h>

typedef struct engine_buffer {
  char *bytes;
  size_t length, room;
  int place; ///< of the userdata on the stack, from its bottom; nil at first
} engine_buffer;

/// Begins in memory of the caller's, which lasts until the C function returns
/// or yields. It may be NULL, with no room.
void engine_buffer_init(engine_buffer *b, int place, char *first, size_t room);

/// Makes room for so many more bytes; returns where they go. May raise.
char *engine_buffer_reserve(lua_State *L, engine_buffer *b, size_t more);

void engine_buffer_add(lua_State *L, engine_buffer *b, const char *bytes,
                       size_t length);

/// Adds the string on top of the stack, or the number, and takes it off.
void engine_buffer_add_value(lua_State *L, engine_buffer *b);

/// Leaves the caller's memory: what comes next is a yield.
void engine_buffer_keep(lua_State *L, engine_buffer *b);

/// Pushes the text.
void engine_buffer_push(lua_State *L, const engine_buffer *b);

#endif
