// SPDX-License-Identifier: MIT

/// liblualark: many Lua scripts inside a program that never stalls.
///
/// An engine runs scripts, each in a Lua state of its own, and shares their
/// clients, connections, tokens and rate budgets. The program keeps its loop
/// and gives the engine a little time in each round:
///
///     lualark_options options;
///     lualark_options_init(&options, sizeof options);
///     options.exit = report;
///     lualark_engine *engine;
///     if (lualark_open(&options, &engine) != LARK_OK) ...
///     lualark_start(engine, &(lualark_program){.text = source}, NULL);
///     while (running) {
///       draw_a_frame();
///       lualark_step(engine, 2000);
///     }
///     lualark_close(engine);
///
/// Rules that hold everywhere, besides those of <lark.h>:
/// - An engine and all that belongs to it is used by one thread at a time and
///   may move between threads; lualark_wakeup() alone may be called from any.
/// - Callbacks run from lualark_step(), lualark_wait() and lualark_close(), and
///   never from another function. In each of them every function here may be
///   called, closing included.
/// - Values cross the border as JSON text: integers keep their 64 bits, arrays
///   stay arrays. What the library hands out is good until the callback
///   returns.
/// - A script or an answer that is over is stale, not dangling: functions say
///   LARK_ESTALE.
/// - No pointer may be NULL but where its comment says what that means.
#ifndef LUALARK_H
#define LUALARK_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lualark_engine lualark_engine;

/// Names a started script; never reused. 0 names none.
typedef uint64_t lualark_script;

/// Names a call of a host function that waits for its answer; never reused.
typedef uint64_t lualark_pending;

// --------------------------------------------------------------------- options

/// What a script has used so far.
typedef struct lualark_usage {
  size_t size;           ///< sizeof (lualark_usage), set by the caller
  size_t memory_bytes;   ///< now: Lua's, and what is held for it
  size_t peak_bytes;     ///< and at most
  uint64_t instructions; ///< of the Lua machine, to the thousand
  uint64_t cpu_us;       ///< time it was running
  uint64_t wall_us;      ///< since it was started
  uint64_t calls;        ///< of the platform and of host functions

  // How far lark.map is: the maps that run beside each other, without those
  // that their rows run. After the last it stays until the next begins.
  uint64_t maps; ///< that run
  uint64_t rows_ended;
  uint64_t rows_total;

  // Of the clients that it uses, which it may share with others, while it has
  // them open.
  uint64_t limit_waits;   ///< calls that waited for a rate budget
  uint64_t limit_waiting; ///< calls that wait for one now
} lualark_usage;

/// How a script ended.
typedef struct lualark_end {
  size_t size; ///< sizeof (lualark_end), as the library knows it
  lualark_script script;
  const char *name; ///< the program's
  lark_status status;
  const char *result; ///< JSON: what the script returned first, or "null"
  size_t result_bytes;
  /// Unless status is LARK_OK. An error of a call that the script returned
  /// (`nil, err`) or raised keeps its status; any other, a text for instance,
  /// is LARK_ESCRIPT, and LARK_ECANCELLED or LARK_ELIMIT say that it was ended
  /// from outside. A text of the script's own may not be UTF-8; it ends at its
  /// first NUL.
  const lark_error *error;
  const char
      *traceback; ///< where the error was raised; "" if that is not known
  lualark_usage usage;
} lualark_end;

/// Gets each script's end, once.
typedef void lualark_exit(void *user, lualark_engine *engine,
                          const lualark_end *end);

/// Gets a line that a script printed, or a warning it gave, without a newline.
/// It is the script's own text, which may not be UTF-8 and may hold NULs.
typedef void lualark_print(void *user, lualark_engine *engine,
                           lualark_script script, const char *text,
                           size_t text_bytes);

/// Gets what a script sent with lark.send(name, value).
typedef void lualark_message(void *user, lualark_engine *engine,
                             lualark_script script, const char *name,
                             const char *json, size_t json_bytes);

/// A Lua module that the host brings: source text for `require`.
typedef struct lualark_module {
  const char *name;  ///< such as "lark.report"; NULL ends a list
  const char *text;  ///< UTF-8
  size_t text_bytes; ///< 0: up to the NUL
} lualark_module;

/// How an engine is set up. lualark_options_init() fills in the defaults.
typedef struct lualark_options {
  size_t size; ///< sizeof (lualark_options), set by lualark_options_init()

  lark_allocator allocator; ///< of scripts and engine; resize NULL: realloc()

  // Of each script, unless its program says otherwise. 0: no limit.
  size_t memory_bytes;   ///< of Lua, answers included, as it is taken from the
                         ///< allocator; 64 MiB, a sandbox's most
  uint64_t instructions; ///< of the Lua machine; 0
  uint32_t time_ms;      ///< of wall-clock time, waiting included; 0

  size_t source_bytes; ///< the longest program; 1 MiB
  uint32_t slice_us;   ///< how long one script computes before another; 500
  uint32_t stall_ms;   ///< and where it cannot be interrupted, at most, of the
                       ///< processor's time; 10

  /// For scripts that other people wrote; docs/sandbox.md says what holds then.
  /// They have a Lua without io, package, debug and bytecode, and no client but
  /// the one below. A limit that is met ends a script whatever it does: no
  /// pcall and no handler of it runs any more. false
  bool sandbox;

  /// Where `require` looks for Lua modules, as in package.path; NULL: where a
  /// stock Lua does.
  const char *module_path;

  /// What lark.client() gives; stays the host's, who closes it after the
  /// engine. NULL: one with the options of the environment.
  lark_client *client;

  lark_log *log; ///< of the attempts of clients that scripts open
  void *log_user;

  lualark_exit *exit;       ///< NULL: nobody wants to know
  lualark_print *print;     ///< NULL: dropped
  lualark_print *warn;      ///< NULL: dropped
  lualark_message *message; ///< NULL: lark.send is an error
  void *user;               ///< of these four

  /// What `require` finds before it looks on the path; in a sandbox, and beside
  /// "lark" and "cjson", all there is. Stays the host's. NULL: none.
  const lualark_module *modules;

  /// In a sandbox, what client:request() may ask for: a path such as
  /// "/open-apis/hire/v1/jobs/:id", where :id stands for one segment, or
  /// "/open-apis/hire/v1/*" for all that is below; "GET /..." for one method
  /// alone. Ended by NULL; stays the host's. NULL: nothing; the catalog's
  /// endpoints are allowed all the same.
  const char *const *paths;

  // More of each script. 0: no limit; in a sandbox the figure that is given.
  size_t block_bytes;       ///< in one piece; an eighth of its memory, and a
                            ///< sixteenth for a string
  uint64_t response_bytes;  ///< of one answer of the platform; 1 MiB
  uint32_t calls_in_flight; ///< of the platform and of host functions; 100
  uint32_t coroutine_depth; ///< coroutines that run inside another; 100
  uint32_t log_bytes;       ///< of print and warn, in a second; 65536

  /// Of clients that scripts open, who never get to see it; stays the host's,
  /// and outlives the engine. NULL: none
  const lark_recorder *recorder;
} lualark_options;

/// Fills in the defaults; `size` is sizeof *options.
LARK_API void lualark_options_init(lualark_options *options, size_t size);

/// Makes an engine. On LARK_OK the caller owns `*out` and ends it with
/// lualark_close(). Otherwise `*out` is NULL: LARK_EINVAL where `slice_us` or
/// `source_bytes` is 0, or a module has no text; LARK_ENOMEM where memory or
/// descriptors lack.
LARK_API lark_status lualark_open(const lualark_options *options,
                                  lualark_engine **out);

/// Ends an engine: scripts that run end as LARK_ECANCELLED, their exit
/// callbacks running before it returns. Inside a callback it takes effect when
/// the outermost function returns. NULL is allowed.
LARK_API void lualark_close(lualark_engine *engine);

// --------------------------------------------------------------------- scripts

/// What to run. Zeros stand for the engine's defaults.
typedef struct lualark_program {
  const char *name;      ///< for messages; "script"
  const char *text;      ///< Lua source, UTF-8; copied
  size_t text_bytes;     ///< 0: up to the NUL
  const char *arguments; ///< a JSON array: the script's `...`; NULL: none
  size_t memory_bytes;
  uint64_t instructions;
  uint32_t time_ms;
} lualark_program;

/// Starts a script; its first line runs in the next step. It runs until its
/// last line, the tasks that it spawned, and the handlers that it registered
/// with lark.on() are done.
///
/// On LARK_OK it ends once, in the exit callback; `script`, unless NULL, gets
/// its name. Otherwise nothing was started: LARK_EINVAL where the text is
/// bytecode, too long, not UTF-8 or no Lua, or the arguments are no JSON array;
/// LARK_ECLOSED, LARK_ENOMEM. lualark_last_error() says more.
LARK_API lark_status lualark_start(lualark_engine *engine,
                                   const lualark_program *program,
                                   lualark_script *script);

/// Why the latest failing function of this engine failed (those that have it
/// const apart), in one line. Never
/// NULL; good until the next call of any of its functions.
LARK_API const char *lualark_last_error(const lualark_engine *engine);

/// Ends a script, whatever it does; its exit callback runs in the next step.
/// LARK_ESTALE where it has ended already.
LARK_API lark_status lualark_kill(lualark_engine *engine,
                                  lualark_script script);

/// Asks a script to come to an end with what it has: its calls of the platform
/// end as cancelled, "interrupted", and so do those that it makes from now on;
/// lark.sleep() returns at once. What waits for the host's functions goes on
/// waiting. LARK_ESTALE where it has ended already.
LARK_API lark_status lualark_interrupt(lualark_engine *engine,
                                       lualark_script script);

/// Lets a script finish: no event that is sent from now on reaches it, and it
/// ends when it has nothing left to do. For a new version, start that and
/// retire the old one.
LARK_API lark_status lualark_retire(lualark_engine *engine,
                                    lualark_script script);

/// Scripts that have not ended.
LARK_API size_t lualark_scripts(const lualark_engine *engine);

/// Fills in `*usage`, up to `usage->size`. LARK_ESTALE where it has ended.
LARK_API lark_status lualark_script_usage(const lualark_engine *engine,
                                          lualark_script script,
                                          lualark_usage *usage);

// ------------------------------------------------------------------ the border

/// A function of the host's, which scripts call as host.<name>(...).
/// `arguments` is a JSON array. It is answered with lualark_answer() or
/// lualark_refuse(), inside or at any later time; until then the script's
/// coroutine waits.
typedef void lualark_function(void *user, lualark_engine *engine,
                              lualark_script script, lualark_pending pending,
                              const char *arguments, size_t arguments_bytes);

/// Offers a function to scripts that start from now on. Its name is a Lua name.
/// A second one of that name replaces the first. LARK_EINVAL or LARK_ENOMEM.
LARK_API lark_status lualark_offer(lualark_engine *engine, const char *name,
                                   lualark_function *function, void *user);

/// Answers with a JSON value, which host.<name>() returns; NULL for nil. What
/// is no JSON becomes an error in the script. LARK_ESTALE where nobody waits
/// any more, or it was answered already; LARK_ENOMEM.
LARK_API lark_status lualark_answer(lualark_engine *engine,
                                    lualark_pending pending, const char *json);

/// Answers with an error, which host.<name>() raises with its name.
LARK_API lark_status lualark_refuse(lualark_engine *engine,
                                    lualark_pending pending,
                                    const char *message);

/// Sends an event to a script, or to all with 0: a task for each function that
/// was registered with lark.on(name, fn). `json` is its argument; NULL for nil.
/// LARK_EINVAL where that is no JSON, LARK_ESTALE, LARK_ENOMEM.
LARK_API lark_status lualark_emit(lualark_engine *engine, lualark_script script,
                                  const char *name, const char *json);

// --------------------------------------------------------------------- driving

/// Runs scripts, traffic and timers for about `budget_us`, and never sleeps. A
/// script that computes is interrupted, so that all have their turn. LARK_OK,
/// or LARK_ENOMEM where the loop itself lacked memory; nothing is lost then.
LARK_API lark_status lualark_step(lualark_engine *engine, uint32_t budget_us);

/// For programs without a loop: sleeps until there is something to do, at most
/// `timeout_ms` (-1: without end), and does it.
LARK_API lark_status lualark_wait(lualark_engine *engine, int timeout_ms);

/// One descriptor, readable (level-triggered) whenever lualark_step() has work,
/// timers included. It stays the engine's. -1 where none could be made.
LARK_API int lualark_fd(lualark_engine *engine);

/// For loops without descriptors: milliseconds until lualark_step() has work of
/// its own, 0 for now, -1 for none. Traffic is not foreseen.
LARK_API int lualark_timeout_ms(lualark_engine *engine);

/// Makes a lualark_wait() in another thread return, or the next one.
LARK_API void lualark_wakeup(lualark_engine *engine);

#ifdef __cplusplus
}
#endif

#endif
