// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SEAL_H
#define SIMULATOR_SEAL_H

#include <stddef.h>

enum { SEAL_SIGNATURE_SIZE = 65 };

/// Fills a block with random bytes.
void seal_random(void *block, size_t bytes);

/// The body of an encrypted event: `{"encrypt": base64}` of 16 random bytes and
/// of AES-256-CBC under SHA-256 of the key. free() ends it.
char *seal_body(const char *key, const char *text);

/// The signature of a request: SHA-256 of these, as hexadecimal digits.
void seal_sign(const char *timestamp, const char *nonce, const char *key,
               const char *body, char out[SEAL_SIGNATURE_SIZE]);

#endif
