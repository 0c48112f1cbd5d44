// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WEBHOOK_H
#define SIMULATOR_WEBHOOK_H

#include "company.h"

#include <stdbool.h>

/// Sends what happens in the company to an address, as the platform sends
/// events: one after the other, each once. A thread of its own waits for the
/// answers, so that the simulator does not.
struct webhook;

struct webhook_settings {
  const char *url;         ///< NULL: nothing is sent
  const char *encrypt_key; ///< NULL: plain and without a signature
  const char *token;       ///< the Verification Token
};

/// Returns NULL without an address. The settings must outlive it.
struct webhook *webhook_open(const struct webhook_settings *settings);

/// Takes what has happened since the last call, and sends it. `webhook` may be
/// NULL.
void webhook_tell(struct webhook *webhook, struct company *company);

/// Ends it, once the event that is under way is answered, or has waited 3 s;
/// what was not sent is dropped. NULL is allowed.
void webhook_close(struct webhook *webhook);

#endif
