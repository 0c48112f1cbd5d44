// SPDX-License-Identifier: MIT

/// Stops: everything stands still in the middle of a script, and the client is
/// served, until it lets the script go on, or has gone. For the scripts that
/// time has not passed: neither for their slices nor for their limits.
#ifndef LUALARK_DEBUG_STOP_H
#define LUALARK_DEBUG_STOP_H

#include <setjmp.h>

#include "debugger.h"
#include "script.h"

/// The outcome of a stop.
typedef struct lualark_stop_kept {
  lualark_script id;
  jmp_buf *way_out;
  uint64_t began_us;
  uint64_t cpu_us, event_since_us;
} lualark_stop_kept;

/// Begins to look at a script where it is: in the hook of `L`; where `failed`
/// failed; or between two turns, if `L` is NULL.
void lualark_stop_begin(lualark_debugger *d, struct script *script,
                        lua_State *L, lua_State *failed,
                        lualark_stop_kept *kept);
void lualark_stop_end(lualark_debugger *d, const lualark_stop_kept *kept);

/// Between these: stops for a reason of the protocol's; NULL: the one that it
/// has found itself.
void lualark_stop_hold(lualark_debugger *d, const char *why,
                       const char *detail);

#endif
