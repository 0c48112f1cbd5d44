// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SPOIL_H
#define SIMULATOR_SPOIL_H

#include "fault.h"
#include "reply.h"

#include <stdbool.h>

/// Replaces the right answer if `hit` is a fault of stage FAULT_IN_ANSWER.
void spoil(struct reply *reply, const struct fault_hit *hit);

/// True if the client gets no answer, or a wrong one, because of `hit`.
bool spoils(const struct fault_hit *hit);

#endif
