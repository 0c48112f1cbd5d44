// SPDX-License-Identifier: MIT

/// Trusted scripts: they find all of Lua's libraries, except for what would
/// hold up the program, with no way to take the processor back.
#ifndef LUALARK_TRUSTED_H
#define LUALARK_TRUSTED_H

#include "kind.h"

extern const script_kind lualark_trusted_kind;

#endif
