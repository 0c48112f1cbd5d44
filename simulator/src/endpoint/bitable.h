// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_BITABLE_H
#define SIMULATOR_BITABLE_H

#include "work.h"

/// The rows of a bitable, whose cells go by the names of its columns. A cell of
/// an unknown column, or one that does not fit its column's type, refuses the
/// whole call.

/// Adds the rows in `records`.
void bitable_add(struct work *work);

/// Changes the rows in `records`, which are named by `record_id`.
void bitable_change(struct work *work);

#endif
