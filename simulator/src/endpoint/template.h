// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TEMPLATE_H
#define SIMULATOR_TEMPLATE_H

#include "table.h"

#include <jansson.h>

/// The shape of an answer: JSON whose texts refer to values.
///
///     "$name"        the value, of whatever type; without a value, the member
///                    or entry is left out
///     "$name=text"   true if the value has that text, else false
///     "A ${name} b"  a text with the value in it; without a value, nothing
///
/// reference.h says what a name looks like. The first step is "param" (then
/// comes a parameter's name), a value of `more`, or a field of the row.

/// The values that the references of a template name.
struct template_scope {
  const json_t *params;
  const json_t *more;        ///< an object, or NULL
  const struct table *table; ///< NULL: there is no row
  const struct company *company;
  uint32_t row;
};

/// Fills in `template`. Returns a new reference, or NULL if `template` is a
/// reference without a value.
json_t *template_fill(const json_t *template,
                      const struct template_scope *scope);

/// Calls `visit` with every reference in `template`.
void template_visit(const json_t *template,
                    void (*visit)(void *data, struct text reference),
                    void *data);

#endif
