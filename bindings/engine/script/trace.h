// SPDX-License-Identifier: MIT

/// Where a script is, written from what Lua tells without allocating, so that
/// it works at any time.
#ifndef LUALARK_TRACE_H
#define LUALARK_TRACE_H

#include "script.h"

/// Keeps where a thread is as the script's traceback, in place of an older one:
/// as luaL_traceback() writes it, without the outermost levels of a deep stack.
void lualark_trace_take(struct script *script, lua_State *thread);

/// The same; begins with what lualark_trace_take_inner() has.
void lualark_trace_take_all(struct script *script, lua_State *thread);

/// Keeps where a coroutine failed. `goes_on`: behind what is there, since the
/// coroutine inside it failed.
void lualark_trace_take_inner(struct script *script, lua_State *thread,
                              bool goes_on);

/// Keeps a copy of this text as the script's traceback.
void lualark_trace_set(struct script *script, const char *text);

/// Forgets the coroutine's.
void lualark_trace_drop_inner(struct script *script);

/// Forgets the script's traceback.
void lualark_trace_drop(struct script *script);

/// Hands the levels of a thread to `add`, the innermost first, as
/// luaL_traceback() writes them: each begins with a newline.
void lualark_trace_walk(lua_State *L, void (*add)(void *to, const char *level),
                        void *to);

/// Writes "script:12: " for the innermost level that is Lua code, or "".
void lualark_trace_place(lua_State *L, char *text, size_t room);

#endif
