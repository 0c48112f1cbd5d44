// SPDX-License-Identifier: MIT

/// The raw layer: client:start, step, wait, fd, timeout_ms, cancel. It never
/// yields and never resumes, so any scheduler can build on it.
#ifndef LUALARK_RAW_H
#define LUALARK_RAW_H

#include <lauxlib.h>

/// Its methods, ended by a NULL name.
extern const luaL_Reg lualark_raw_methods[];

#endif
