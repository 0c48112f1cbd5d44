// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ANSWER_H
#define SIMULATOR_ANSWER_H

#include "company.h"
#include "endpoint.h"
#include "fault.h"
#include "reply.h"

#include <jansson.h>

/// Answers a call with correct parameters as its endpoint's description says.
/// The first of these that applies answers:
///
///     examples   a documented answer, for documented parameters
///     checks     an error, for an id that does not exist
///     rows       a list of rows, in pages or all at once
///     row        one row, or `{}` if there is none
///     data       a template alone
void answer_described(const struct endpoint *endpoint,
                      const struct company *company, const json_t *params,
                      const struct fault_hit *hit, struct reply *reply);

#endif
