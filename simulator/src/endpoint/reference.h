// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_REFERENCE_H
#define SIMULATOR_REFERENCE_H

#include "text.h"

#include <stdbool.h>

/// A reference of a template: what follows a "$", such as
///
///     department.ids[department_id_type]
///
/// It names a value and then, step by step, members of it; a step in brackets
/// is the member that the parameter of that name says.
struct reference {
  const char *rest; ///< what is still to be read
};

struct reference_step {
  struct text name;
  bool by_param;
};

/// Starts to read at `text`.
void reference_start(struct reference *reference, const char *text);

/// Reads the next step. False if there is none.
bool reference_next(struct reference *reference, struct reference_step *step);

#endif
