// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ROUTE_H
#define SIMULATOR_ROUTE_H

#include "endpoint.h"

#include <stddef.h>

/// Every endpoint, in a fixed order: first those of the API, then the
/// simulator's own.
extern const struct endpoint *const route_endpoints[];
extern const size_t route_count;

/// How many of them are the API's.
extern const size_t route_api_count;

/// The index of the endpoint for a request. If there is none, returns
/// route_count and says in `*problem` whether the path or only the method is
/// unknown.
size_t route_find(const struct request *request, enum problem_id *problem);

/// The methods that a path knows, as the Allow header lists them.
void route_allowed(const struct request *request, char *out, size_t size);

#endif
