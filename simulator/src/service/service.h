// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SERVICE_H
#define SIMULATOR_SERVICE_H

#include "simulator.h"

/// One request from front to back: which endpoint, which fault, token, limit,
/// parameters, answer. It knows neither sockets nor clocks.

/// Makes a simulator with every endpoint; service_close() ends it.
struct simulator *service_open(const struct simulator_settings *settings);

void service_close(struct simulator *simulator);

/// Decides which fault hits `request`, of which the headers have arrived. After
/// one of stage FAULT_AT_ARRIVAL, service_answer() must not be called.
struct fault_hit service_meet(struct simulator *simulator,
                              struct request *request);

/// Answers `request`, which was complete `now_ms` milliseconds after the start.
/// `reply` is overwritten; the caller ends it with reply_clear().
void service_answer(struct simulator *simulator, struct request *request,
                    const struct fault_hit *hit, uint64_t now_ms,
                    struct reply *reply);

#endif
