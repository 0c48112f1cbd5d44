// SPDX-License-Identifier: MIT

/// Collects the garbage of a sandboxed script that has much of its memory, and
/// in pieces after a large block.
///
/// Lua's collector does work for each byte that is allocated, and after a block
/// of a MiB it would go through some ten MiB in one stretch. So such blocks are
/// taken from its count; the next hook adds them again bit by bit, with a look
/// at the clock between.
#ifndef LUALARK_COLLECT_H
#define LUALARK_COLLECT_H

#include "script.h"

enum {
  /// Bytes that Lua collects at once, as soon as memory lacks; a script with
  /// more is made to collect in time.
  LUALARK_COLLECTED_AT_ONCE = 8 << 20,
  LUALARK_COLLECTED_LATER = 32 << 10 ///< bytes of a block
};

/// Whether the collector is to do a step.
bool lualark_collect_is_due(const struct script *script);

/// Makes the collector do a step if little memory is left. To be called now and
/// then while the script runs.
void lualark_collect_some(struct script *script, lua_State *L);

/// Puts off the collector's work for what Lua is about to get, of
/// LUALARK_COLLECTED_LATER bytes and more. True where there is some: the hook
/// is to come soon. The allocator may call it, since nothing is collected here.
bool lualark_collect_later(struct script *script, size_t bytes);

/// Does work that was put off, until the slice is over. False where there was
/// none to do.
bool lualark_collect_owed(struct script *script, lua_State *L);

#endif
