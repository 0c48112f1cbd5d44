// SPDX-License-Identifier: MIT

/// A script from the inside: a Lua state with the binding's scheduler in it,
/// and what keeps it within its limits.
///
/// Its life:
///
///     lualark_start()
///        |
///     STARTING ----------------- refused -------------------.
///        |                                                  |
///       NEW                                                 |
///        |  its first turn                                  |
///        v         done, failed, over a limit               v
///     RUNNING ------------------------------> ENDING --> CLOSING
///      |   ^                                    ^           |
///      v   | its turn                           |           v
///     WAITING --> READY                         |         freed
///      |   woken    |                           |
///      |   killed, late, closed (NEW, too)      |
///      '------------'---------------------------'
///
/// Each part of it says which file owns it; other files may read it.
#ifndef LUALARK_SCRIPT_H
#define LUALARK_SCRIPT_H

#include <lauxlib.h>
#include <locale.h>
#include <setjmp.h>

#include "events.h"
#include "heap.h"
#include "kind.h"
#include "lualark.h"
#include "output.h"
#include "queue.h"
#include "task_record.h"

struct report;

/// Where a script is in its life; see above.
typedef enum script_life {
  /// Its state is being filled. The host does not know it yet.
  SCRIPT_STARTING,

  /// Started: its first line has not run. It is in the queue, or waits for the
  /// state of an older version.
  SCRIPT_NEW,

  /// Nothing to do until an answer, a timer or an event wakes it.
  SCRIPT_WAITING,

  /// In the queue for its next turn.
  SCRIPT_READY,

  /// It is its turn: its own code runs, or a callback that it called.
  SCRIPT_RUNNING,

  /// The report of its end is being written. Its own code may run
  /// once more for that (__tostring), but nothing can end it a second time.
  SCRIPT_ENDING,

  /// Its state is being closed; finalizers may run. It is in no list any more.
  SCRIPT_CLOSING
} script_life;

struct script {
  struct scripts *all; ///< of its engine, and what they share
  const struct script_kind *kind;
  lualark_script id;
  char *name;
  script_life life;
  bool retired; ///< lualark_retire(): no event reaches it any more
  bool begun;   ///< its chunk has ended, or waited: until then it may register
                ///< functions for the events that wait
  lark_link in_all;   ///< scripts.c
  lark_link in_ready; ///< scripts.c: its place in the queue
  lua_State *L;
  lualark_scheduler *scheduler;      ///< NULL until the module is open
  lualark_task *main;                ///< its chunk; NULL if its kind runs it
  const struct lualark_entry *entry; ///< entry.c; NULL: a program's text
  char *arguments; ///< arguments.c: JSON that was not read yet; NULL: none
  size_t arguments_bytes;
  lualark_events events;
  lualark_output output;

  /// messages.c: a second, and how many were sent in it.
  struct {
    uint64_t began_us;
    uint32_t count;
  } sending;

  /// versions.c: the script that replaces it, or that it replaces; NULL: none.
  struct {
    struct script *successor, *predecessor;
    lark_timer timer; ///< of the old version, as the timers below
    char *state;      ///< that it was handed, as JSON; NULL: none
    size_t state_bytes;
    const char *missing; ///< why it got none, if the old version failed; NULL
    bool is_taken;       ///< lark.state() was called,
    bool was_read;       ///< and has returned it
    bool has_function;   ///< lark.on_replace() was called
  } versions;

  struct report *report; ///< made at the start, so that it cannot lack memory
  char *trace;           ///< trace.c: where it failed or was stopped; NULL
  char *inner_trace;     ///< of the coroutine that failed last; NULL

  /// verdict.c: why it is to end.
  struct {
    lark_status status; ///< LARK_OK: it may go on
    lua_State *thread;  ///< that was condemned; NULL: `text` has the place
    char text[200];
  } verdict;

  /// Its limits, besides those of its heap. Set at the start.
  struct {
    uint64_t instructions; ///< 0: no limit
    lark_timer deadline;   ///< with an owner: there is room for it
    lark_timer retirement; ///< likewise
  } limits;

  /// share.c: its part of the processor.
  struct {
    uint32_t weight;  ///< percent of an ordinary one
    uint32_t percent; ///< 0: no limit
    int64_t credit_us;
    bool alone, cut;  ///< its last turn: nobody else had work; it was cut off
    int64_t allowed;  ///< in hundredths of microseconds
    uint64_t seen_us; ///< of what was granted
    lark_timer timer; ///< with an owner where there is a limit
  } share;

  /// event_limits.c: the event for which it computes, and its limits.
  struct {
    uint64_t most_us, most_instructions; ///< 0: no limit
    lualark_cause *cause;                ///< NULL: none, or there is no limit
    uint64_t since_us;                   ///< in time of the processor
    uint64_t since_instructions;
    uint64_t due_us;    ///< its time is not over before; UINT64_MAX: never
    uint64_t paused_us; ///< since when a callback runs
    bool counts_before; ///< the hook's count began before the event
  } event;

  /// Its use of everything but memory.
  struct {
    uint64_t instructions; ///< watch.c
    uint64_t cpu_us;       ///< turn.c
    uint64_t started_us;
    uint64_t host_calls;                 ///< host_functions.c
    uint64_t messages, messages_refused; ///< messages.c
    uint64_t events;                     ///< delivery.c
    uint64_t share_waits;                ///< share.c
  } used;

  lualark_heap heap;

  /// out_of_memory.c, and the allocators.
  struct {
    bool starved;          ///< a block was refused at its limit
    bool spent;            ///< that is why the task failed which failed last
    bool collecting;       ///< Lua collects, and then asks once more
    uint64_t collected_at; ///< heap.taken_bytes when it did so last
    uint64_t stepped_at;   ///< and when collect.c made it collect a little
    size_t owed_kib;       ///< collect.c: allocated, for which it did no work
  } memory;

  /// guard.c: the way out of its state.
  struct {
    jmp_buf *way_out; ///< NULL: nowhere
    jmp_buf *kept;    ///< the same, while a callback of the host's runs
    locale_t locale;  ///< the thread's own
  } guard;

  /// watch.c: the hook of its Lua machine.
  struct {
    uint64_t slice_end_us;
    uint64_t stalled_slice_us; ///< the slice that it went beyond,
    uint64_t stalled_since_us; ///< and since when
    int patience;              ///< steps until the clock is looked at
    int count;                 ///< the hook's, of the thread that runs
    bool by_signal;            ///< preempt.c interrupts it, and no count
    uint32_t metatables;       ///< that it used, as far as is known
    const void *latest[8];     ///< of these
    unsigned latest_at;
  } watch;

  /// collide.c: short strings that share a place.
  struct {
    const void *latest; ///< the string made last; NULL: it is gone
    uint64_t random;    ///< decides which are looked at
    unsigned gap;       ///< strings until the next look
    unsigned looks, long_chains;
  } strings;

  bool compiling;  ///< load.c: Lua's compiler runs
  bool told_of_gc; ///< finalizers.c: it was warned that __gc is not called
};

/// The script of a thread: each begins with a copy of its main thread's space.
static inline struct script *lualark_script_at(lua_State *L) {
  return *(struct script **)lua_getextraspace(L);
}

/// The script whose state this is.
static inline struct script *lualark_script_of(const lualark_state *state) {
  return state->owner;
}

/// The coroutine that runs, or the main thread.
static inline lua_State *lualark_script_thread(const struct script *script) {
  const lualark_scheduler *scheduler = script->scheduler;
  return scheduler != NULL && scheduler->running.thread != NULL
             ? scheduler->running.thread
             : script->L;
}

/// Whether its end is written: the host hears nothing of it any more.
static inline bool lualark_script_is_over(const struct script *script) {
  return script->life >= SCRIPT_CLOSING;
}

/// Whether an event can have a function in it, now or once its first line has
/// run.
static inline bool lualark_script_takes_events(const struct script *script) {
  return !script->retired && (script->events.handlers > 0 ||
                              (script->main != NULL && !script->main->ended));
}

/// Whether it is between two turns, so that it can be ended at once.
static inline bool lualark_script_is_idle(const struct script *script) {
  return script->life == SCRIPT_NEW || script->life == SCRIPT_WAITING ||
         script->life == SCRIPT_READY;
}

#endif
