// SPDX-License-Identifier: MIT

/// A handle's memory: its allocator behind sized calls.
#ifndef LARK_MEMORY_H
#define LARK_MEMORY_H

#include "lark_json.h"

/// Zeroed memory, or NULL.
void *lark_alloc(const lark_allocator *allocator, size_t bytes);

/// Like realloc(); what is added is not cleared.
void *lark_resize(const lark_allocator *allocator, void *block,
                  size_t old_bytes, size_t new_bytes);

/// Frees what `bytes` bytes long was allocated; NULL is allowed.
void lark_release(const lark_allocator *allocator, void *block, size_t bytes);

/// A copy of a string, or NULL: of NULL, or where memory lacks.
char *lark_copy(const lark_allocator *allocator, const char *string);
void lark_release_string(const lark_allocator *allocator, char *string);

#endif
