// SPDX-License-Identifier: MIT

/// Random bytes that no script can guess. The kernel is asked for those of many
/// scripts at once: a system call takes as long as a tenth of a start.
#ifndef LUALARK_CHANCE_H
#define LUALARK_CHANCE_H

#include <stdbool.h>

#include "scripts.h"

/// Writes `count` bytes, 64 at most. False if the kernel has none.
bool lualark_chance_take(struct scripts *all, void *bytes, size_t count);

#endif
