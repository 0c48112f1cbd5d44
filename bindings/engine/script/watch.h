// SPDX-License-Identifier: MIT

/// The watch on a script's Lua machine, a hook: it preempts a script whose
/// slice is over, counts instructions, and stops one that is to end. It comes
/// after a number of instructions, or where a signal was granted and
/// instructions need not be counted, when the slice is over (preempt.h). The
/// rest of this page is about the former.
///
/// A coroutine inherits the hook of the one that makes it, so that all of a
/// state's have it. A hook may yield. Where the coroutine under it cannot,
/// since a C function stands between, the script goes on for a while, and then
/// ends.
///
/// Most instructions take nanoseconds. Those that take longer work on something
/// long: a comparison of strings, a lookup in a table whose keys collide. So in
/// a sandboxed script the hook comes the more often the dearer its dearest
/// string or table is to work on (strain.c), and the time between two looks
/// stays the same. In a trusted one it comes more often, too, where something
/// is long, but not by as much.
///
/// A step below is what an instruction costs on average.
#ifndef LUALARK_WATCH_H
#define LUALARK_WATCH_H

#include "script.h"

/// Sets the hook of a state whose libraries are open.
void lualark_watch_begin(struct script *script);

/// The hook, for preempt.c.
void lualark_watch_hook(lua_State *L, lua_Debug *record);

/// For C functions that take long: counts their steps. True if the caller is to
/// yield now, with a continuation and no values. Raises if the script is to
/// end.
bool lualark_watch_pause(lua_State *L, uint64_t steps);

/// How many steps a C function may take between two pauses: fewer where the
/// script has something long, as instructions are looked at more often there.
uint32_t lualark_watch_stride(struct script *script);

/// For C functions that are short and cannot yield: counts their steps.
void lualark_watch_spend(lua_State *L, uint64_t steps);

/// Where time may have passed and nothing can yield: cuts off a sandboxed
/// script that is late, and makes the next instruction yield where a slice is
/// over. Not for the allocator.
void lualark_watch_look(struct script *script, uint64_t steps);

/// The same for the allocator: where the script is late or its slice is over,
/// the hook comes with the next instruction.
void lualark_watch_glance(struct script *script, uint64_t steps);

/// Lets the hook come with the next instruction of the thread that runs. May be
/// called anywhere.
void lualark_watch_hasten(struct script *script);

/// The allocator gives so many bytes at once: the hook does the collector's
/// work for them, and comes soon (collect.h).
void lualark_watch_defer(struct script *script, size_t bytes);

/// When a long block was allocated: makes the hook come more often if needed.
void lualark_watch_tighten(struct script *script);

/// Counts a metatable: an instruction may go through a chain of as many.
void lualark_watch_metatable(struct script *script, const void *metatable);

/// The cost of looking up a field, in steps: metatables stand in chains.
uint64_t lualark_watch_lookup(const struct script *script);

/// Before a coroutine of the script runs, for the first time or once more.
void lualark_watch_enter(lualark_state *state, lua_State *thread, bool is_new);

/// Records that the script's time is over; `L` tells where it is.
void lualark_watch_expire(struct script *script, lua_State *L);

#endif
