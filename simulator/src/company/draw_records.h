// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_RECORDS_H
#define SIMULATOR_DRAW_RECORDS_H

#include "company.h"

/// Draws the records of every table of simulator/company/tables.json. Uses
/// numbers of its own: what is drawn elsewhere stays the same.
void draw_records(struct company *company);

#endif
