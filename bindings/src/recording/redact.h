// SPDX-License-Identifier: MIT

/// Texts of calls with pseudonyms in place of personal data.
#ifndef LUALARK_REDACT_H
#define LUALARK_REDACT_H

#include "pseudonym.h"

typedef struct lualark_redaction {
  lualark_personal_fields fields;
  const uint8_t *key; ///< LARK_DIGEST_BYTES; NULL: nothing is replaced, and
                      ///< texts are only written in the same way
} lualark_redaction;

/// Adds a body or an answer: JSON, written without spaces. Texts in it that are
/// JSON objects or arrays themselves are looked through, too. `endpoint` is a
/// name such as "hire.talent.get", which tells what the outermost object is.
///
/// False, with something or nothing added, where the text is not empty and no
/// JSON, or memory lacks.
bool lualark_redact_json(const lualark_redaction *redaction,
                         const char *endpoint, const char *text, size_t length,
                         lark_text *out);

/// Adds a path, in whose query values may be personal.
void lualark_redact_path(const lualark_redaction *redaction,
                         const char *endpoint, const char *path,
                         lark_text *out);

#endif
