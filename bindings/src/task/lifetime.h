// SPDX-License-Identifier: MIT

/// The scheduler's beginning and end.
#ifndef LUALARK_LIFETIME_H
#define LUALARK_LIFETIME_H

#include "scheduler.h"

/// Makes the state's scheduler; called once when the module is opened.
void lualark_lifetime_begin(lua_State *L);

/// The Lua state closes, or is left as it is: gives up all that it holds of the
/// world. Runs no Lua; clients that are collected later run no callbacks.
void lualark_lifetime_end(lualark_scheduler *s);

#endif
