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
///     checks     an error, for an id that does not exist, or a wrong state
///     once       the first answer again, for a key that was there before
///     rows       a list of rows, in pages or all at once
///     row        one row, or `{}` if there is none
///     data       a template alone
///
/// Before the last three it makes the changes of `writes`. Where a description
/// has `returns`, everything that the answer lacks is drawn.
void answer_described(const struct endpoint *endpoint, struct company *company,
                      const json_t *params, const struct fault_hit *hit,
                      struct reply *reply);

#endif
