// SPDX-License-Identifier: MIT

/// Delivers a script's events to the functions that it registered for them.
#ifndef LUALARK_DELIVERY_H
#define LUALARK_DELIVERY_H

#include "script.h"

/// Sees to it that a task delivers the events that wait, if any. Raises memory
/// errors.
void lualark_delivery_go_on(lua_State *L, struct script *script);

/// Whether the next event is our own, and waits for functions under way.
bool lualark_delivery_is_held(const struct script *script);

#endif
