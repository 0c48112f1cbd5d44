// SPDX-License-Identifier: MIT

/// The end of a script whose memory does not suffice.
#ifndef LUALARK_OUT_OF_MEMORY_H
#define LUALARK_OUT_OF_MEMORY_H

#include "script.h"

/// Writes that the script used up its memory, and where the thread is.
void lualark_out_of_memory_describe(const struct script *script, lua_State *L,
                                    char *text, size_t room);

/// Records that the script is to end for it. Touches no Lua state.
void lualark_out_of_memory_condemn(struct script *script);

/// Counts memory that is held outside of Lua for the script; negative gives it
/// back. False where that would pass its limit.
bool lualark_out_of_memory_charge(lualark_state *state, ptrdiff_t bytes);

/// Memory outside of Lua was refused: ends a sandboxed script if its limit is
/// why. Otherwise the caller raises an error.
void lualark_out_of_memory_starve(lualark_state *state);

/// Whether the error on top of `thread` says that memory lacked: as Lua says
/// it, or as luaL_Buffer does.
bool lualark_out_of_memory_is_error(lua_State *thread, int status);

#endif
