// SPDX-License-Identifier: MIT

/// The scheduler: everything the binding keeps for one Lua state, in parts that
/// each belong to one file.
///
/// Everything that blocks in Lua is a wait: a call, a sleep, the end of another
/// task. Where the running coroutine belongs to a task, the wait parks it (it
/// yields) and the scheduler runs other tasks meanwhile. Anywhere else -
/// outside lark.run, in a foreign coroutine, under a function that
/// cannot yield - the wait drives the loop in place until it is over.
///
/// Callbacks of the core only mark waits as over; Lua runs between steps, never
/// inside one. So a Lua error cannot jump through the core.
#ifndef LUALARK_SCHEDULER_H
#define LUALARK_SCHEDULER_H

#include "state.h"
#include "timer.h"

struct lualark_scheduler;
struct lualark_task;

/// task.c: all tasks that have not ended.
typedef struct lualark_tasks {
  lark_queue all; ///< in the order in which they were made
  uint64_t made;  ///< in all
  size_t live;
  bool idle;      ///< there are none
  uint32_t slots; ///< live.c: how many there are, and
  uint32_t empty; ///< the one that was emptied last; 0: none
} lualark_tasks;

/// running.h: the task and the coroutines that run right now.
typedef struct lualark_running {
  struct lualark_task *task; ///< NULL: none
  lua_State *thread;         ///< the coroutine that runs
  lua_State *may_park;       ///< the same, if a wait may park it; else NULL
} lualark_running;

/// coroutine.c: coroutines that run inside each other.
typedef struct lualark_nesting {
  unsigned depth;
  unsigned most; ///< 0: as Lua allows
  size_t parked; ///< that wait, and those that did when they were dropped
} lualark_nesting;

/// closing.c: coroutines whose variables are being closed, inside each other.
typedef struct lualark_closing {
  unsigned count;
  uintptr_t base; ///< the C stack where the first of them began
} lualark_closing;

/// wait.c: all waits, and what limits those in flight.
typedef struct lualark_waits {
  lark_queue all;
  size_t in_flight;           ///< calls and host functions not yet answered
  size_t outside;             ///< not over, and not for a task's end
  size_t most_in_flight;      ///< 0: any
  uint64_t most_answer_bytes; ///< 0: what the client allows
  uint64_t calls;             ///< that were started
} lualark_waits;

/// interruption.c: whether the script is to end with what it has.
typedef struct lualark_interruption {
  bool begun;
  size_t lost;  ///< calls that were cancelled or refused for that
  size_t awake; ///< sleeps that were refused for that
} lualark_interruption;

/// rows.c: how far lark.map is. Counts the rows of maps that run beside each
/// other, without the maps that their rows run. After the last one has ended it
/// stays as it was until the next begins.
typedef struct lualark_rows {
  uint64_t ended, total;
  size_t maps; ///< that run
} lualark_rows;

/// The traffic that the loop moves beside tasks and timers: that of clients.
typedef struct lualark_traffic {
  /// Whether there are calls that have not ended.
  bool (*pending)(struct lualark_scheduler *s);

  /// Waits for traffic, at most so long, and handles it. -1: without end.
  void (*wait)(lua_State *L, struct lualark_scheduler *s, int timeout_ms);

  /// The Lua state closes: ends it without callbacks.
  void (*abandon)(struct lualark_scheduler *s);
} lualark_traffic;

/// drive.c and callback.c: the loop.
typedef struct lualark_loop {
  lua_State *driver;   ///< whose C function drives it right now; NULL: nobody
  bool raised;         ///< a callback raised an error, which is kept
  lark_timers *timers; ///< of sleeps: the scheduler's own, or the host's
  lark_timers own_timers;
  const lualark_traffic *traffic;

  /// Called on the state that drives the loop, between turns and ten times a
  /// second or more often, by which a program that runs just this state looks
  /// after it. Must not raise. NULL: nobody looks.
  void (*look)(struct lualark_scheduler *s, lua_State *L);
} lualark_loop;

/// traffic.c: all open clients.
typedef struct lualark_clients {
  lark_queue all, busy, ready;
  struct lualark_client *alone;    ///< that is waited for by itself; NULL: none
  int epoll;                       ///< of the others; 0: there is none
  size_t watched, blind;           ///< how many it has, and could not have
  uint64_t looked_us;              ///< when these were looked at
  struct lualark_foreign *foreign; ///< what else is watched; NULL: nothing
  uint64_t limit_waits;            ///< of clients that are closed
  const lark_recorder *recorder;   ///< of clients that are made; NULL: none
  lark_log *log;                   ///< of those that bring none; NULL: none
  void *log_user;
} lualark_clients;

typedef struct lualark_scheduler {
  lualark_state state; ///< first, so that the one is the other
  lark_queue ready;    ///< ready.c: the tasks that run next
  lualark_tasks tasks;
  lualark_running running;
  lualark_nesting nesting;
  lualark_closing closing;
  lualark_waits waits;
  lualark_interruption interruption;
  lualark_rows rows;
  lualark_loop loop;
  lualark_clients clients;
} lualark_scheduler;

/// The state's scheduler.
static inline lualark_scheduler *lualark_scheduler_get(lua_State *L) {
  return (lualark_scheduler *)lualark_state_get(L);
}

/// The same; raises where the Lua state is closing.
static inline lualark_scheduler *lualark_scheduler_check(lua_State *L) {
  return (lualark_scheduler *)lualark_state_check(L);
}

#endif
