// SPDX-License-Identifier: MIT

/// client:drift(): how answers differ from the catalog.
#ifndef LUALARK_DRIFT_H
#define LUALARK_DRIFT_H

#include <lua.h>

#include "lark_drift.h"

/// Pushes a drift as a list of { endpoint=, field=, finding=, documented=,
/// seen=, count= }.
void lualark_drift_push(lua_State *L, const lark_drift *drift);

/// Puts client:drift into the table on top.
void lualark_drift_register(lua_State *L);

#endif
