// SPDX-License-Identifier: MIT

/// The raw layer: client:start, step, wait, fd, timeout_ms, cancel. It never
/// yields and never resumes, so any scheduler can build on it.
#ifndef LUALARK_RAW_H
#define LUALARK_RAW_H

#include <lua.h>

/// Puts its methods into the table on top.
void lualark_raw_register(lua_State *L);

#endif
