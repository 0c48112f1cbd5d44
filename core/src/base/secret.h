// SPDX-License-Identifier: MIT

/// Memory that holds secrets: overwritten before it is given back, and never
/// moved by growing, which would leave a copy behind.
#ifndef LARK_SECRET_H
#define LARK_SECRET_H

#include "lark_json.h"

/// Overwrites a secret, in a way that no compiler leaves out.
void lark_wipe(void *block, size_t bytes);

/// Overwrites and frees a string; NULL is allowed.
void lark_release_secret(const lark_allocator *allocator, char *secret);

/// Gives an empty text room for so many bytes. False where memory lacks.
bool lark_secret_reserve(lark_text *text, size_t bytes);

/// Overwrites and clears a text.
void lark_secret_clear(lark_text *text);

#endif
