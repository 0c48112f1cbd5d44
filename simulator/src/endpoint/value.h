// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_VALUE_H
#define SIMULATOR_VALUE_H

#include "text.h"

#include <jansson.h>
#include <stdbool.h>

/// Checks one value against its schema in a description, such as
/// `{"type": "integer", "min": 1, "max": 20}`. simulator/README.md lists the
/// members.

/// True if there is a type of that name.
bool value_is_type(const char *type);

/// The type in a schema; "string" if it names none.
const char *value_type(const json_t *schema);

/// The value of `text` from a path or a query: a new reference, or NULL if it
/// is not of the type.
json_t *value_from_text(const json_t *schema, struct text text);

/// True if `value` is of the type.
bool value_fits(const json_t *schema, const json_t *value);

/// Returns what is wrong with a value, or NULL. It does not look at the entries
/// of an array or the members of an object.
const char *value_check(const json_t *schema, const json_t *value);

/// The complaint about a value of another type.
const char *value_complaint(const json_t *schema);

#endif
