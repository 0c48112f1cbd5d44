// SPDX-License-Identifier: MIT

/// `lark.journal`: a journal's userdata.
#ifndef LUALARK_JOURNAL_TYPE_H
#define LUALARK_JOURNAL_TYPE_H

#include <lua.h>

#include "lark.h"

/// Pushes `lark.journal`, and makes what its journals need.
void lualark_journal_push(lua_State *L);

/// The open journal at `index`, for a client; NULL where there is none. It
/// lives as long as the userdata.
const lark_journal *lualark_journal_test(lua_State *L, int index);

#endif
