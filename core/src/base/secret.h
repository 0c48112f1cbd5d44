// SPDX-License-Identifier: MIT

/// Memory that holds secrets. It is wiped before it is freed, and does not
/// grow, which might move it and leave a copy behind.
#ifndef LARK_SECRET_H
#define LARK_SECRET_H

#include "lark_json.h"

/// Overwrites a block, in a way that no compiler leaves out. NULL is allowed.
void lark_wipe(void *block, size_t bytes);

/// Wipes and frees a string; NULL is allowed.
void lark_release_secret(const lark_allocator *allocator, char *secret);

/// Gives an empty text room for `bytes`. False where memory lacks.
bool lark_secret_reserve(lark_text *text, size_t bytes);

/// Wipes and clears a text.
void lark_secret_clear(lark_text *text);

#endif
