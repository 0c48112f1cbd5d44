// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_KNOWN_H
#define SIMULATOR_KNOWN_H

#include "table.h"

#include <jansson.h>
#include <stdbool.h>

/// A place to look for an id: "job_posts" means the table's field "id",
/// "job_posts.job_id" that field or key.
struct known {
  const struct table *table; ///< NULL if there is none of that name
  const char *name;
};

/// Reads a place.
struct known known_read(const char *place);

/// True if a row has `id` there; for an array, if all its entries are there.
bool known_has(const struct known *known, const struct company *company,
               const json_t *id);

#endif
