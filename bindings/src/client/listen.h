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

/// client:listen, ended by a NULL name.
extern const luaL_Reg lualark_listen_methods[];

/// The client leaves its core: its listening ends. `abandoned`: the core ended
/// without callbacks.
void lualark_listen_leave(lualark_client *client, bool abandoned);

#endif
