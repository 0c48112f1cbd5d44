// SPDX-License-Identifier: MIT

/// Steps: the work of C functions that may take longer than a moment, counted
/// so that an engine can let other scripts run meanwhile. Without a host they
/// are without end.
#ifndef LUALARK_STEPS_H
#define LUALARK_STEPS_H

#include "state.h"

/// How many steps are left until the next pause, which all C functions share;
/// 0 or less where it is due.
lua_Integer lualark_steps_left(lualark_state *state);

/// Notes how many were left when a function stopped. The next one goes on from
/// there, so that many short ones pause, too.
void lualark_steps_note(lualark_state *state, lua_Integer left);

/// Has the host count the steps so far. True where the C function is to yield
/// now, with no values and a continuation; see lualark_host. False without a
/// host.
bool lualark_steps_pause(lua_State *L, lualark_state *state);

/// For work where all that is made stays: stops the collector, which would go
/// through it again and again, at last in one piece. It goes on once the work
/// is done, another coroutine runs, or the script does after an error.
void lualark_steps_hold_collector(lua_State *L, lualark_state *state);
void lualark_steps_release_collector(lua_State *L, lualark_state *state);

/// As lualark_steps_pause(), between two pieces of such work.
bool lualark_steps_pause_holding(lua_State *L, lualark_state *state);

/// For the host: when it is asked for a pause, and before `thread` runs.
static inline void lualark_steps_let_collect(lua_State *thread,
                                             lualark_state *state,
                                             bool enters) {
  if (state->held_for == NULL) return;
  bool goes_on = enters ? state->held_for == thread : state->holding;
  if (!goes_on) lualark_steps_release_collector(thread, state);
}

/// Takes back a pause: the function cannot yield, and goes on at once.
void lualark_steps_resume(lualark_state *state);

#endif
