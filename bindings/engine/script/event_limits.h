// SPDX-License-Identifier: MIT

/// The limits of each event: how long the functions that it reaches, and the
/// tasks that they spawn, may compute, and how many instructions they have.
#ifndef LUALARK_EVENT_LIMITS_H
#define LUALARK_EVENT_LIMITS_H

#include "script.h"

/// Whether an event of the script has any.
bool lualark_event_limits_are_any(const struct script *script);

/// From here on the script computes for this event, in a task whose coroutine
/// is `thread`; NULL: for none. Records that a limit was passed before.
void lualark_event_limits_enter(struct script *script, lualark_cause *cause,
                                lua_State *thread);
void lualark_event_limits_leave(struct script *script);

/// The event begins: nothing is used.
void lualark_event_limits_begin(struct script *script, lualark_cause *cause,
                                lua_State *thread);

/// A count of instructions is over, which may have begun before the event.
void lualark_event_limits_count(struct script *script, int count);

/// A callback of the host's runs, whose time is not the event's.
void lualark_event_limits_pause(struct script *script);
void lualark_event_limits_resume(struct script *script);

/// Records that a limit was passed; `L` tells where it is.
void lualark_event_limits_check(struct script *script, lua_State *L,
                                uint64_t now_us);

#endif
