// SPDX-License-Identifier: MIT

/// A recording with pseudonyms: its key, and its calls.
#ifndef LUALARK_REDACTED_H
#define LUALARK_REDACTED_H

#include "recording_table.h"
#include "redact.h"

typedef struct lualark_redacted {
  bool is_redacted;
  lualark_recording_redaction noted;
  lualark_redaction how; ///< its key is NULL where that is not here
  lualark_permute_key key;
  lark_text path, body, answer; ///< of the call that is looked at
} lualark_redacted;

/// A request to a recording.
typedef struct lualark_redacted_wish {
  const char *path; ///< of the recording
  bool replay;
  const char *fields;   ///< to record with; NULL: without pseudonyms
  const char *key_path; ///< NULL: the path with "-key"
} lualark_redacted_wish;

/// Finds out whether the file is redacted, and its key. False, with a message
/// in `why`, where that does not fit what is asked.
bool lualark_redacted_begin(lualark_redacted *redacted,
                            lualark_recording_table *table,
                            const lualark_redacted_wish *wish, char *why,
                            size_t why_bytes);

/// Frees its texts, and wipes its key.
void lualark_redacted_clear(lualark_redacted *redacted);

/// Writes a request as it is recorded: with pseudonyms, or if `as_it_stands`
/// without. False where its body is no JSON, or memory lacks. `out` lives until
/// the next function is called.
bool lualark_redacted_request(lualark_redacted *redacted,
                              const lark_exchange *call, bool as_it_stands,
                              lark_exchange *out);

/// Writes the answer with pseudonyms, likewise.
bool lualark_redacted_answer(lualark_redacted *redacted, lark_exchange *call);

#endif
