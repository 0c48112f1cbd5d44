// SPDX-License-Identifier: MIT

/// Why a script is to end. This only records the reason, and the first one
/// counts; the script ends when its turn does (turn.c), or at once where it is
/// idle (ending.c).
///
/// The allocator may find that a script is to end, but cannot ask Lua where the
/// script is: it condemns the script. The place is added as soon as a function
/// of ours runs that may ask.
#ifndef LUALARK_VERDICT_H
#define LUALARK_VERDICT_H

#include "script.h"

/// Records that a script is to end, with this status and message.
void lualark_verdict_record(struct script *script, lark_status status,
                            const char *why);

/// Records that it passed a limit; the place where the thread is goes before
/// the message.
void lualark_verdict_limit(struct script *script, lua_State *L,
                           const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// The same without a place, for the allocator: touches no Lua state.
void lualark_verdict_condemn(struct script *script, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// Adds where the thread is to the message of a script that was condemned.
void lualark_verdict_place(struct script *script, lua_State *L);

static inline bool lualark_verdict_is_there(const struct script *script) {
  return script->verdict.status != LARK_OK;
}

#endif
