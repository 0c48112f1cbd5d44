// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_CHECK_DESCRIPTION_H
#define SIMULATOR_CHECK_DESCRIPTION_H

#include <jansson.h>

/// Looks for mistakes in a description of an endpoint: members and types that
/// do not exist, and names of parameters, tables, fields and files that lead
/// nowhere. Returns NULL, or what is wrong as a text that the caller frees.
char *check_description(const json_t *description);

#endif
