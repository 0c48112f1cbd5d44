// SPDX-License-Identifier: MIT

/// A recorder of a client's own, for Lua to keep.
#ifndef LUALARK_RECORDER_HELD_H
#define LUALARK_RECORDER_HELD_H

#include "native.h"

/// Keeps a recorder for Lua: holds a reference, and gives it back with the
/// state or when it is collected.
typedef struct lualark_recorder_held {
  lualark_native native;
  const lark_recorder *recorder; ///< with release(); NULL: none yet
} lualark_recorder_held;

/// Pushes one without a recorder.
lualark_recorder_held *lualark_recorder_held_push(lua_State *L);

/// The recorder of the one at `index`.
const lark_recorder *lualark_recorder_held_at(lua_State *L, int index);

#endif
