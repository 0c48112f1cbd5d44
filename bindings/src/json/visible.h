// SPDX-License-Identifier: MIT

/// Text that is safe to show on a terminal.
#ifndef LUALARK_VISIBLE_H
#define LUALARK_VISIBLE_H

#include <lua.h>

/// Pushes the string at `index` on one line, with what cannot be seen written
/// out as in scripts/lark/render/cell.lua: control characters as `\x1b`, C1 and
/// changes of the writing direction as `\u{202e}`, and bytes that are not UTF-8
/// as `\xff`. Line ends and tabs become spaces.
void lualark_visible_push(lua_State *L, int index);

#endif
