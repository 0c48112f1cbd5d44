// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_H
#define SIMULATOR_DRAW_H

#include "company.h"
#include "id_map.h"
#include "random.h"

/// What the company is drawn with: one stream of numbers, and the ids that
/// are taken.
struct draw {
  struct random random;
  struct id_map taken;
};

/// The first and the last millisecond in which anything happens.
extern const uint64_t draw_first_ms, draw_last_ms;

/// A new id of something made at `create_ms`. Like the platform's ids it has
/// 19 digits: the second of creation above 32 random bits.
uint64_t draw_id(struct draw *draw, uint64_t create_ms);

/// A time between `first_ms` and `last_ms`.
uint64_t draw_time(struct draw *draw, uint64_t first_ms, uint64_t last_ms);

/// Fills in the employees and their accounts; employee_count is set.
void draw_people(struct draw *draw, struct company *company);

/// Fills in the job posts; job_post_count and the employees are set.
void draw_job_posts(struct draw *draw, struct company *company);

/// Fills in the talents with their referrals and external applications;
/// talent_count and the employees are set.
void draw_talents(struct draw *draw, struct company *company);

#endif
