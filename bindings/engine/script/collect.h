// SPDX-License-Identifier: MIT

/// Collects the garbage of a sandboxed script that has much of its memory.
#ifndef LUALARK_COLLECT_H
#define LUALARK_COLLECT_H

#include "script.h"

enum {
  /// Bytes that Lua collects at once, as soon as memory lacks; a script with
  /// more is made to collect in time.
  LUALARK_COLLECTED_AT_ONCE = 8 << 20
};

/// Whether the collector is to do a step.
bool lualark_collect_is_due(const struct script *script);

/// Makes the collector do a step if little memory is left. To be called now and
/// then while the script runs.
void lualark_collect_some(struct script *script, lua_State *L);

#endif
