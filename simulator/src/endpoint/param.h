// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PARAM_H
#define SIMULATOR_PARAM_H

#include "endpoint.h"
#include "request.h"

#include <jansson.h>
#include <stdbool.h>

/// The parameters of an endpoint stand in its description under "params", by
/// where they travel: "path", "body" and "query". They are read in that order.

/// True if the endpoint takes a body.
bool param_in_body(const json_t *description);

/// The schema of the parameter `name`, or NULL if there is none.
const json_t *param_schema(const json_t *description, const char *name);

/// Reads every parameter that the endpoint's description lists from `request`
/// and `body` (NULL if it takes none). `*params` becomes a new object that
/// holds those that are there, and defaults.
///
/// Returns NULL if all is right, else a new list of
/// `{field, value, description}`, one for each wrong parameter.
json_t *param_read(const struct endpoint *endpoint,
                   const struct request *request, const json_t *body,
                   json_t **params);

#endif
