// SPDX-License-Identifier: MIT

/// The server that takes events at the app's request address. It has a thread
/// of its own, which checks each request, writes the events of a round into the
/// inbox together, and answers: whatever handlers do, an answer does not wait
/// for them.
#ifndef WEBHOOK_H
#define WEBHOOK_H

#include <lua.h>

/// open_webhook{...}: a server, or nil, a message, a hint and a kind. Fields:
///
///   inbox                the path of the inbox
///   host, port           where it listens; port 0: any
///   certificate, key     PEM texts; nil: without TLS
///   max_bytes            longer bodies are refused
///   rate                 requests a second; what is more is refused
///
/// Its methods: port(); stop(), which takes no more requests; close(), which
/// waits until those under way are answered.
int webhook_open(lua_State *L);

#endif
