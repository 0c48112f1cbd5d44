// SPDX-License-Identifier: MIT

/// Driving the loop in place: traffic, timers and tasks, for a state that has
/// no host.
#ifndef LUALARK_DRIVE_H
#define LUALARK_DRIVE_H

#include "scheduler.h"

/// Lets traffic, timers and (if `run_tasks`) tasks go on until `*done` is true,
/// sleeping where there is nothing to do. False, with an error value pushed,
/// where the program was interrupted, or nothing could ever make it true.
bool lualark_drive_until(lua_State *L, lualark_scheduler *s, const bool *done,
                         bool run_tasks);

#endif
