// SPDX-License-Identifier: MIT

/// The secrets that events are checked with: from the environment, from files
/// that it names, or from a profile.
#ifndef LARK_EVENT_KEYS_H
#define LARK_EVENT_KEYS_H

#include "profile.h"

typedef struct lark_event_keys {
  char encrypt_key[256]; ///< "": none
  char verification_token[256];
} lark_event_keys;

/// Reads LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN, or the files that
/// LARK_ENCRYPT_KEY_FILE and LARK_VERIFICATION_TOKEN_FILE name; what is missing
/// then is looked for in the profile LARK_PROFILE.
///
/// LARK_OK; LARK_ECONFIG where there is neither, or one cannot be read; or
/// LARK_ENOMEM. In each case lark_event_keys_wipe() ends them.
lark_status lark_event_keys_read(lark_event_keys *keys, lark_failure *failure);
void lark_event_keys_wipe(lark_event_keys *keys);

#endif
