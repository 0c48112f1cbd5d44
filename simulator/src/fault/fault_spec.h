// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_FAULT_SPEC_H
#define SIMULATOR_FAULT_SPEC_H

#include "fault.h"

#include <jansson.h>
#include <stdbool.h>

/// The faults that may be armed.
struct fault_scope {
  bool tls;                 ///< no raw kinds
  const char *const *names; ///< the endpoints that a fault may name
  size_t name_count;
};

/// Reads what to arm and adds it to `faults`: an object such as
/// `{"kind": "slow", "times": 3, "ms": 50}`, a text that says the same
/// ("slow,times=3,ms=50", as on the command line), a list of these, or
/// `{"faults": [...]}`.
///
/// Returns NULL, or what is wrong with it as a text that the caller frees;
/// `faults` may then hold a part.
char *fault_spec_read(const json_t *spec, const struct fault_scope *scope,
                      struct faults *faults);

/// `{faults: [{kind, endpoint, times, skip, probability, ..., seen, fired}]}`;
/// endpoint is null for all, times is null where there is no end.
json_t *fault_spec_json(const struct faults *faults);

/// `{kind: how often it fired since the last reset}`, without zeroes.
json_t *fault_spec_fired_json(const struct faults *faults);

#endif
