// SPDX-License-Identifier: MIT

/// The way into a script's state, and the way out of it.
///
/// A sandboxed script is ended by leaving its state in the middle of whatever
/// it does, with a jump to where the engine entered it. The jump passes every
/// pcall, every handler and every variable to be closed, so that none of them
/// can hold it up. Lua is never entered there again; its memory is freed as a
/// whole. The jump may start wherever only Lua and our own C functions stand
/// between: these own nothing outside the state that is not in a list of the
/// scheduler's. It never starts in the allocator, for Lua calls that while its
/// pointers do not point to anything (luaD_reallocstack, since 5.4.5).
#ifndef LUALARK_GUARD_H
#define LUALARK_GUARD_H

#include "script.h"

enum { LUALARK_CUT = -1 };

/// Calls the function below `argument_count` arguments on top of the script's
/// stack, as lua_pcall() does. Returns LUALARK_CUT if the script was cut off in
/// the middle: its state must not be touched any more.
int lualark_guard_call(struct script *script, int argument_count,
                       int result_count);

/// Leaves the script's state for good; `thread` tells where it was. Only where
/// lualark_guard_may_cut(), and never in the allocator.
void lualark_guard_cut(struct script *script, lua_State *thread)
    __attribute__((noreturn));

/// Whether the script is sandboxed and its own code runs, so that it can be
/// cut off.
bool lualark_guard_may_cut(const struct script *script);

/// Closes the state of a trusted script: runs its finalizers, and stops there.
/// The memory of its objects goes with the heap, which is faster.
void lualark_guard_close(struct script *script);

/// In the last of these finalizers: leaves the state.
void lualark_guard_end_close(struct script *script) __attribute__((noreturn));

/// After a callback of the host's, which may have ended the script: raises
/// then, or cuts it off.
void lualark_guard_check(lua_State *L, struct script *script);

/// Around callbacks of the host's: they run under the thread's own locale, and
/// no cut jumps past them.
void lualark_guard_pause(struct script *script);
void lualark_guard_resume(struct script *script);

#endif
