// SPDX-License-Identifier: MIT

/// The key of a recording's pseudonyms, in a file of its own: whoever has it
/// can try all mobile numbers and find the one that a pseudonym stands for. So
/// it is never in the recording, which is given away.
#ifndef LUALARK_REDACT_KEY_H
#define LUALARK_REDACT_KEY_H

#include <stdbool.h>

#include "permute.h"

enum { LUALARK_REDACT_CHECK_BYTES = 17 };

/// The outcome of reading one.
typedef enum lualark_redact_found {
  LUALARK_KEY_FOUND,
  LUALARK_KEY_MISSING, ///< there is no such file
  LUALARK_KEY_BROKEN   ///< it cannot be read, or holds no key; errno is set
} lualark_redact_found;

/// Reads a key: 64 hexadecimal digits.
lualark_redact_found lualark_redact_key_read(const char *path,
                                             lualark_permute_key out);

/// Draws a key and writes it into a new file with mode 0600. False, with errno,
/// where that fails; there is no file then.
bool lualark_redact_key_make(const char *path, lualark_permute_key out);

/// Writes a text that tells keys apart, and nothing about the key.
void lualark_redact_key_check(const lualark_permute_key key,
                              char room[LUALARK_REDACT_CHECK_BYTES]);

#endif
