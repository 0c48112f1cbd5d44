// SPDX-License-Identifier: MIT

/// One thing that a coroutine waits for: a call, a sleep, the end of a task, a
/// host function's answer. Each of these kinds is a struct that begins with a
/// lualark_wait_head, and a table of functions.
///
///     new -> over -> its values are taken -> freed
///        \-> abandoned -> over -> freed
#ifndef LUALARK_WAIT_H
#define LUALARK_WAIT_H

#include "task_record.h"

typedef struct lualark_wait_head lualark_wait_head;

/// A kind of wait: its functions.
typedef struct lualark_wait_kind {
  /// Nobody will take the values of a wait that is not over: ends what it waits
  /// for, and frees the wait, at once or when that has ended.
  void (*abandon)(lualark_wait_head *wait);

  /// Frees what it holds. NULL: it holds nothing.
  void (*clear)(lualark_wait_head *wait);

  /// The program is to end with what it has: ends a wait that is not over.
  /// NULL: it goes on.
  void (*interrupt)(lualark_wait_head *wait);

  /// The Lua state closes: as abandon, but for waits that outlive it. NULL: as
  /// abandon.
  void (*close)(lualark_wait_head *wait);

  /// Writes what it waits for, such as "a sleep of 2.5 s"; no secrets and no
  /// values. NULL: not known.
  void (*describe)(const lualark_wait_head *wait, char *text, size_t room);

  bool for_task; ///< only the state's own tasks can end it
} lualark_wait_kind;

struct lualark_wait_head {
  lark_link in_all; ///< first, so that it leads to the wait
  const lualark_wait_kind *kind;
  lualark_scheduler *scheduler; ///< NULL: its state has closed
  lualark_task *task; ///< whose parked_on it is; NULL: driven in place, or
                      ///< abandoned
  size_t charged;     ///< bytes, to the script; given back with it
  bool over;
  bool in_flight; ///< counts for the scheduler's
  bool outside;   ///< likewise: something else than tasks may end it
  bool abandoned; ///< nobody will take its values
};

/// Makes a wait, `size` bytes with zeros behind its head. Raises a memory
/// error.
void *lualark_wait_new(lua_State *L, lualark_scheduler *s,
                       const lualark_wait_kind *kind, size_t size);

/// Counts a wait among those in flight, until it is freed.
void lualark_wait_fly(lualark_wait_head *wait);

/// Charges so many bytes for a wait, in all, to its script. False where that
/// would pass the script's limit; then it stays charged as it was.
bool lualark_wait_charge(lualark_wait_head *wait, uint64_t bytes);

/// Ends a wait whose values were taken.
void lualark_wait_free(lualark_wait_head *wait);

/// Marks a wait as over and its task as ready. Runs no Lua.
void lualark_wait_over(lualark_wait_head *wait);

/// Gives up a wait: its values are dropped.
void lualark_wait_abandon(lualark_wait_head *wait);

/// Takes a wait out of its state, which closes. What it waits for frees it.
void lualark_wait_orphan(lualark_wait_head *wait);

/// Parks a task on a wait, from which it is ready again once that is over.
void lualark_wait_park(lualark_wait_head *wait, lualark_task *task);

/// A task goes on, or ends: it is parked no more. Its wait, which it returns,
/// is its coroutine's, to be taken; NULL: there is none.
lualark_wait_head *lualark_wait_unpark(lualark_task *task);

/// Whether something other than the state's own tasks may end a wait.
bool lualark_wait_is_any(const lualark_scheduler *s);

/// The Lua state closes: ends all waits.
void lualark_wait_close_all(lualark_scheduler *s);

#endif
