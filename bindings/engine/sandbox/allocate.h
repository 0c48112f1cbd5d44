// SPDX-License-Identifier: MIT

/// The allocator of sandboxed scripts.
///
/// Each allocation is a chance to look whether the script is to end. Where
/// memory does not suffice, that is the end of the script, and no error: one
/// that could be caught would leave it where each further allocation makes Lua
/// collect all there is. Before that its garbage goes: where memory is refused,
/// Lua collects by itself and asks once more. With much memory that would take
/// too long in one stretch; such scripts are made to collect in time
/// (collect.c).
#ifndef LUALARK_ALLOCATE_H
#define LUALARK_ALLOCATE_H

#include <stddef.h>

struct script;

/// Sets the limits of the script's heap; `limit_bytes` 0 stands for 64 MiB.
void lualark_allocate_open(struct script *script, size_t limit_bytes);

/// A lua_Alloc; `user` is the script.
void *lualark_allocate(void *user, void *block, size_t old_bytes,
                       size_t new_bytes);

#endif
