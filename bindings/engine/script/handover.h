// SPDX-License-Identifier: MIT

/// lark.on_replace() and lark.state(): how the old version of a script hands
/// its state to the new one, within its slices.
#ifndef LUALARK_HANDOVER_H
#define LUALARK_HANDOVER_H

#include "script.h"

/// Puts both functions into the module's table, which is on top. May raise.
void lualark_handover_open(lua_State *L);

/// Lets `old` hand its state to `fresh`, once the events that it has are
/// delivered. `fresh` was filled, and is in no list. LARK_ENOMEM: nothing was
/// done.
lark_status lualark_handover_order(struct script *old, struct script *fresh);

#endif
