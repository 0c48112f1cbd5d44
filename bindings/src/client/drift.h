// SPDX-License-Identifier: MIT

/// client:drift(): how answers differ from the catalog.
#ifndef LUALARK_DRIFT_H
#define LUALARK_DRIFT_H

#include <lauxlib.h>

#include "lark_drift.h"

/// Pushes a drift as a list of { endpoint=, field=, finding=, documented=,
/// seen=, count= }.
void lualark_drift_push(lua_State *L, const lark_drift *drift);

/// client:drift, ended by a NULL name.
extern const luaL_Reg lualark_drift_methods[];

#endif
