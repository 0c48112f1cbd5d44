// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_EMBEDDED_H
#define SIMULATOR_EMBEDDED_H

#include <stddef.h>

/// A file that the build compiled in: see cmake/embed.cmake.
struct embedded {
  const char *name; ///< without folder and ending; NULL ends a list
  const unsigned char *bytes;
  size_t size_bytes;
};

/// simulator/endpoints/, sorted by name.
extern const struct embedded embedded_endpoints[];

/// simulator/examples/: answers transcribed from the platform's documents.
extern const struct embedded embedded_examples[];

/// simulator/shapes/: shapes that endpoints share, one file for each subject.
extern const struct embedded embedded_shapes[];

/// simulator/company/: what the company has besides what is drawn in C.
extern const struct embedded embedded_company[];

/// The file of that name in `list`, or NULL.
const struct embedded *embedded_find(const struct embedded *list,
                                     const char *name);

#endif
