// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_KNOWN_H
#define SIMULATOR_KNOWN_H

#include "table.h"

#include <jansson.h>
#include <stdbool.h>

/// Where an id has to stand: "job_posts" means the table's field "id",
/// "job_posts.job_id" that field or key.
struct known {
  const struct table *table; ///< NULL if there is none of that name
  const char *name;
};

/// Reads a place.
struct known known_read(const char *place);

/// True if some row has `id` there; an array is there if all its entries are.
bool known_has(const struct known *known, const struct company *company,
               const json_t *id);

#endif
