// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ROUTE_H
#define SIMULATOR_ROUTE_H

#include "endpoint.h"
#include "request.h"

#include <stdbool.h>
#include <stddef.h>

struct route_node;

/// Every endpoint, in a fixed order: first those of the API, then the
/// simulator's own. Beside the list, a tree of the segments of their paths:
///
///     open-apis ── hire ── v1 ──┬── notes ──┬── (POST, GET)
///                               │           └── : ── (GET, PATCH, DELETE)
///                               └── jobs ── ...
struct routes {
  const struct endpoint **list; ///< heap memory
  size_t count;
  size_t api_count; ///< how many of them are the API's
  struct route_node *tree;
};

enum route_result { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD };

/// Makes the tree for the list; routes_clear() frees it.
void routes_index(struct routes *routes);
void routes_clear(struct routes *routes);

/// Finds the endpoint of a request: `*index`, which is `routes->count` if there
/// is none. The path that is literal for longer is better:
/// ".../employees/get_by_application" than ".../employees/:id".
enum route_result routes_find(const struct routes *routes,
                              const struct request *request, size_t *index);

/// The methods of the endpoints at a path, as the Allow header lists them.
void routes_allowed(const struct routes *routes, const struct request *request,
                    char *out, size_t size);

#endif
