// SPDX-License-Identifier: MIT

/// A text that grows in a userdata, so that it survives a yield.
#ifndef LUALARK_ENGINE_BUFFER_H
#define LUALARK_ENGINE_BUFFER_H

#include <lauxlib.h>
#include <stddef.h>

typedef struct lualark_buffer {
  char *bytes;
  size_t length, room;
  int place; ///< of the userdata on the stack, from its bottom; nil at first
} lualark_buffer;

/// Begins in memory of the caller's, which lasts until the C function returns
/// or yields; NULL with no room is fine.
void lualark_buffer_init(lualark_buffer *b, int place, char *first,
                         size_t room);

/// Makes room for so many more bytes; returns where they go. May raise.
char *lualark_buffer_reserve(lua_State *L, lualark_buffer *b, size_t more);

void lualark_buffer_add(lua_State *L, lualark_buffer *b, const char *bytes,
                        size_t length);

/// Adds the string or number on top of the stack, and pops it.
void lualark_buffer_add_value(lua_State *L, lualark_buffer *b);

/// Moves out of the caller's memory, before a yield.
void lualark_buffer_keep(lua_State *L, lualark_buffer *b);

/// Pushes the text.
void lualark_buffer_push(lua_State *L, const lualark_buffer *b);

#endif
