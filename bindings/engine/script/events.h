// SPDX-License-Identifier: MIT

/// Events from the host, and lark.on(): the functions that a script registers
/// for them.
#ifndef LUALARK_EVENTS_H
#define LUALARK_EVENTS_H

#include "queue.h"
#include "scheduler.h"

/// Events on their way to a script, oldest first.
typedef struct lualark_events {
  lark_queue queue;
  size_t handlers; ///< functions that the script has registered
} lualark_events;

/// Puts lark.on into the module's table, which is on top. May raise.
void lualark_events_open(lua_State *L, lualark_events *events);

/// Adds an event; `json` NULL stands for nil. False if memory lacks.
bool lualark_events_add(lualark_events *events, const char *name,
                        const char *json);

/// Starts a task for each function that is registered for an event that has
/// come. Raises memory errors.
void lualark_events_deliver(lua_State *L, lualark_events *events,
                            lualark_scheduler *scheduler);

void lualark_events_clear(lualark_events *events);

#endif
