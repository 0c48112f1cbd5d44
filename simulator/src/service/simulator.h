// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SIMULATOR_H
#define SIMULATOR_SIMULATOR_H

#include "company.h"
#include "fault.h"
#include "files.h"
#include "limit.h"
#include "push.h"
#include "recent.h"
#include "reply.h"
#include "route.h"
#include "stats.h"
#include "ticket.h"
#include "token.h"

#include <stdbool.h>
#include <stdint.h>

/// The settings of a simulator.
struct simulator_settings {
  const char *app_id; ///< of the self-built app; must outlive the simulator
  uint64_t seed;
  uint32_t talents;
  uint32_t token_ttl_s;
  uint32_t url_ttl_s; ///< how long an address of a file works
  enum limit_kind limits;
  bool tls;               ///< raw faults cannot be armed
  const char *state_file; ///< where the company is kept; NULL: nowhere
};

/// The whole state behind the wire. One thread uses it, so nothing in it is
/// locked. It knows neither sockets nor clocks.
struct simulator {
  struct simulator_settings settings;
  struct routes routes; ///< the caller's
  struct company *company;
  struct tokens tokens;
  struct ticket ticket;
  struct faults faults;
  /// How long a fault wants connections refused from now on; 0 if none does.
  /// The owner of the listener takes it.
  uint32_t refuse_ms;
  /// Per owner of a token (an app in a tenant) and endpoint: see
  /// simulator_limits().
  struct limit *(*limits)[ENDPOINT_LIMITS_MAX];
  struct stats stats; ///< the last tally counts requests that match no endpoint
  struct recent recent;
  struct files files;
  struct push push;
  uint64_t answered; ///< answers so far; numbers the log ids
  uint64_t saved_ms; ///< the company's time in the state file
};

/// Makes a simulator with its company. `routes` must outlive it.
/// simulator_free() ends it.
struct simulator *simulator_new(const struct simulator_settings *settings,
                                const struct routes *routes);

void simulator_free(struct simulator *simulator);

/// The limits of the endpoint at `index` of the routes for `owner`:
/// ENDPOINT_LIMITS_MAX of them, NULL where there is none.
struct limit **simulator_limits(const struct simulator *simulator,
                                enum token_owner owner, size_t index);

/// Arms the faults of `spec` (fault_spec.h) and disarms those before. Returns
/// NULL, or what is wrong as a text that the caller frees; then nothing has
/// changed.
char *simulator_arm(struct simulator *simulator, const json_t *spec);

/// Carries out a fault that changes the state: others change nothing here.
void simulator_change(struct simulator *simulator,
                      const struct fault_kind *kind, int64_t value);

/// Reads the state file, if the settings name one, and writes it anew, so that
/// an error shows now. Returns NULL, or what is wrong as a text that the caller
/// frees.
char *simulator_open_state(struct simulator *simulator);

/// Writes the state file, if there is one and the company has changed. Says on
/// stderr if it cannot.
void simulator_save_state(struct simulator *simulator);

/// Zeroes the statistics and the limits, and forgets the latest requests.
void simulator_reset(struct simulator *simulator);

#endif
