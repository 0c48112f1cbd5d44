// SPDX-License-Identifier: MIT

/// Libraries that are loaded when they are needed: a struct of their functions.
#ifndef LOADED_H
#define LOADED_H

#include <stdbool.h>
#include <stddef.h>

/// A function by its name, and the place of its pointer in the struct.
typedef struct loaded_function {
  const char *name;
  size_t offset;
} loaded_function;

/// Fills in a struct from a library that dlopen() opened. False where it lacks
/// one of the functions; then it is closed.
bool loaded_fill(void *library, const loaded_function *functions, size_t count,
                 void *functions_of);

#endif
