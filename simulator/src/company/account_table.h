// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ACCOUNT_TABLE_H
#define SIMULATOR_ACCOUNT_TABLE_H

#include "table.h"

/// The bonus accounts of the employees.
extern const struct table account_table;

#endif
