// SPDX-License-Identifier: MIT

/// Tasks and what they wait for: one scheduler for each Lua state.
///
/// Everything that blocks in Lua is a wait: a call, a sleep, the end of another
/// task. Where the running coroutine belongs to a task, the wait parks it (it
/// yields) and the scheduler runs others meanwhile. Anywhere else - outside
/// lark.run, in a coroutine of somebody else's, under a function that cannot
/// yield - the wait drives the loop in place until it is over.
///
/// Callbacks of the core only mark waits as over; Lua runs between steps, never
/// inside one. So a Lua error cannot jump through the core.
#ifndef LUALARK_SCHEDULER_H
#define LUALARK_SCHEDULER_H

#include <lauxlib.h>
#include <lua.h>

#include "alarm.h"
#include "lark.h"

struct lualark_client;
struct task;

/// One thing that a coroutine waits for. Lives in the scheduler's list until it
/// is over and its values were taken, or it was abandoned and is over.
typedef struct wait {
  struct wait *next, *previous; ///< the scheduler's list
  struct scheduler *scheduler;
  struct task *task; ///< parked on it; NULL: driven in place, or abandoned
  bool over;
  bool in_flight;      ///< counts for the scheduler's
  size_t sent_bytes;   ///< of a call: what the core copies of its parameters
  bool abandoned;      ///< nobody will take its values
  lark_client *client; ///< of a call, until it is over
  const struct lualark_client *through; ///< of a call: what it was made with
  lark_call call;
  lark_result *result;   ///< of a call that is over
  lualark_alarm alarm;   ///< of a sleep
  bool woken;            ///< of a sleep: before its time
  struct task *awaited;  ///< of an await
  struct wait *sibling;  ///< of an await: the task's next one
  uint64_t pending;      ///< of a host function: what its answer goes to
  char *answer;          ///< of a host function: JSON, or a message; malloc'd
  bool refused;          ///< the answer is a message
  bool starved;          ///< the answer did not fit into the script's memory
  const char *host_name; ///< of the function
  size_t charged;        ///< bytes, to the script; given back with it
} wait;

typedef enum task_state {
  TASK_READY,
  TASK_RUNNING,
  TASK_PARKED,
  TASK_DONE,
  TASK_FAILED,
  TASK_CANCELLED
} task_state;

/// A coroutine that the scheduler runs; a userdata, "lark.task", whose first
/// user value is the thread.
typedef struct task {
  struct scheduler *scheduler;
  lua_State *thread;
  task_state state;
  bool ended;         ///< done, failed or cancelled
  bool seen;          ///< somebody awaits its end, or has
  bool is_row;        ///< it runs rows of lark.map
  int argument_count; ///< on the thread's stack before it starts
  int result_count;   ///< on top of the thread's stack after its end
  wait *parked_on;
  wait *awaiters;
  struct task *next; ///< of the ready ones
} task;

struct scheduler;

/// Who runs a state in place of lark.run(): an engine.
typedef struct lualark_host {
  /// A task is ready, and none was before.
  void (*wake)(struct scheduler *s);

  /// A task failed: `thread` has the error on top, and still its stack.
  void (*failed)(struct scheduler *s, lua_State *thread, int status);

  /// The client for these options, shared with other states; `key` tells them
  /// apart. NULL, with `why` as of lark_open(). It is given back once. Without
  /// options: the host's own, or NULL where it has none.
  lark_client *(*take_client)(struct scheduler *s, const lark_options *options,
                              const char *key, size_t key_bytes,
                              lark_result **why);
  void (*give_client)(struct scheduler *s, lark_client *client);

  /// Nobody waits for a host function's answer any more.
  void (*forget)(struct scheduler *s, uint64_t pending);

  /// A C function has done so many steps, each about what an instruction of Lua
  /// costs. True where it is to yield now, with no values and a continuation.
  /// Raises where the script is to end.
  bool (*pause)(struct scheduler *s, lua_State *L, uint64_t steps);

  /// Counts memory outside of the state against the script's; negative gives
  /// back. False: it would pass the limit, and nothing was counted. NULL where
  /// there is no limit.
  bool (*charge)(struct scheduler *s, ptrdiff_t bytes);

  /// Such memory lacks: may end the script, and does not return then. Otherwise
  /// an error is raised. NULL: always.
  void (*starve)(struct scheduler *s);

  /// A coroutine is about to run: for the first time, or once more.
  void (*enter)(struct scheduler *s, lua_State *thread, bool is_new);

  /// Whether client:request() may ask for that; NULL: for anything.
  bool (*allows)(struct scheduler *s, const char *method, const char *path);
} lualark_host;

/// How far lark.map is: the rows of the maps that run beside each other,
/// without those that their rows run. After the last has ended it stays as it
/// was until the next begins.
typedef struct lualark_rows {
  uint64_t ended, total;
  size_t maps; ///< that run
} lualark_rows;

typedef struct scheduler {
  task *ready_first, *ready_last;
  task *current;          ///< being run, or NULL
  lua_State *innermost;   ///< the coroutine that runs in it, if it may park
  lua_State *running;     ///< the coroutine that runs
  unsigned depth;         ///< of coroutines that run inside each other
  unsigned most_depth;    ///< 0: as Lua allows
  unsigned closing;       ///< coroutines whose variables are being closed
  const char *close_base; ///< the C stack where the first of them began
  lua_State *driver;      ///< whose C function drives the loop right now
  bool parking;           ///< the yield that is under way is a wait's
  bool preempted;         ///< or the host's, who gives others their turn
  uint32_t steps;         ///< of C functions, that host->pause has not counted
  uint64_t calls;         ///< that were started
  uint64_t limit_waits;   ///< of clients that are closed
  size_t in_flight;       ///< calls and host functions not yet answered
  size_t most_in_flight;  ///< 0: any
  uint64_t most_answer_bytes; ///< 0: what the client allows
  bool sandboxed;             ///< its script is a stranger's
  size_t live;                ///< tasks that have not ended
  bool idle;                  ///< there are none
  bool raised;                ///< a callback of the raw layer raised an error
  bool doomed;                ///< the host ends it: no variables are closed
  bool closed;                ///< the state closes
  wait *waits;                ///< all of them
  struct lualark_native *natives; ///< all of them; see lualark_native.h
  lualark_alarms *alarms; ///< of those who sleep: its own, or the host's
  lualark_alarms own_alarms;
  struct lualark_client *clients;
  const lark_recorder *recorder; ///< of clients that are made; NULL: none
  lualark_rows rows;
  bool interrupted; ///< it is to come to an end with what it has
  size_t lost;      ///< calls that were cancelled or refused for that
  size_t awake;     ///< sleeps that were refused for that

  /// Called on the state that drives the loop, between turns and ten times a
  /// second or more often, by which a program that runs just this state looks
  /// after it. Must not raise. NULL: nobody does.
  void (*look)(struct scheduler *s, lua_State *L);
  const lualark_host *host; ///< NULL: lark.run() drives the loop
  void *owner;              ///< the host's
} scheduler;

/// The state's scheduler.
scheduler *lualark_scheduler(lua_State *L);

/// The same; raises where the state is closing.
scheduler *lualark_scheduler_check(lua_State *L);

/// Makes it; called once when the module is opened.
void lualark_scheduler_open(lua_State *L);

/// The Lua state closes, or is left as it is: gives up all that it holds of the
/// world. Runs no Lua; clients that are collected later run no callbacks.
void lualark_scheduler_close(scheduler *s);

/// Asks its script to come to an end with what it has: calls end as cancelled,
/// "interrupted", and those to come are refused likewise; sleeps end. What
/// waits for the host's functions goes on waiting. Runs no Lua.
void lualark_scheduler_interrupt(scheduler *s);

/// Returns nil and the error of what ended, or was not begun, for that.
/// `error`: of the call, or NULL.
int lualark_interrupted_return(lua_State *L, scheduler *s,
                               const lark_error *error);

/// For lark.map: the rows from 1 to the argument. Returns an iterator that the
/// tasks which run them share, and what is to be closed with the map.
int lualark_rows_new(lua_State *L);

/// lark.run, lark.spawn, lark.sleep into the table on top.
void lualark_scheduler_register(lua_State *L);

// ---------------------------------------------------------------------- waits

/// A new wait; raises a memory error.
wait *lualark_wait_new(lua_State *L, scheduler *s);

/// Counts a wait among those in flight, until it is freed.
void lualark_wait_fly(wait *begun);

/// Notes what is held for the answer of a call; false where that would pass the
/// script's limit, and then as much as before is noted.
bool lualark_wait_hold(wait *held, uint64_t bytes);

/// Takes a copy of a host function's answer, which counts for the script;
/// NULL for nil. False where memory lacks; where the script's does, the wait
/// is starved.
bool lualark_wait_answer(wait *waiting, const char *text);

/// Ends a wait whose values were taken.
void lualark_wait_free(wait *ended);

/// Marks a wait as over and its task as ready. Runs no Lua.
void lualark_wait_over(wait *ended);

/// Waits, then ends with `then(L, LUA_OK or LUA_YIELD, (lua_KContext)wait)`,
/// whose result is the C function's. `then` finds the wait over.
int lualark_wait_for(lua_State *L, wait *awaited, lua_KFunction then);

/// In a `then`: raises where something other than the scheduler resumed the
/// coroutine.
void lualark_wait_check(lua_State *L, wait *awaited);

/// Gives up a wait: its call is cancelled, its values are dropped.
void lualark_wait_abandon(wait *given_up);

/// Cancels a call whose state closes; the wait outlives that until the core
/// says that the call has ended.
void lualark_wait_orphan(wait *call);

// ---------------------------------------------------------------------- tasks

/// Pushes a task that will run the function below `argument_count` arguments
/// on top of the stack, which it takes. Raises a memory error.
task *lualark_task_push(lua_State *L, scheduler *s, int argument_count);

/// Makes the `lark.task` metatable.
void lualark_task_open(lua_State *L);

/// Cancels all tasks; none may be running.
void lualark_task_cancel_all(lua_State *L);

/// Puts a task at the end of those that run next.
void lualark_task_ready(task *woken);

/// Runs the first of the ready tasks until it waits or ends; false where none
/// is ready.
bool lualark_task_run_next(lua_State *L, scheduler *s);

/// Pushes what an ended task returned, and returns how many values; raises what
/// it raised. A cancelled one gives nil and an error.
int lualark_task_results(lua_State *L, task *ended);

/// Whether a task failed that nobody awaited so far.
bool lualark_task_has_unseen(lua_State *L);

/// Raises the error of a task that failed and that nobody awaited, if any.
void lualark_task_raise_unseen(lua_State *L);

// --------------------------------------------------------------------- driving

/// Lets traffic, timers and (if `run_tasks`) tasks go on until `*done` is true,
/// sleeping where there is nothing to do. False, with an error value pushed,
/// where the program was interrupted, or nothing could ever make it true.
bool lualark_drive(lua_State *L, scheduler *s, const bool *done,
                   bool run_tasks);

/// Whether a wait of the coroutine L would park it, rather than drive in place.
bool lualark_can_park(lua_State *L, const scheduler *s);

#endif
