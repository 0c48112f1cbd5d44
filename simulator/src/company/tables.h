// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TABLES_H
#define SIMULATOR_TABLES_H

#include "table.h"

/// The table of that name, or NULL.
const struct table *tables_find(const char *name);

#endif
