// SPDX-License-Identifier: MIT

/// Memory outside of Lua's that counts against the limit of an engine's script.
/// Without an engine there is no limit, and these do nothing.
#ifndef LUALARK_CHARGE_H
#define LUALARK_CHARGE_H

#include "state.h"

/// Counts `bytes`; raises a memory error where that would pass the limit.
void lualark_charge_add(lua_State *L, lualark_state *state, size_t bytes);

/// Gives back what was counted.
void lualark_charge_return(lualark_state *state, size_t bytes);

/// Raises Lua's own memory error, or ends the script where its host does that.
int lualark_charge_starve(lua_State *L);

#endif
