// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TALENT_TABLE_H
#define SIMULATOR_TALENT_TABLE_H

#include "table.h"

/// The candidates.
extern const struct table talent_table;

#endif
