// SPDX-License-Identifier: MIT

/// Whose an event is, where machines with inboxes of their own share a Redis
/// server.
///
/// The first inbox to ask gets an event for good: its id is written under the
/// event's, and stays for longer than the platform sends an event again. An
/// inbox asks when the event is in its file: if it dies then, the event is
/// handled when it comes back, and never lost. To ask once more does no harm.
///
/// A thread talks to the server, so that one that hangs stops nobody else:
///
///     the script's tasks                      the thread
///     ask, park  ── asked ──►  SET, GET of all that wait
///     go on      ◄── told ───  or why the server does not say
#ifndef CLI_CLAIMS_H
#define CLI_CLAIMS_H

#include <lua.h>

/// open_claims(url): an object with a method ask(event_id, inbox_id), which
/// lets other tasks run meanwhile: whether the event is this inbox's; or nil
/// and why that cannot be told, after a few seconds at the latest. Or nil and
/// an error.
int claims_open(lua_State *L);

#endif
