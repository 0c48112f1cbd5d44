// SPDX-License-Identifier: MIT

/// Looking inside an engine: tracebacks, figures, samples of a profiler, and
/// debuggers. <lualark.h> includes it, and has the rules that hold everywhere.
#ifndef LUALARK_LOOK_H
#define LUALARK_LOOK_H

#include "lualark.h"

#ifdef __cplusplus
extern "C" {
#endif

// -------------------------------------------------------- tracebacks, figures

/// Tells what a script does right now, also one that runs and calls this: its
/// tasks, what each waits for, and where. Text for people, with a line for each
/// level:
///
///     quest: waiting
///     task 1 (main): waits for host.approve
///         quest:3: in upvalue 'ask'
///         quest:7: in main chunk
///     task 2 (event 'tick'): sleeps for another 0.5 s
///         ...
///
/// It holds no values. NULL if the script has ended, or memory lacks; valid
/// until the next function of this part.
LARK_API const char *lualark_traceback(lualark_engine *engine,
                                       lualark_script script);

/// The figures of an engine and its scripts as JSON, an object: "engine" has
/// how steps went since it was opened (steps, steps_over_budget by a
/// millisecond or more, step_us in all, longest_step_us,
/// longest_over_budget_us), scripts, memory_bytes, memory_of_ended_bytes (the
/// part of scripts that have ended), events_waiting, host_calls_pending,
/// posts_waiting and posts_dropped; "scripts" is an array of objects with id,
/// name, state ("new", "waiting", "ready", "running", "held" for its share,
/// "ending"), tasks and what lualark_usage has. NULL if memory lacks; valid as
/// above. `bytes`, unless NULL, gets its length.
LARK_API const char *lualark_figures(lualark_engine *engine, size_t *bytes);

/// Samples where scripts compute: once in `interval_us` or so of the time that
/// they compute it is noted where the one that runs is. 1000 costs a percent or
/// two. What was noted before is forgotten; 0 samples no more. Time in which a
/// script waits, or the host's callbacks run, does not count.
///
/// LARK_EINVAL if it is more than a second, or while a script runs;
/// LARK_ENOMEM. Scripts pay for none of the memory, some 9 MiB at most.
LARK_API lark_status lualark_set_sampling(lualark_engine *engine,
                                          uint32_t interval_us);

/// The samples so far, as flame graph tools read them ("folded"): a line for
/// each stack, outermost level first, with its number of samples.
///
///     quest;main chunk (quest);walk (quest:12);sqrt [C] 31
///
/// Functions stand there by the names of their callers' and by the line where
/// they are defined. Stacks for which there is no room are "quest;(others)". ""
/// if there are none; NULL if memory lacks; valid as above.
LARK_API const char *lualark_samples(lualark_engine *engine, size_t *bytes);

// ------------------------------------------------------------------ debugging

/// How scripts are debugged; zeros, but for `size`, are the defaults.
typedef struct lualark_debugger_options {
  size_t size;   ///< sizeof (lualark_debugger_options), set by the caller
  uint16_t port; ///< of 127.0.0.1; 0: any that is free

  /// Scripts of an engine with options.sandbox are debugged, too. Who debugs
  /// one reads all that it holds, and runs code in it within its limits.
  bool sandbox;

  /// Called each 10 ms or so while scripts are stopped, since lualark_step()
  /// does not return then: for a window's events, say. It may call every
  /// function here; lualark_step() does nothing. NULL: not called.
  void (*idle)(void *user, lualark_engine *engine);
  void *user; ///< passed to `idle`
} lualark_debugger_options;

/// Lets editors debug scripts, by the Debug Adapter Protocol: breakpoints,
/// steps, variables, expressions. A port of 127.0.0.1 is opened, for one client
/// at a time, which has to belong to this process's user or to root: who debugs
/// a script runs code in this program. docs/debugging.md has how editors
/// attach.
///
/// As long as a client is attached, scripts are counted (preempt_signal), and
/// take several times as long where breakpoints are set. Without one they run
/// as fast as ever. While a script is stopped lualark_step() does not return,
/// and no script runs; that time counts for no limit of theirs. lualark_kill(),
/// lualark_interrupt() and lualark_close(), called by `idle`, end a stop. A
/// client that goes away lets all go on.
///
/// `options` NULL ends debugging; others replace those before. Texts of
/// programs that are started from now on are kept until they end, for clients
/// that have no file of that name. On LARK_OK `*port`, unless NULL, is the port
/// that is open. LARK_EINVAL inside a step, or for a sandbox where `sandbox` is
/// not set; LARK_ENETWORK if the port cannot be had; LARK_EFILES; LARK_ENOMEM.
/// Then nobody can debug.
LARK_API lark_status
lualark_set_debugger(lualark_engine *engine,
                     const lualark_debugger_options *options, uint16_t *port);

typedef enum lualark_debugger_state {
  LUALARK_DEBUGGER_OFF,
  LUALARK_DEBUGGER_LISTENING, ///< no client is there, or none is ready yet
  LUALARK_DEBUGGER_ATTACHED,  ///< a client is, with its breakpoints set
  LUALARK_DEBUGGER_STOPPED    ///< it has stopped a script
} lualark_debugger_state;

/// For hosts that wait for a client before they start a script. While waiting
/// they drive the engine as ever.
LARK_API lualark_debugger_state
lualark_get_debugger(const lualark_engine *engine);

#ifdef __cplusplus
}
#endif

#endif
