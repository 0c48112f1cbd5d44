// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_STORE_H
#define SIMULATOR_STORE_H

#include "endpoint.h"

/// The calls of the store app, whose ticket makes its own token, which makes
/// one per tenant. An endpoint without a name ends the list.
extern const struct endpoint store_endpoints[];

#endif
