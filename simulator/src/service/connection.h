// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_CONNECTION_H
#define SIMULATOR_CONNECTION_H

#include "endpoint.h"
#include "simulator.h"

/// The endpoints of long connections: the one that gives an address out, and
/// the address. The latter answers 101 where the connection may become a
/// WebSocket. An endpoint without a name ends the list.
extern const struct endpoint connection_endpoints[];

#endif
