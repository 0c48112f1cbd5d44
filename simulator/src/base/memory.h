// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_MEMORY_H
#define SIMULATOR_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

/// Heap memory. When none is left, the program ends with a message, so no
/// caller has to check: this is a tool that people restart.

/// Makes `count` zeroed elements of `size_bytes` each; free() ends them.
void *memory_new(size_t count, size_t size_bytes);

/// Resizes `block` (may be NULL) to `count` elements; the new part is not
/// zeroed. The old pointer is gone.
void *memory_grow(void *block, size_t count, size_t size_bytes);

/// Copies `length` bytes and adds a closing NUL; free() ends the copy.
char *memory_copy(const char *bytes, size_t length);

/// Makes a text as printf() does; free() ends it.
char *memory_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
char *memory_format_list(const char *format, va_list arguments)
    __attribute__((format(printf, 1, 0)));

/// Returns `pointer`, or ends the program if it is NULL: for libraries that
/// say "out of memory" that way.
void *memory_need(void *pointer);

#endif
