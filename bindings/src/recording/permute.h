// SPDX-License-Identifier: MIT

/// Permutations of numbers under a key: each text of digits becomes another of
/// the same length, and two different ones never become the same.
#ifndef LUALARK_PERMUTE_H
#define LUALARK_PERMUTE_H

#include <stddef.h>
#include <stdint.h>

#include "digest.h"

typedef uint8_t lualark_permute_key[LARK_DIGEST_BYTES];

/// Permutes `count` digits, each from 0 to radix - 1, in place. The `tweak`
/// tells permutations under one key apart.
///
/// It is a Feistel network over the two halves, as in NIST SP 800-38G, with
/// HMAC-SHA-256 as its round function. A single digit is only shifted.
void lualark_permute(const lualark_permute_key key, uint8_t tweak,
                     uint8_t radix, uint8_t *digits, size_t count);

#endif
