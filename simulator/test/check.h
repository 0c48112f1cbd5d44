// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_CHECK_H
#define SIMULATOR_CHECK_H

#include <stdio.h>
#include <stdlib.h>

/// Ends the test with the place and the text of a condition that is false.
#define CHECK(condition)                                                       \
  ((condition) ? (void)0                                                       \
               : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__,   \
                          #condition),                                         \
                  exit(EXIT_FAILURE)))

#endif
