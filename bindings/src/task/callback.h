// SPDX-License-Identifier: MIT

/// Lua functions that are called from inside the core's step: callbacks of the
/// raw layer, logs, app_ticket. An error must not jump through the core: the
/// first one is kept, and raised when the step is over.
#ifndef LUALARK_CALLBACK_H
#define LUALARK_CALLBACK_H

#include "scheduler.h"

/// Calls a C function, protected, with two light userdata, on the state that
/// drives the loop. Nothing is called where no state does.
void lualark_callback_run(lualark_scheduler *s, lua_CFunction function,
                          const void *first, const void *second);

/// Whether a callback raised; then its error is pushed.
bool lualark_callback_raised(lua_State *L, lualark_scheduler *s);

#endif
