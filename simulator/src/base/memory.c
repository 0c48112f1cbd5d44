// SPDX-License-Identifier: MIT
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *memory_need(void *pointer) {
  if (pointer != NULL) return pointer;
  fputs("lark-simulator: out of memory\n", stderr);
  exit(EXIT_FAILURE);
}

void *memory_new(size_t count, size_t size_bytes) {
  // calloc may answer NULL to a request for nothing.
  return memory_need(calloc(count > 0 ? count : 1, size_bytes));
}

void *memory_grow(void *block, size_t count, size_t size_bytes) {
  return memory_need(reallocarray(block, count > 0 ? count : 1, size_bytes));
}

char *memory_copy(const char *bytes, size_t length) {
  char *copy = memory_new(length + 1, 1);
  if (length > 0) memcpy(copy, bytes, length);
  return copy;
}

char *memory_format_list(const char *format, va_list arguments) {
  char *text = NULL;
  int length = vasprintf(&text, format, arguments);
  return memory_need(length >= 0 ? text : NULL);
}

char *memory_format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = memory_format_list(format, arguments);
  va_end(arguments);
  return text;
}
