// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TOPIC_H
#define SIMULATOR_TOPIC_H

#include "shape.h"

#include <stddef.h>

/// The subject of a drawn text, found by a word in the name of its member or of
/// what it stands in: "department", "stage_list", "hire.role.list".
struct topic {
  const char *keyword;
  const struct words *list; ///< NULL: the names of people
  size_t count;
};

/// The topic whose keyword is in `name`, or NULL.
const struct topic *topic_find(const char *name);

/// A sentence, for descriptions, reasons and the like: `choice` picks one.
const char *topic_sentence(size_t choice);

#endif
