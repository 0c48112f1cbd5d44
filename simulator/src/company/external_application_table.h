// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_EXTERNAL_APPLICATION_TABLE_H
#define SIMULATOR_EXTERNAL_APPLICATION_TABLE_H

#include "table.h"

/// Applications that talents made in other systems, by talent and then by time.
extern const struct table external_application_table;

#endif
