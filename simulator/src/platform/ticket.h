// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TICKET_H
#define SIMULATOR_TICKET_H

#include <stdint.h>

/// The app_ticket of the store app. The platform sends it as an event, about
/// hourly and after a resend; here tests fetch it.
struct ticket {
  char text[40];
  uint64_t seed;
  uint64_t rotations;
  uint64_t resends; ///< how often the app asked for it
};

/// Starts with a ticket that follows from `seed`.
void ticket_init(struct ticket *ticket, uint64_t seed);

/// Replaces the ticket: the old one is no longer valid.
void ticket_rotate(struct ticket *ticket);

#endif
