// SPDX-License-Identifier: MIT

/// The record that the binding keeps for one Lua state, without its tasks and
/// clients: the head of the scheduler's userdata (task/scheduler.h).
#ifndef LUALARK_STATE_H
#define LUALARK_STATE_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lark.h"
#include "queue.h"

struct lualark_state;

/// The program that runs a Lua state in place of lark.run(): an engine.
typedef struct lualark_host {
  /// A task is ready.
  void (*wake)(struct lualark_state *state);

  /// A task failed: `thread` has the error on top, and still its stack.
  void (*failed)(struct lualark_state *state, lua_State *thread, int status);

  /// A coroutine failed that was made with coroutine.wrap(): `thread` has still
  /// its stack. `goes_on`: with the error of the coroutine inside it that
  /// failed last, which it did not catch.
  void (*fell)(struct lualark_state *state, lua_State *thread, bool goes_on);

  /// Finds or opens the client for these options, which other states may share;
  /// `key` tells options apart. Returns what lark_open() does, and `why` may be
  /// NULL. The state gives the client back once. Without options it is the
  /// host's own client, or LARK_ECONFIG where the host has none.
  lark_status (*take_client)(struct lualark_state *state,
                             const lark_options *options, const char *key,
                             size_t key_bytes, lark_client **out,
                             lark_result **why);

  /// The client gets work, or loses it, about now: a call of it begins or is
  /// cancelled, or it listens.
  void (*touch_client)(struct lualark_state *state, lark_client *client);
  void (*give_client)(struct lualark_state *state, lark_client *client);

  /// Counts `steps` of a C function, each about the cost of one of Lua's
  /// instructions. True where the function is to yield now, with no values and
  /// a continuation. Raises where the script is to end.
  bool (*pause)(struct lualark_state *state, lua_State *L, uint64_t steps);

  /// How many steps may pass between two pauses, at least 1. Steps take longer
  /// where the script has large tables: to find that a large one is empty, Lua
  /// goes through all its places.
  uint32_t (*stride)(const struct lualark_state *state);

  /// Counts memory outside of the state against the script's limit; negative
  /// `bytes` give back. False where it would pass the limit; then nothing was
  /// counted. NULL where there is no limit.
  bool (*charge)(struct lualark_state *state, ptrdiff_t bytes);

  /// Such memory lacks. May end the script, and does not return then; else an
  /// error is raised. NULL: an error is always raised.
  void (*starve)(struct lualark_state *state);

  /// A coroutine is about to run: for the first time, or once more.
  void (*enter)(struct lualark_state *state, lua_State *thread, bool is_new);

  /// Whether client:request() may ask for that path; NULL: for any.
  bool (*allows)(struct lualark_state *state, const char *method,
                 const char *path);
} lualark_host;

/// A workspace that a host lends to its states in turn; see encoder.h.
typedef struct encoder_workspace encoder_workspace;
typedef struct lualark_lender {
  encoder_workspace *spare; ///< the host's; NULL: none yet
  bool is_lent;
} lualark_lender;

typedef struct lualark_state {
  const lualark_host *host; ///< NULL: lark.run() drives the loop
  void *owner;              ///< the host's
  lualark_lender *lender;   ///< the host's; NULL: it lends nothing
  lark_queue natives;       ///< all of them; see native.h
  uint32_t steps;           ///< of C functions, not yet counted by host->pause
  uint32_t stride;          ///< host->stride when it was asked last
  uint32_t deferred_kib;    ///< that the collector is behind: collector.h
  /// A key that no script sees, as lua_tostring() gives it; NULL: none. Found
  /// by its address.
  const char *hidden_key;
  bool parking;         ///< the yield that is under way is a wait's
  bool preempted;       ///< or the host's, which lets other tasks run
  bool sandboxed;       ///< its script is sandboxed
  bool doomed;          ///< the host ends it: no variables are closed
  bool closed;          ///< the Lua state closes
  const void *held_for; ///< the thread that holds the collector; NULL: none
  bool holding;         ///< that thread pauses, and goes on holding it
} lualark_state;

/// Values that belong to the state: user values of its userdata, so that
/// there is room for each from the beginning, and filling it takes no memory.
typedef enum lualark_kept {
  LUALARK_KEPT_META = 1, ///< native.c: the metatable of natives
  LUALARK_KEPT_RECORDS,  ///< native.c: their records, by luaL_ref()
  LUALARK_KEPT_DOCUMENT, ///< document.c: the spare one
  LUALARK_KEPT_ENCODER,  ///< encoder.c: the one that was made last
  LUALARK_KEPT_UNSEEN,   ///< task.c: the first failure that nobody awaited
  LUALARK_KEPT_PARKED,   ///< coroutine.c: the coroutines that are parked
  LUALARK_KEPT_FALLEN,   ///< coroutine.c: the error that wrap raised last
  LUALARK_KEPT_NOTED,    ///< failed_task.c: the error that was noted last
  LUALARK_KEPT = LUALARK_KEPT_NOTED
} lualark_kept;

/// Makes the userdata on top, which begins with a lualark_state and has
/// LUALARK_KEPT user values, the state's.
void lualark_state_set(lua_State *L);

lualark_state *lualark_state_get(lua_State *L);

/// Keeps the value on top, which it pops. Needs a place on the stack.
void lualark_state_keep(lua_State *L, lualark_kept what);

/// Pushes what is kept, nil if there is nothing, and returns its type. Needs
/// two places.
int lualark_state_push_kept(lua_State *L, lualark_kept what);

/// The same; raises where the Lua state is closing.
lualark_state *lualark_state_check(lua_State *L);

#endif
