// SPDX-License-Identifier: MIT

/// Natives: userdata that hold something outside of Lua's memory, such as a
/// parsed document or a result.
///
/// The things that a userdata holds stand in a record, which is linked into
/// its state's list. So it can be released by the userdata's finalizer or, with
/// all others at once, without running Lua. Where memory lacks, Lua frees a
/// userdata without a finalizer's call; the record stays until the state
/// closes.
///
///     state->natives <-> record <-> record      userdata -> record
#ifndef LUALARK_NATIVE_H
#define LUALARK_NATIVE_H

#include "state.h"

/// The head of such a record.
typedef struct lualark_native {
  lark_link in_state; ///< first, so that it leads to the native
  lualark_state *state;
  int anchor; ///< keeps the record until it is released

  /// Gives back what it holds. Called once or more; runs no Lua.
  void (*release)(struct lualark_native *native);
} lualark_native;

/// Pushes a userdata and returns its record of `size` bytes, zeros behind its
/// head, which lives as long as the userdata at least. May raise a memory
/// error.
void *lualark_native_push(lua_State *L, lualark_state *state, size_t size,
                          void (*release)(lualark_native *native));

/// The same, with so many user values for the caller.
void *lualark_native_push_with(lua_State *L, lualark_state *state, size_t size,
                               int user_values,
                               void (*release)(lualark_native *native));

/// The record of the native at `index`; NULL where that is no userdata.
void *lualark_native_at(lua_State *L, int index);

/// The record of the native at `index`; raises where its type is another.
void *lualark_native_check_type(lua_State *L, int index, const char *type);

/// Sets the finalizer of natives in the metatable on top, which replaces
/// theirs.
void lualark_native_set_finalizer(lua_State *L);

/// Whether it was released, and is not to be used again.
static inline bool lualark_native_is_released(const lualark_native *native) {
  return native->in_state.queue == NULL;
}

/// Raises where it was released: while the Lua state closes, a finalizer of the
/// script's may resume a function in the middle of its work.
void lualark_native_check(lua_State *L, const lualark_native *native);

/// Releases all, the latest first; their finalizers have nothing left to do.
void lualark_native_release_all(lualark_state *state);

#endif
