// SPDX-License-Identifier: MIT

/// client:listen: events over a long connection.
///
///     core ──► channel ──► listener ──► the coroutine that waits
///
/// A channel belongs to the core's listening, and outlives a listener that is
/// collected, or whose state closes, until the core says that it has ended.
#ifndef LUALARK_LISTEN_H
#define LUALARK_LISTEN_H

#include "client.h"

/// Adds `listen` to the table on top.
void lualark_listen_register(lua_State *L);

/// The client leaves its core: its listening ends. `abandoned`: the core ended
/// without callbacks.
void lualark_listen_leave(lualark_client *client, bool abandoned);

#endif
