// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_JOB_TABLE_H
#define SIMULATOR_JOB_TABLE_H

#include "table.h"

/// The jobs that are posted: each job post shows one.
extern const struct table job_table;

#endif
