// SPDX-License-Identifier: MIT

/// Keys and strings that were chosen to collide, so that Lua takes long to find
/// them: ends the script whose they are.
#ifndef LUALARK_COLLIDE_H
#define LUALARK_COLLIDE_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

struct script;

/// Draws the random numbers that decide what is looked at. May raise.
void lualark_collide_open(lua_State *L, struct script *script);

/// Before Lua fills a new block, which may be the nodes of a table that grows:
/// condemns the script if the table's keys collide there. The block is to be
/// refused then, since filling it would take too long; returns true for that.
bool lualark_collide_check_table(struct script *script, const void *block,
                                 size_t bytes);

/// Lua has made a short string: condemns the script if the strings before it
/// collide.
void lualark_collide_check_string(struct script *script, const void *string);

/// A block was freed, which may have been a string.
void lualark_collide_forget(struct script *script, const void *block);

#endif
