// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ENVELOPE_H
#define SIMULATOR_ENVELOPE_H

#include <jansson.h>

/// Gives an event an id unless a test has chosen one, and returns it. No two
/// are the same, even of two runs: receivers drop what they have seen.
const char *envelope_name(json_t *event);

/// The event as the platform sends it, with the Verification Token; or the
/// check of an address, for a "challenge". free() ends the text.
char *envelope_write(const char *token, const json_t *event);

#endif
