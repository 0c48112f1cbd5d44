// SPDX-License-Identifier: MIT

/// Steps: when a script that goes on is to stop next.
///
/// A step stays with its task. "Over" and "out" go by the depth of the
/// coroutine where they began: one that waits, or yields, is waited for; once
/// it has ended, the next line of the task is the end of the step.
#ifndef LUALARK_STEP_H
#define LUALARK_STEP_H

#include "debugger.h"
#include "script.h"

/// Begins a step from where the stop is, and goes on.
void lualark_step_begin(lualark_debugger *d, lualark_step_mode mode);

/// Whether the step ends at this line.
bool lualark_step_is_over(const lualark_debugger *d,
                          const struct script *script, lua_State *L,
                          lua_Debug *record);

/// Whether a breakpoint may be at a line of this number.
static inline bool lualark_step_may_break(const lualark_debugger *d, int line) {
  unsigned bit = (unsigned)line % LINE_BITS;
  return (d->lines[bit / 64] >> (bit % 64) & 1) != 0;
}

/// Lets the hook come with each line where that is needed, and only there.
void lualark_step_watch(lualark_debugger *d);

#endif
