// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SAMPLE_H
#define SIMULATOR_SAMPLE_H

#include "company.h"

#include <jansson.h>

/// Fills an answer in: what the company knows stands there already, everything
/// else is drawn from the company's seed.

/// The state that drawing depends on.
struct sample_scope {
  const struct company *company;
  const json_t *params; ///< of the call: user_id_type chooses the form of ids
  const char *about;    ///< the endpoint's name, for the topic of names
};

/// Returns a value as `schema` says (a new reference): `given` (NULL: nothing)
/// where it fits, drawn where it does not; a member that is null is left out.
/// The same `key` draws the same. An object with an "id" is drawn by that id,
/// so it looks the same in every answer.
json_t *sample_fill(const json_t *schema, const json_t *given, uint64_t key,
                    const struct sample_scope *scope);

#endif
