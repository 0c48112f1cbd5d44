// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WEBHOOK_H
#define SIMULATOR_WEBHOOK_H

#include <stdbool.h>

/// Sends what happens in the company to an address, as the platform sends
/// events: one after the other, each once. A thread of its own waits for the
/// answers, so that the simulator does not.
struct webhook;

struct webhook_settings {
  const char *url;         ///< NULL: nothing is sent
  const char *encrypt_key; ///< NULL: plain and without a signature
  const char *token;       ///< the Verification Token, also of other ways
};

/// Returns NULL without an address. The settings must outlive it.
struct webhook *webhook_open(const struct webhook_settings *settings);

/// Has an event sent, as its envelope says; copied. `webhook` may be NULL.
void webhook_put(struct webhook *webhook, const char *text, const char *id);

/// Ends it, once the event that is under way is answered, or has waited 3 s;
/// what was not sent is dropped. NULL is allowed.
void webhook_close(struct webhook *webhook);

#endif
