// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TABLES_H
#define SIMULATOR_TABLES_H

#include "table.h"

/// All tables: those in C, and those of simulator/company/tables.json. A wrong
/// file ends the program with a message.

/// The table of that name, or NULL.
const struct table *tables_find(const char *name);

/// The table at `number` in the list of all; NULL behind the last.
const struct table *tables_at(size_t number);

/// The file's description of a table of records: how many there are, and their
/// fields. NULL for a table in C.
const json_t *tables_description(const struct table *table);

#endif
