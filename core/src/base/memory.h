// SPDX-License-Identifier: MIT

/// Memory from a lark_allocator. Blocks are freed with their size.
#ifndef LARK_MEMORY_H
#define LARK_MEMORY_H

#include "lark_json.h"

/// Allocates zeroed memory; NULL where it lacks.
void *lark_alloc(const lark_allocator *allocator, size_t bytes);

/// Works like realloc(). Added bytes are not cleared.
void *lark_resize(const lark_allocator *allocator, void *block,
                  size_t old_bytes, size_t new_bytes);

/// Frees a block of `bytes` bytes; NULL is allowed.
void lark_release(const lark_allocator *allocator, void *block, size_t bytes);

/// Copies a string. NULL where memory lacks, or `string` is NULL.
/// lark_release_string() frees it; NULL is allowed.
char *lark_copy(const lark_allocator *allocator, const char *string);
void lark_release_string(const lark_allocator *allocator, char *string);

#endif
