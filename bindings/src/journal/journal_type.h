// SPDX-License-Identifier: MIT

/// `lark.journal`: a journal's userdata.
#ifndef LUALARK_JOURNAL_TYPE_H
#define LUALARK_JOURNAL_TYPE_H

#include <lua.h>

#include "lark.h"

/// Adds `journal` to the module's table on top.
void lualark_journal_register(lua_State *L);

/// The open journal at `index`, for a client; NULL where there is none. It
/// lives as long as the userdata.
const lark_journal *lualark_journal_test(lua_State *L, int index);

#endif
