// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_INTERNAL_H
#define SIMULATOR_INTERNAL_H

#include "endpoint.h"

/// The simulator's own paths, for tests: no token, no limit, no delay, not
/// counted. An endpoint without a name ends
/// the list.
extern const struct endpoint internal_endpoints[];

#endif
