// SPDX-License-Identifier: MIT

/// Scripts that have ended, and whose memory is given back bit by bit: to free
/// the heaps of hundreds at once takes tens of milliseconds.
///
/// Nothing of such a script can run, and it is in no other list. Its events,
/// its arguments and its heap are left.
#ifndef LUALARK_GRAVEYARD_H
#define LUALARK_GRAVEYARD_H

#include "scripts.h"

/// Takes a script whose state is closed; frees it later.
void lualark_graveyard_add(struct script *script);

/// Gives memory back until `stop_us`, but at least a MiB. True where nothing is
/// left.
bool lualark_graveyard_dig(struct scripts *all, uint64_t stop_us);

/// How much memory is left.
size_t lualark_graveyard_bytes(const struct scripts *all);

/// Gives all back.
void lualark_graveyard_clear(struct scripts *all);

#endif
