// SPDX-License-Identifier: MIT

/// When the garbage of a script is collected: later than Lua does by itself
/// where it has little memory, and earlier where a sandboxed one has much of
/// what it may have.
#ifndef LUALARK_COLLECT_H
#define LUALARK_COLLECT_H

#include "script.h"

enum {
  /// Bytes that Lua collects at once, as soon as memory lacks; a script with
  /// more is made to collect in time.
  LUALARK_COLLECTED_AT_ONCE = 8 << 20
};

/// A cycle visits all of a script's libraries, which are most of a small
/// script: so it begins once there is three times as much memory in use as the
/// last one left, in place of twice.
void lualark_collect_begin(struct script *script);

/// Between two slices: where the script is no longer small, twice will do.
void lualark_collect_pace(struct script *script);

/// Whether the collector is to do a step.
bool lualark_collect_is_due(const struct script *script);

/// Makes the collector do a step if little memory is left. To be called now and
/// then while the script runs.
void lualark_collect_some(struct script *script, lua_State *L);

#endif
