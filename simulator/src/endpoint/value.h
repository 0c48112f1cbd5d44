// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_VALUE_H
#define SIMULATOR_VALUE_H

#include "text.h"

#include <jansson.h>
#include <stdbool.h>

/// One value against what a description says of it: `{"type": "integer",
/// "min": 1, "max": 20}`. simulator/README.md lists the members.

/// True if there is a type of that name.
bool value_is_type(const char *type);

/// The type in a description; "string" if it names none.
const char *value_type(const json_t *shape);

/// What `text` stands for in a path or a query: a new reference, or NULL if it
/// is nothing of the type.
json_t *value_from_text(const json_t *shape, struct text text);

/// Says what is wrong with a value that is there, or NULL. The entries of an
/// array and the members of an object are not looked at.
const char *value_check(const json_t *shape, const json_t *value);

/// Says what is wrong with a value that is not of the type.
const char *value_complaint(const json_t *shape);

#endif
