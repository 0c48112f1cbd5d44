// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SPOIL_H
#define SIMULATOR_SPOIL_H

#include "fault.h"
#include "reply.h"

#include <stdbool.h>

/// Puts another answer in the place of the right one, if `hit` is a fault of
/// stage FAULT_IN_ANSWER.
void spoil(struct reply *reply, const struct fault_hit *hit);

/// True if the client does not get the answer, or not as it should be.
bool spoils(const struct fault_hit *hit);

#endif
