// SPDX-License-Identifier: MIT

/// Natives: userdata that hold something outside of Lua's memory, such as a
/// parsed document or a result.
///
/// Each is linked into its state's list, so that what it holds can be released
/// by its finalizer or, with all others at once, without running Lua.
///
///     state->natives <-> native <-> native
#ifndef LUALARK_NATIVE_H
#define LUALARK_NATIVE_H

#include "state.h"

/// The head of such a userdata.
typedef struct lualark_native {
  lark_link in_state; ///< first, so that it leads to the native
  lualark_state *state;

  /// Gives back what it holds. Called once or more; runs no Lua.
  void (*release)(struct lualark_native *native);
} lualark_native;

/// Pushes a userdata of `size` bytes, zeros behind its head, and links it. May
/// raise a memory error.
void *lualark_native_push(lua_State *L, lualark_state *state, size_t size,
                          void (*release)(lualark_native *native));

/// Sets the finalizer of natives in the metatable on top, which replaces theirs.
void lualark_native_set_finalizer(lua_State *L);

/// Whether it was released with all others, and is not to be used again.
static inline bool lualark_native_is_released(const lualark_native *native) {
  return native->in_state.queue == NULL;
}

/// Raises where it was released with all others: while the Lua state closes, a
/// finalizer of the script's may resume a function in the middle of its work.
void lualark_native_check(lua_State *L, const lualark_native *native);

/// Releases all; their finalizers have nothing left to do.
void lualark_native_release_all(lualark_state *state);

#endif
