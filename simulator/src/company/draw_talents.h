// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_TALENTS_H
#define SIMULATOR_DRAW_TALENTS_H

#include "company.h"
#include "draw.h"

/// Fills in the talents with their referrals and external applications;
/// talent_count and the employees are set.
void draw_talents(struct draw *draw, struct company *company);

#endif
