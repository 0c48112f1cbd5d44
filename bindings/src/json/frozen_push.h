// SPDX-License-Identifier: MIT

/// Frozen values in Lua, and their JSON.
#ifndef LUALARK_FROZEN_PUSH_H
#define LUALARK_FROZEN_PUSH_H

#include "encoder.h"
#include "frozen.h"

/// Pushes a frozen's outermost value. The state keeps a reference as long as
/// Lua has a list or object of it. May raise a memory error.
void lualark_frozen_push(lua_State *L, lualark_frozen *frozen);

/// Whether the value at `index` is a list or object of this frozen.
bool lualark_frozen_is_of(lua_State *L, int index,
                          const lualark_frozen *frozen);

/// The list or object at `index`; NULL if it is none.
const frozen_value *lualark_frozen_at(lua_State *L, int index);

/// Opens a frame for the list or object at `at`, which leaves Lua's stack at
/// `floor`.
void lualark_frozen_encode_open(encoder *e, const frozen_value *value, int at,
                                int floor);

/// Goes on writing the list or object of the innermost frame.
void lualark_frozen_encode(encoder *e, frame *f);

#endif
