// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_STORE_H
#define SIMULATOR_STORE_H

#include "endpoint.h"

/// The token calls of the store app: a ticket gives the app's own token, and
/// that gives one per tenant. An endpoint without a name ends the list.
extern const struct endpoint store_endpoints[];

#endif
