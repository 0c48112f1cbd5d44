// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_PEOPLE_H
#define SIMULATOR_DRAW_PEOPLE_H

#include "company.h"
#include "draw.h"

/// Fills in the employees and their accounts; employee_count is set.
void draw_people(struct draw *draw, struct company *company);

#endif
