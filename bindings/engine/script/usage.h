// SPDX-License-Identifier: MIT

/// A script's usage, as the host reads it.
#ifndef LUALARK_USAGE_H
#define LUALARK_USAGE_H

#include "script.h"

/// Fills in `*usage`, up to `usage->size`.
void lualark_usage_fill(const struct script *script, lualark_usage *usage);

#endif
