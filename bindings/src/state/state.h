// SPDX-License-Identifier: MIT

/// What the binding keeps for one Lua state, below its tasks and clients: the
/// head of the scheduler's userdata (task/scheduler.h).
#ifndef LUALARK_STATE_H
#define LUALARK_STATE_H

#include <lauxlib.h>
#include <lua.h>

#include "host.h"

typedef struct lualark_state {
  const lualark_host *host;       ///< NULL: lark.run() drives the loop
  void *owner;                    ///< the host's
  struct lualark_native *natives; ///< all of them; see native.h
  uint32_t steps; ///< of C functions, not yet counted by host->pause
  bool parking;   ///< the yield that is under way is ours: a wait's, or
  bool preempted; ///< the host's, which lets others run
  bool sandboxed; ///< its script is
  bool doomed;    ///< the host ends it: no variables are closed
  bool closed;    ///< the Lua state closes
} lualark_state;

/// Makes the userdata on top, which begins with a lualark_state, the state's.
void lualark_state_set(lua_State *L);

lualark_state *lualark_state_get(lua_State *L);

/// The same; raises where the Lua state is closing.
lualark_state *lualark_state_check(lua_State *L);

#endif
