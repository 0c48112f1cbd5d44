// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ROWS_H
#define SIMULATOR_ROWS_H

#include "table.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum { ROWS_FILTERS_MAX = 16 };

/// The rows of a table that a call asks for. A description says which:
///
///     {"of": "referrals", "max": 200, "where": {
///        "talent_id": "talent_id",
///        "create_time": {"from": "start_time", "to": "end_time"}}}
///
/// Each member of `where` names a field or a key of the table, and the
/// parameter that it has to equal or the two that it lies between, both
/// included; `{"param": "status", "all": "3"}` is for a parameter of which one
/// value asks for nothing. A parameter that is an array allows any of its
/// entries, and one that is absent asks for nothing.
struct rows {
  const struct table *table;
  uint32_t *list; ///< indices into the table; heap memory
  size_t count;
  uint64_t owner; ///< whose rows, for page tokens; 0: everybody's
};

/// Finds the rows. rows_clear() ends them.
void rows_find(struct rows *rows, const json_t *description,
               const struct company *company, const json_t *params);

/// The same for a description that names its table elsewhere.
void rows_find_in(struct rows *rows, const struct table *table,
                  const json_t *description, const struct company *company,
                  const json_t *params);

void rows_clear(struct rows *rows);

/// The `{"from": ..., "to": ...}` whose "from" is after its "to", or NULL.
const json_t *rows_reversed(const json_t *description, const json_t *params);

#endif
