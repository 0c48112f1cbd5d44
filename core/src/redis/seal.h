// SPDX-License-Identifier: MIT

/// Names and values for a Redis server, which hold no secret.
///
/// All keys come from the owner, which holds the app secret: HMAC-SHA-256 of a
/// purpose under the owner's bytes. Values are sealed by AES-256-GCM.
#ifndef LARK_REDIS_SEAL_H
#define LARK_REDIS_SEAL_H

#include "failure.h"
#include "lark_store.h"

enum {
  LARK_REDIS_NAME_BYTES = 33, ///< 128 bits in hexadecimal, and a NUL
  LARK_REDIS_SEAL_BYTES = 29  ///< how much longer a sealed value is
};

/// An owner's key for sealing.
typedef struct lark_redis_key {
  unsigned char bytes[32];
} lark_redis_key;

/// Derives the key; false where OpenSSL fails.
bool lark_redis_key_derive(lark_redis_key *key, const lark_owner *owner);

/// Writes a name for `what` of an owner: nobody without the secret can tell
/// whose it is. False where OpenSSL fails.
bool lark_redis_name(char name[LARK_REDIS_NAME_BYTES], const lark_owner *owner,
                     const char *what);

/// Writes a fingerprint of a value, to compare it without opening it.
bool lark_redis_fingerprint(char name[LARK_REDIS_NAME_BYTES],
                            const lark_redis_key *key, const char *value);

/// Seals `value` for the place `name`, into `out`, which has room for
/// `length + LARK_REDIS_SEAL_BYTES` bytes. False where OpenSSL fails.
bool lark_redis_seal(const lark_redis_key *key, const char *name,
                     const char *value, size_t length, unsigned char *out);

/// Opens what was sealed for the same place, into `out`, which has room for
/// `length` bytes; a NUL follows the value. False where it was sealed with
/// another key, for another place, or has been changed.
bool lark_redis_unseal(const lark_redis_key *key, const char *name,
                       const char *sealed, size_t length, char *out);

#endif
