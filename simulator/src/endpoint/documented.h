// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DOCUMENTED_H
#define SIMULATOR_DOCUMENTED_H

#include <jansson.h>
#include <stdbool.h>

/// True if `id` is one that the documents' examples use
/// (simulator/company/documented_ids.json); for an array, if it has one. Such
/// an id always answers and holds no state: an example can be repeated.
bool documented_id(const json_t *id);

#endif
