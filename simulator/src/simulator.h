// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SIMULATOR_H
#define SIMULATOR_SIMULATOR_H

#include "company.h"
#include "endpoint.h"
#include "limit.h"
#include "recent.h"
#include "stats.h"
#include "token.h"

#include <stdint.h>

/// What one simulator is set up with.
struct simulator_settings {
  uint64_t seed;
  uint32_t talents;
  uint32_t token_ttl_s;
  enum limit_kind limits;
};

/// The whole state behind the wire. One thread touches it, so nothing in it
/// is locked. It knows neither sockets nor clocks.
struct simulator {
  struct simulator_settings settings;
  struct company *company;
  struct tokens tokens;
  /// One app and one tenant exist here, so a limit per endpoint is what the
  /// platform's "per endpoint, app and tenant" comes to.
  struct limit *(*limits)[ENDPOINT_LIMITS_MAX];
  struct stats stats; ///< the last tally counts what fits no endpoint
  struct recent recent;
  uint64_t answered; ///< how many ever; numbers the log ids
};

/// Makes a simulator with its company; simulator_free() ends it.
struct simulator *simulator_new(const struct simulator_settings *settings);

void simulator_free(struct simulator *simulator);

/// Answers `request`, complete at `now_ms` milliseconds after the start.
/// `reply` is overwritten; the caller ends it with reply_clear().
void simulator_answer(struct simulator *simulator, struct request *request,
                      uint64_t now_ms, struct reply *reply);

/// Zeroes the statistics and the limits, and forgets the latest requests.
void simulator_reset(struct simulator *simulator);

#endif
