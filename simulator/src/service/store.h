// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_STORE_H
#define SIMULATOR_STORE_H

#include "simulator.h"

/// The token calls of the store app: a ticket gives the app's own token, and
/// that gives one per tenant. An endpoint without a name ends the list.
extern const struct endpoint store_endpoints[];

/// Has the store app's ticket sent as an event.
void store_tell_ticket(struct simulator *simulator);

#endif
