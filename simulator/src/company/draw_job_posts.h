// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_JOB_POSTS_H
#define SIMULATOR_DRAW_JOB_POSTS_H

#include "company.h"
#include "draw.h"

/// Fills in the job posts; job_post_count and the employees are set.
void draw_job_posts(struct draw *draw, struct company *company);

#endif
