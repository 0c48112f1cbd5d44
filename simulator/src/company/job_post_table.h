// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_JOB_POST_TABLE_H
#define SIMULATOR_JOB_POST_TABLE_H

#include "table.h"

/// The job posts.
extern const struct table job_post_table;

#endif
