// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_FILTER_H
#define SIMULATOR_FILTER_H

#include "table.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/// One member of a description's `where`: rows.h says what it looks like.
struct filter {
  const struct table *table;
  const char *name;     ///< of a field or a key
  const json_t *wanted; ///< equal to this or to an entry of it; or NULL
  int64_t from, to;     ///< between these, both included
};

/// Reads the filter that `how` describes, with the values of `params`.
struct filter filter_read(const struct table *table, const char *name,
                          const json_t *how, const json_t *params);

/// The key that finds the rows of a filter, or NULL.
const struct key *filter_key(const struct filter *filter);

/// True if a row is as the filter wants it. One with a key lets all drawn rows
/// pass, since the key has found them.
bool filter_passes(const struct filter *filter, const struct company *company,
                   uint32_t row);

#endif
