// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DESCRIPTION_H
#define SIMULATOR_DESCRIPTION_H

#include "embedded.h"
#include "endpoint.h"

/// Reads an endpoint from its description, a file of simulator/endpoints/.
/// Returns NULL, or what is wrong with it as a text that the caller frees. The
/// caller ends it with description_clear() in any case.
char *description_read(struct endpoint *endpoint, const struct embedded *file);

void description_clear(struct endpoint *endpoint);

#endif
