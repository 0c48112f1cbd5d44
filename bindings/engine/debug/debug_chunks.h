// SPDX-License-Identifier: MIT

/// The protocol's logic, embedded: lua/.
#ifndef LUALARK_DEBUG_CHUNKS_H
#define LUALARK_DEBUG_CHUNKS_H

#include "embedded.h"

extern const lualark_chunk lualark_debug_chunks[];

#endif
