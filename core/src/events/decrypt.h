// SPDX-License-Identifier: MIT

/// The encryption of events: base64 of 16 bytes of IV and of AES-256-CBC with
/// PKCS#7, under SHA-256 of the Encrypt Key.
///
/// Somebody who may send texts and see how each is refused must not learn from
/// that what a text says. So the padding is checked without a branch, a text
/// whose padding is wrong is read on like others, and the caller has one answer
/// for all failures.
#ifndef LARK_DECRYPT_H
#define LARK_DECRYPT_H

#include "decrypted.h"
#include "failure.h"

/// Decrypts a text. LARK_OK: it was long enough, and `*out` is to be cleared;
/// LARK_EDECODE: it is no base64 of whole blocks; LARK_ECONFIG: this build
/// cannot decrypt; LARK_ENOMEM. Where it fails, `*out` is empty, and `failure`
/// says why, but for LARK_ENOMEM.
lark_status lark_decrypt(const lark_allocator *allocator, const char *key,
                         const char *text, size_t length_bytes,
                         lark_decrypted *out, lark_failure *failure);

#endif
