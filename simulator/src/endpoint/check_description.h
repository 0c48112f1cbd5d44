// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_CHECK_DESCRIPTION_H
#define SIMULATOR_CHECK_DESCRIPTION_H

#include <jansson.h>

/// Finds mistakes in an endpoint's description: unknown members and types, and
/// names of parameters, tables, fields and files that do not exist. Returns
/// NULL, or the first mistake as a text that the caller frees.
char *check_description(const json_t *description);

#endif
