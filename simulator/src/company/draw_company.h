// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_COMPANY_H
#define SIMULATOR_DRAW_COMPANY_H

#include "company.h"

/// Draws the company of `seed` with `talent_count` talents, at least 1, and
/// the rest in proportion. company_free() ends it.
struct company *draw_company(uint64_t seed, uint32_t talent_count);

#endif
