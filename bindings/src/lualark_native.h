// SPDX-License-Identifier: MIT

/// What a state holds outside of Lua's memory: parsed documents, results.
///
/// Each is owned by a userdata and linked into the scheduler, so that it can be
/// released by its finalizer or, all at once, without running Lua.
#ifndef LUALARK_NATIVE_H
#define LUALARK_NATIVE_H

#include <lauxlib.h>
#include <lua.h>

#include "scheduler.h"

/// Remembers what finalizers are called in a state, before a sandbox hides that
/// name from its script: to be called before all else that makes any.
void lualark_finalizer_open(lua_State *L);

/// Sets the finalizer of what has the metatable on top.
void lualark_finalizer_set(lua_State *L, lua_CFunction finalizer);

/// The head of such a userdata.
typedef struct lualark_native {
  struct lualark_native *next, **link; ///< the scheduler's list
  scheduler *scheduler;

  /// Gives back what it holds. Called once or more; runs no Lua.
  void (*release)(struct lualark_native *native);
} lualark_native;

/// Pushes a userdata of `size` bytes, zeros behind its head, and links it. May
/// raise a memory error.
void *lualark_native_push(lua_State *L, scheduler *s, size_t size,
                          void (*release)(lualark_native *native));

/// Raises where it was released with all others: a finalizer of the script's
/// may resume what stood in the middle of its work then.
void lualark_native_check(lua_State *L, const lualark_native *native);

/// Releases all that are linked; their finalizers have nothing left to do.
void lualark_natives_release(scheduler *s);

/// Charges memory that is outside of Lua's to the script of an engine; raises a
/// memory error where that would pass its limit. Without an engine it does
/// nothing.
void lualark_native_charge(lua_State *L, scheduler *s, size_t bytes);

/// Gives back what was charged.
void lualark_native_discharge(scheduler *s, size_t bytes);

/// Raises Lua's own memory error, or ends the script where its host does that.
int lualark_native_starve(lua_State *L);

/// How many steps a C function may do until it is to pause, and how many of
/// those are left when it stops: what it did counts for the next one, so that
/// many short ones pause, too. Without a host there is no end of them.
enum { LUALARK_STEPS_AT_ONCE = 1000 };
lua_Integer lualark_steps_left(const scheduler *s);
void lualark_steps_note(scheduler *s, lua_Integer left);

/// Has the host count the scheduler's steps. True where the C function is to
/// yield now, with no values and a continuation; see lualark_host. Without a
/// host it is false.
bool lualark_pause(lua_State *L, scheduler *s);

#endif
