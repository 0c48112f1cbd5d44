// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DIRECTORY_H
#define SIMULATOR_DIRECTORY_H

#include "route.h"

/// Puts all endpoints together: those in C and those of simulator/endpoints/.
/// A wrong description ends the program with a message.
/// directory_close() frees them.
void directory_open(struct routes *routes);

void directory_close(struct routes *routes);

#endif
