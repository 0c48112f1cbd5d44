// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SIMULATOR_H
#define SIMULATOR_SIMULATOR_H

#include "company.h"
#include "endpoint.h"
#include "fault.h"
#include "limit.h"
#include "recent.h"
#include "stats.h"
#include "ticket.h"
#include "token.h"

#include <stdint.h>

/// What one simulator is set up with.
struct simulator_settings {
  uint64_t seed;
  uint32_t talents;
  uint32_t token_ttl_s;
  enum limit_kind limits;
  bool tls; ///< raw faults cannot be armed
};

/// The whole state behind the wire. One thread touches it, so nothing in it
/// is locked. It knows neither sockets nor clocks.
struct simulator {
  struct simulator_settings settings;
  struct company *company;
  struct tokens tokens;
  struct ticket ticket;
  struct faults faults;
  /// A fault wants connections refused from now on, for so long; 0: none
  /// does. Whoever owns the listener takes it.
  uint32_t refuse_ms;
  /// Per owner of a token (an app in a tenant) and endpoint: see limits_of().
  struct limit *(*limits)[ENDPOINT_LIMITS_MAX];
  struct stats stats; ///< the last tally counts what fits no endpoint
  struct recent recent;
  uint64_t answered; ///< how many ever; numbers the log ids
};

/// Makes a simulator with its company; simulator_free() ends it.
struct simulator *simulator_new(const struct simulator_settings *settings);

void simulator_free(struct simulator *simulator);

/// Arms what `spec` says (fault_spec.h) in place of what is armed. Returns
/// NULL, or what is wrong as a text that the caller frees; then nothing has
/// changed.
char *simulator_arm(struct simulator *simulator, const json_t *spec);

/// Decides what befalls `request`, whose headers are there: `request->fault`.
/// One whose stage is FAULT_AT_ARRIVAL is not to be answered.
void simulator_meet(struct simulator *simulator, struct request *request);

/// Answers `request`, complete at `now_ms` milliseconds after the start.
/// `reply` is overwritten; the caller ends it with reply_clear().
void simulator_answer(struct simulator *simulator, struct request *request,
                      uint64_t now_ms, struct reply *reply);

/// Zeroes the statistics and the limits, and forgets the latest requests.
void simulator_reset(struct simulator *simulator);

#endif
