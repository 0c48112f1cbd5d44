// SPDX-License-Identifier: MIT

/// How much a long string may cost one instruction of the Lua machine.
#ifndef LUALARK_STRAIN_H
#define LUALARK_STRAIN_H

#include <stddef.h>

/// In bytes of the dearest kind; `block` is the string as Lua has it in memory.
size_t lualark_strain(const void *block, size_t bytes);

#endif
