// SPDX-License-Identifier: MIT

/// Closing the variables of coroutines.
#ifndef LUALARK_CLOSING_H
#define LUALARK_CLOSING_H

#include "scheduler.h"

/// Whether coroutines are being closed inside each other too deep for another.
bool lualark_closing_is_deep(lualark_scheduler *s);

/// Closes the variables of a coroutine that does not run, as lua_resetthread()
/// does; its status. False, with nothing done, where it is too deep.
bool lualark_closing_close(lua_State *L, lualark_scheduler *s, lua_State *co,
                           int *status);

#endif
