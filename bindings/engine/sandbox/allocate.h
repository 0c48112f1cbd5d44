// SPDX-License-Identifier: MIT

/// The allocator of sandboxed scripts.
///
/// Each allocation is a chance to look whether the script is to end. Where
/// memory does not suffice, that is the end of the script: where memory is
/// refused, Lua collects and asks once more, and if that is in vain the script
/// is condemned. Lua raises an error then, which the script may catch, but its
/// next instruction meets the hook, which cuts it off; else each further
/// allocation would make Lua collect all there is. With much memory a
/// collection takes long; such scripts are made to collect in time
/// (collect.c).
///
/// Lua may call the allocator in the middle of anything, with a state that
/// cannot be read. So nothing here reads a Lua state or leaves it; what is read
/// of Lua's are blocks of the script's heap, such as the nodes of a table.
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
