// SPDX-License-Identifier: MIT

/// SHA-256 (FIPS 180-4), and HMAC of it (RFC 2104).
///
/// For keys, pseudonyms and comparing requests. It is here because libcrypto is
/// optional: a build without it only lacks the store on Redis and decryption.
#ifndef LARK_DIGEST_H
#define LARK_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { LARK_DIGEST_BYTES = 32, LARK_DIGEST_BLOCK = 64 };

/// A digest that is being made. It holds what it was given: wipe it where that
/// was secret.
typedef struct lark_digest {
  uint32_t state[8];
  uint64_t length_bytes;
  uint8_t block[LARK_DIGEST_BLOCK]; ///< the last bytes, less than a whole block
} lark_digest;

void lark_digest_begin(lark_digest *digest);
void lark_digest_add(lark_digest *digest, const void *bytes, size_t length);

/// Writes the digest of what was added. It must be begun again then.
void lark_digest_end(lark_digest *digest, uint8_t out[LARK_DIGEST_BYTES]);

/// HMAC of `bytes` under a key of LARK_DIGEST_BYTES bytes.
void lark_digest_mac(const uint8_t key[LARK_DIGEST_BYTES], const void *bytes,
                     size_t length, uint8_t out[LARK_DIGEST_BYTES]);

/// Writes the first `count` bytes as hexadecimal digits, and a NUL.
void lark_digest_hex(const uint8_t *bytes, size_t count, char *out);

#endif
