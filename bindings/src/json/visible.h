// SPDX-License-Identifier: MIT

/// Text that is safe to show on a terminal.
#ifndef LUALARK_VISIBLE_H
#define LUALARK_VISIBLE_H

#include <lua.h>
#include <stddef.h>

/// Pushes the string at `index` on one line, with what cannot be seen written
/// out as in scripts/lark/render/cell.lua: control characters as `\x1b`, C1 and
/// changes of the writing direction as `\u{202e}`, and bytes that are not UTF-8
/// as `\xff`. Line ends and tabs become spaces.
void lualark_visible_push(lua_State *L, int index);

enum { LUALARK_VISIBLE_ROOM = 16 };

/// Writes what stands for the first character of a text, or for a byte that
/// belongs to none, into `room`; "" where it stands for itself. Returns how
/// many bytes of the text that is.
size_t lualark_visible_character(const char *text, size_t left, char *room);

#endif
