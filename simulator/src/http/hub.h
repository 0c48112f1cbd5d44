// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_HUB_H
#define SIMULATOR_HUB_H

#include "push.h"

#include <microhttpd.h>

/// The long connections that are open. An event goes to one of them, chosen at
/// random. Tests make them misbehave: README, "Long connections".
struct hub;

/// `push` must outlive it.
struct hub *hub_open(struct push *push);

/// Closes all connections.
void hub_close(struct hub *hub);

/// Answers a request that may become a WebSocket with 101.
enum MHD_Result hub_upgrade(struct hub *hub, struct MHD_Connection *connection,
                            const char *key);

/// Sends an event to a connection, if there is one. `id` is the event's.
void hub_send(struct hub *hub, const char *text, const char *id);

/// A descriptor that is readable when hub_turn() has work.
int hub_fd(const struct hub *hub);

/// Reads and answers what has come, and ends what has ended.
void hub_turn(struct hub *hub);

#endif
