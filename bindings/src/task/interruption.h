// SPDX-License-Identifier: MIT

/// An interruption, such as Ctrl-C: the script ends with what it has.
#ifndef LUALARK_INTERRUPTION_H
#define LUALARK_INTERRUPTION_H

#include "scheduler.h"

/// Asks the state's script to end with what it has: calls end as cancelled,
/// "interrupted", and later ones are refused likewise; sleeps end. Waits for
/// the host's functions go on. Runs no Lua.
void lualark_interruption_begin(lualark_scheduler *s);

/// Returns nil and the error of what the interruption ended or refused. `error`
/// is the call's own, or NULL.
int lualark_interruption_return(lua_State *L, lualark_scheduler *s,
                                const lark_error *error);

#endif
