// SPDX-License-Identifier: MIT

/// The envelope of an event: schema 2.0, and the older one without a `schema`.
#ifndef LARK_ENVELOPE_H
#define LARK_ENVELOPE_H

#include "lark_events.h"

/// An envelope that is read. Its places live as long as the document.
typedef struct lark_envelope {
  lark_json challenge; ///< LARK_ABSENT, unless it checks an address
  lark_json token;     ///< the Verification Token, as it was sent
  lark_json event;
  const char *id;
  const char *type;
  const char *app_id;
  const char *tenant_key;
  int64_t create_time_ms;
} lark_envelope;

/// Reads an envelope. False where it is none: it lacks an event's id, type or
/// body, and checks no address.
bool lark_envelope_read(lark_json from, lark_envelope *out);

#endif
