// SPDX-License-Identifier: MIT

/// liblualark: many Lua scripts inside a program that never stalls.
///
/// An engine runs scripts, each in a Lua state of its own. They share clients,
/// connections, tokens and rate budgets. The program keeps its loop, and gives
/// the engine a little time in each round:
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
/// - One thread at a time uses an engine and all that belongs to it; they may
///   move between threads. Only lualark_wakeup() and the lualark_post_
///   functions may be called from any thread at any time.
/// - Callbacks run from lualark_step(), lualark_wait() and lualark_close(), and
///   from no other function. A callback may call every function here, closing
///   included.
/// - Values cross between script and host as JSON text: integers keep their 64
///   bits, and arrays stay arrays. What a callback gets is valid until it
///   returns.
/// - The handle of a script or a call that has ended is stale, not dangling:
///   functions return LARK_ESTALE for it.
/// - A pointer may be NULL only where its comment says what that means.
///
/// It includes <lualark_look.h>: tracebacks, figures, a profiler, a debugger.
#ifndef LUALARK_H
#define LUALARK_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lualark_engine lualark_engine;

/// The handle of a script that was started; never reused. 0 is no script.
typedef uint64_t lualark_script;

/// The handle of a call of a host function that waits for its answer; never
/// reused.
typedef uint64_t lualark_pending;

// --------------------------------------------------------------------- options

/// The use that a script has made so far of memory, time and the rest.
typedef struct lualark_usage {
  size_t size;         ///< sizeof (lualark_usage), set by the caller
  size_t memory_bytes; ///< held now: by Lua, and for the script elsewhere
  size_t peak_bytes;   ///< the most that it held
  /// Run by the Lua machine, to the thousand. Where a signal interrupts the
  /// script, only those that C functions count for.
  uint64_t instructions;
  uint64_t cpu_us;  ///< how long it was running
  uint64_t wall_us; ///< since it was started
  uint64_t calls;   ///< to the platform and to host functions

  // How far lark.map is. Counts the maps that run side by side, and not those
  // that their rows run. After the last one the rows stay until the next
  // begins.
  uint64_t maps; ///< running now
  uint64_t rows_ended;
  uint64_t rows_total;

  // Calls of the clients that it has open, including those of other scripts
  // that share them.
  uint64_t limit_waits;   ///< calls that waited for a rate budget
  uint64_t limit_waiting; ///< calls that wait for one now

  uint64_t events_waiting; ///< that lualark_emit() took, and nobody has got yet

  uint64_t messages;         ///< that the host got
  uint64_t messages_refused; ///< beyond the rate that options.messages sets
  uint64_t lines_dropped;    ///< printed and warned beyond options.log_bytes

  uint64_t calls_in_flight; ///< to the platform and to host functions, not
                            ///< answered yet; with those that wait for a budget

  uint64_t events;      ///< delivered to functions of lark.on()
  uint64_t share_waits; ///< how often it waited since its share was used up
} lualark_usage;

/// How a script ended.
typedef struct lualark_end {
  size_t size; ///< sizeof (lualark_end), as the library knows it
  lualark_script script;
  const char *name; ///< the program's
  lark_status status;
  const char *result; ///< the first value that it returned, as JSON, or "null"
  size_t result_bytes;
  /// Why it failed; NULL if `status` is LARK_OK. The error of a call, returned
  /// as `nil, err` or raised, keeps its status. Any other error, such as a
  /// string, is LARK_ESCRIPT; the message of a table without __tostring is its
  /// JSON. LARK_ECANCELLED and LARK_ELIMIT say that the script was ended from
  /// outside. A message of the script's own may not be UTF-8, and ends at its
  /// first NUL.
  const lark_error *error;
  /// Where the error was raised; "" if that is not known.
  const char *traceback;
  lualark_usage usage;
} lualark_end;

/// Called once for each script when it has ended. `end` is valid until the
/// callback returns.
typedef void lualark_exit(void *user, lualark_engine *engine,
                          const lualark_end *end);

/// Called with a line that a script printed, or a warning that it gave, without
/// a newline. The text is the script's own: it may not be UTF-8, and may hold
/// NULs.
typedef void lualark_print(void *user, lualark_engine *engine,
                           lualark_script script, const char *text,
                           size_t text_bytes);

/// Called with the name and the value, as JSON, of each lark.send(name, value).
typedef void lualark_message(void *user, lualark_engine *engine,
                             lualark_script script, const char *name,
                             const char *json, size_t json_bytes);

/// A Lua module that the host brings for `require`.
typedef struct lualark_module {
  const char *name;  ///< such as "lark.report"; NULL ends a list
  const char *text;  ///< source text, UTF-8
  size_t text_bytes; ///< 0: up to the NUL
} lualark_module;

/// How an engine is set up. lualark_options_init() fills in the defaults.
typedef struct lualark_options {
  size_t size; ///< sizeof (lualark_options), set by lualark_options_init()

  /// Allocates the memory of the engine and its scripts; `resize` NULL:
  /// realloc().
  lark_allocator allocator;

  // Limits of each script, unless its program says otherwise. 0: no limit.

  /// Bytes taken from the allocator for its Lua state, and for answers that it
  /// gets. Default: 64 MiB; 0 stands for that in a sandbox.
  size_t memory_bytes;
  uint64_t instructions; ///< of the Lua machine. Default: 0
  uint32_t time_ms;      ///< wall-clock time, waiting included. Default: 0

  size_t source_bytes; ///< the longest program. Default: 1 MiB

  /// How long one script computes before another has its turn. Where no other
  /// has work it goes on. Default: 500.
  uint32_t slice_us;
  /// How long it may compute beyond that where it cannot be interrupted, in
  /// time of the processor. Default: 10.
  uint32_t stall_ms;

  /// Scripts are sandboxed, for those that other people wrote. They have a Lua
  /// without io, package, debug and bytecode, and no client but the one below.
  /// A limit ends a script whatever it does: none of its pcalls and handlers
  /// runs any more. docs/sandbox.md says the rest. Default: false.
  bool sandbox;

  /// Where `require` looks for Lua modules, as in package.path. Copied. NULL:
  /// where a stock Lua looks.
  const char *module_path;

  /// The client that lark.client() returns to scripts. It stays the host's, who
  /// closes it after the engine. NULL: one with options from the environment.
  lark_client *client;

  lark_log *log; ///< logs the attempts of clients that scripts open; NULL: none
  void *log_user;

  lualark_exit *exit;       ///< NULL: ends are not reported
  lualark_print *print;     ///< NULL: lines are dropped
  lualark_print *warn;      ///< NULL: warnings are dropped
  lualark_message *message; ///< NULL: lark.send raises an error
  void *user;               ///< passed to these four

  /// Modules that `require` finds before it looks on the path. Sandboxed
  /// scripts have only these, "lark" and "cjson". Stay the host's. NULL: none.
  const lualark_module *modules;

  /// The paths that client:request() of a sandboxed script may ask for, besides
  /// the catalog's endpoints: a path such as "/open-apis/hire/v1/jobs/:id",
  /// where :id stands for one segment, or "/open-apis/hire/v1/*" for everything
  /// below; "GET /..." for one method alone. "DOWNLOAD /files.example.com" lets
  /// lark.download fetch files from that host, "DOWNLOAD /*" from any. A list
  /// that NULL ends; stays the host's. NULL: nothing.
  const char *const *paths;

  // Further limits of each script. 0: no limit, or the figure given here if it
  // is sandboxed.

  /// The largest single block. An eighth of its memory, and a sixteenth for a
  /// string.
  size_t block_bytes;
  uint64_t response_bytes;  ///< of one answer of the platform; 1 MiB
  uint32_t calls_in_flight; ///< to the platform and to host functions; 100
  uint32_t coroutine_depth; ///< coroutines that run inside each other; 100
  uint32_t log_bytes;       ///< printed and warned in a second; 65536

  /// Records the calls of clients that scripts open. Scripts cannot see it. It
  /// stays the host's, and outlives the engine. NULL: none.
  const lark_recorder *recorder;

  /// A signal that the engine may use to interrupt scripts, such as SIGRTMIN +
  /// 5. Scripts run as fast as in a stock Lua then; without one they take about
  /// twice as long, since their instructions are counted. Its handler belongs
  /// to the process while an engine has it: signals that no timer of an engine
  /// sent go to the handler that was there before, which comes back after the
  /// last engine. Engines may share a signal. Timers run only while Lua runs,
  /// and not during callbacks.
  ///
  /// Scripts with a limit of instructions are counted in any case. So are all
  /// where the signal cannot arrive, since the thread blocks it or its handler
  /// was replaced: lualark_preempt_trouble() says so. Default: 0, none.
  int preempt_signal;

  /// Events that may wait for one script; lualark_emit() refuses further ones.
  /// They count against its memory, of which they may take an eighth. Default:
  /// 10000, for which 0 stands, too.
  uint32_t events_waiting;

  /// Messages that a script may send in a second, with lark.send(); further
  /// ones raise an error in it. 0: no limit, or 1000 if it is sandboxed.
  uint32_t messages;

  /// How long a call of a host function waits for its answer: after that it
  /// raises an error in the script, and an answer is LARK_ESTALE. Default: 0,
  /// without end.
  uint32_t host_call_ms;

  /// How long a retired script may go on: then it ends as LARK_ELIMIT. Likewise
  /// how long one that is replaced may take to hand over its state. 0: no
  /// limit. Default: 60000.
  uint32_t retire_ms;

  // Limits of each event of a script, unless its program says otherwise: for
  // all functions that lark.on() registered for it, and the tasks that they
  // spawn. Beyond them the script ends as LARK_ELIMIT. 0: no limit.

  /// How long they compute, in milliseconds of the processor's time. Waiting,
  /// other scripts' turns and callbacks do not count. Default: 0.
  uint32_t event_ms;
  /// Instructions of the Lua machine, to the thousand, or to an eighth of a
  /// smaller limit; a task counts as 20, and 120 in a sandbox. They are counted
  /// one by one, as with a limit of instructions. Default: 0.
  uint64_t event_instructions;

  /// The most that a script may compute, unless its program says otherwise, in
  /// percent of the time that the engine gets: of each step's budget. Where
  /// steps have none, or follow each other sooner, of the time that passes.
  /// Beyond that the script waits, also where no other has work. 0 and 100: no
  /// limit. Default: 0.
  uint32_t share_percent;

  /// How many events and answers of other threads may wait until a script gets
  /// them, and the bytes of their texts. lualark_post_event() and its like
  /// refuse further ones. 0 stands for the defaults: 10000, and 64 MiB.
  uint32_t posts_waiting;
  size_t posts_bytes;
} lualark_options;

/// Fills in the defaults; `size` is sizeof *options.
LARK_API void lualark_options_init(lualark_options *options, size_t size);

/// Makes an engine. On LARK_OK the caller owns `*out` and ends it with
/// lualark_close(). Otherwise `*out` is NULL: LARK_EINVAL if `slice_us` or
/// `source_bytes` is 0, `share_percent` over 100, a module has no text, or
/// `preempt_signal` is no signal that a program may handle; LARK_ENOMEM;
/// LARK_EFILES if no descriptor is left.
LARK_API lark_status lualark_open(const lualark_options *options,
                                  lualark_engine **out);

/// Why the signal in `preempt_signal` was not used when scripts ran last, so
/// that they were counted; NULL if it was used, or none was granted. Static.
LARK_API const char *lualark_preempt_trouble(const lualark_engine *engine);

/// Closes an engine: its scripts end as LARK_ECANCELLED, and their exit
/// callbacks run before it returns. Inside a callback it takes effect when the
/// outermost function returns. NULL is allowed.
LARK_API void lualark_close(lualark_engine *engine);

// --------------------------------------------------------------------- scripts

/// A script to run, copied by lualark_start(). A limit of 0 stands for the
/// engine's.
typedef struct lualark_program {
  const char *name;  ///< for messages; NULL: "script"
  const char *text;  ///< Lua source, UTF-8
  size_t text_bytes; ///< 0: up to the NUL
  /// A JSON array, the script's `...`. lualark_start() checks the text; its
  /// values are made when the script runs, within its slices. NULL: none.
  const char *arguments;
  size_t memory_bytes;
  uint64_t instructions;
  uint32_t time_ms;
  uint32_t event_ms;
  uint64_t event_instructions;
  uint32_t share_percent;
  /// How long its turns are where scripts compute side by side, in percent of
  /// options.slice_us: one with 200 gets twice the time of one with 100. From 1
  /// to 1000; 0: 100.
  uint32_t weight;
} lualark_program;

/// Starts a script; its first line runs in the next step. It goes on until its
/// last line has run, the tasks that it spawned have ended, and the functions
/// that it registered with lark.on() are unregistered.
///
/// On LARK_OK the exit callback will be called for it once, and `*script` is
/// its handle; `script` may be NULL. Otherwise nothing was started: LARK_EINVAL
/// if the text is bytecode, too long, not UTF-8 or no Lua, the arguments are no
/// JSON array, or its share or weight is out of range; LARK_ECONFIG if it is
/// sandboxed, and the Lua that runs is not one that the sandbox was tested on;
/// LARK_ECLOSED; LARK_ENOMEM. lualark_last_error() says more.
LARK_API lark_status lualark_start(lualark_engine *engine,
                                   const lualark_program *program,
                                   lualark_script *script);

/// Why a function of this engine failed last, in one line. Functions that take
/// a const engine do not set it. Never NULL; valid until the next call with
/// this engine.
LARK_API const char *lualark_last_error(const lualark_engine *engine);

/// Ends a script, whatever it does; its exit callback runs in the next step.
/// LARK_ESTALE if it has ended already.
LARK_API lark_status lualark_kill(lualark_engine *engine,
                                  lualark_script script);

/// Asks a script to come to an end with what it has: its calls to the platform
/// end as cancelled, "interrupted", and so do those that it starts from now on;
/// lark.sleep() returns at once. Calls to host functions go on waiting.
/// LARK_ESTALE if it has ended already.
LARK_API lark_status lualark_interrupt(lualark_engine *engine,
                                       lualark_script script);

/// Lets a script finish: events that are sent from now on do not reach it, and
/// it ends when it has nothing left to do, or options.retire_ms later.
/// LARK_ESTALE if it has ended already; LARK_ENOMEM.
LARK_API lark_status lualark_retire(lualark_engine *engine,
                                    lualark_script script);

/// Replaces a script by a new version, which begins with the state that the old
/// one hands over. The program is compiled at once; from then on the new
/// version gets the events that are sent to the old one, or to all. The old one
/// first handles the events that it has, to the end of their functions, and
/// then runs the function that it gave to lark.on_replace(), which may wait,
/// too. Its value, as JSON, is what lark.state() returns in the new version,
/// which begins now, and the old one is retired. Without such a function the
/// state that the old one was given itself is passed on, if any.
///
/// If that function fails, its value has no JSON form or is too large for the
/// new version's memory, or it takes longer than options.retire_ms, the new
/// version ends with the reason, as LARK_ESCRIPT or LARK_ELIMIT, and the old
/// one goes on, and gets the events that came meanwhile. If the old one ends
/// before, the new version begins, and lark.state() returns nil and why.
///
/// A new version may be replaced before it has begun: the next one waits for
/// it. If it ends while it waits, the next one waits for the version before it.
///
/// Returns what lualark_start() does, and where that is not LARK_OK nothing has
/// changed; LARK_ESTALE if the old version has ended already; LARK_EAGAIN if it
/// is being replaced already.
LARK_API lark_status lualark_replace(lualark_engine *engine, lualark_script old,
                                     const lualark_program *program,
                                     lualark_script *script);

/// How many scripts have not ended.
LARK_API size_t lualark_scripts(const lualark_engine *engine);

/// The memory of all scripts, in bytes. Includes that of scripts that have
/// ended: lualark_step() gives it back bit by bit, where it has time left, and
/// at least a MiB at a time; so does each lualark_start().
LARK_API size_t lualark_memory_bytes(const lualark_engine *engine);

/// Fills in `*usage`, up to `usage->size`. LARK_ESTALE if the script has ended.
LARK_API lark_status lualark_script_usage(const lualark_engine *engine,
                                          lualark_script script,
                                          lualark_usage *usage);

// ------------------------------------------------- between scripts and host

/// A function of the host's, which scripts call as host.<name>(...).
/// `arguments` is a JSON array. The call is answered with lualark_answer() or
/// lualark_refuse(), inside the function or at any later time; until then the
/// script's coroutine waits.
typedef void lualark_function(void *user, lualark_engine *engine,
                              lualark_script script, lualark_pending pending,
                              const char *arguments, size_t arguments_bytes);

/// Offers a function to scripts that start from now on, with `user` for its
/// first argument. A second function of the same name replaces the first.
/// LARK_EINVAL if `name`, which is copied, is no Lua name; LARK_ENOMEM.
LARK_API lark_status lualark_offer(lualark_engine *engine, const char *name,
                                   lualark_function *function, void *user);

/// Answers with a JSON value, which host.<name>() returns; NULL stands for nil.
/// It is copied. Text that is no JSON becomes an error in the script.
/// LARK_ESTALE if the call was answered already, or its script has given it up;
/// LARK_ENOMEM.
LARK_API lark_status lualark_answer(lualark_engine *engine,
                                    lualark_pending pending, const char *json);

/// Answers with an error, which host.<name>() raises: its name and `message`.
/// LARK_ESTALE and LARK_ENOMEM as above.
LARK_API lark_status lualark_refuse(lualark_engine *engine,
                                    lualark_pending pending,
                                    const char *message);

/// Gives all scripts a JSON value to read, which is kept once, whatever their
/// number: lark.data(name) returns it. In Lua its lists and objects are
/// userdata that read as tables: indexing, `#`, pairs, ipairs and lark.encode()
/// work, and writing raises. No script is charged for it.
///
/// Other data of the same name are replaced; `json` NULL takes them away.
/// Scripts that look at the old ones keep them until they call lark.data()
/// again, or end. Both texts are copied. Reading takes about as long as
/// lark_document_parse(), and needs its memory meanwhile. LARK_EINVAL if `name`
/// is empty or `json` is no JSON; LARK_ENOMEM.
LARK_API lark_status lualark_set_data(lualark_engine *engine, const char *name,
                                      const char *json);

/// The memory that these data take, in bytes, without those that were replaced.
/// lualark_memory_bytes() does not count it.
LARK_API size_t lualark_data_bytes(const lualark_engine *engine);

/// Sends an event to a script, or to all if `script` is 0. Each function that
/// was registered with lark.on(name, fn) runs in a task, with the JSON value as
/// its argument; NULL stands for nil. Events are delivered in order, within the
/// script's slices. Both texts are copied; the JSON is only checked here, and
/// its value made within these slices. LARK_EAGAIN if too many events wait
/// for the script already: step the engine, and send it again. LARK_ELIMIT if
/// its memory has no room for this one alone. If one of all scripts does not
/// get the event for such a reason, the others do. LARK_EINVAL if `json` is no
/// JSON; LARK_ESTALE if the script has ended; LARK_ENOMEM.
LARK_API lark_status lualark_emit(lualark_engine *engine, lualark_script script,
                                  const char *name, const char *json);

// -------------------------------------------------------- from other threads

// These may be called from any thread, as long as the engine exists, also while
// another thread steps it: they put copies into a mailbox, under a lock that
// nobody holds for long, and wake the engine. No thread but the one that steps
// ever runs Lua or callbacks. lualark_step() and lualark_wait() take out what
// is there, the oldest first, at most a quarter of their budget long. They do
// not set lualark_last_error().
//
// LARK_OK says that it is in the mailbox. An event whose script has ended by
// then, or has no memory for it alone, is dropped, and so is an answer that
// nobody waits for any more. LARK_ENOMEM says that there was no memory for the
// copy; if memory lacks later, the event or the answer is dropped, too.

/// As lualark_emit(). Where too many events wait for its script, it waits for
/// them, and events of other scripts pass. LARK_EAGAIN if the mailbox is full:
/// try again later; LARK_EINVAL if `name` is NULL or `json` is no JSON;
/// LARK_ENOMEM.
LARK_API lark_status lualark_post_event(lualark_engine *engine,
                                        lualark_script script, const char *name,
                                        const char *json);

/// As lualark_answer(). LARK_EAGAIN and LARK_ENOMEM as above.
LARK_API lark_status lualark_post_answer(lualark_engine *engine,
                                         lualark_pending pending,
                                         const char *json);

/// As lualark_refuse(). LARK_EAGAIN and LARK_ENOMEM as above.
LARK_API lark_status lualark_post_refuse(lualark_engine *engine,
                                         lualark_pending pending,
                                         const char *message);

// --------------------------------------------------------------------- driving

/// Runs scripts, traffic and timers for about `budget_us` microseconds, and
/// never sleeps. A script that computes for long is interrupted, so that all
/// have their turns. With 0, each script that is ready has one turn. LARK_OK,
/// or LARK_ENOMEM if the loop itself lacked memory; nothing is lost then.
LARK_API lark_status lualark_step(lualark_engine *engine, uint32_t budget_us);

/// For programs without a loop: sleeps until there is something to do, at most
/// `timeout_ms` milliseconds (-1: without end), and does it. Returns what
/// lualark_step() does.
LARK_API lark_status lualark_wait(lualark_engine *engine, int timeout_ms);

/// One descriptor for any loop to watch: it is readable (level-triggered)
/// whenever lualark_step() has work, timers included. It stays the engine's. -1
/// if none could be made.
LARK_API int lualark_fd(lualark_engine *engine);

/// For loops without descriptors: milliseconds until a timer gives
/// lualark_step() work, 0 if it has some now, -1 if no timer is set. Does not
/// know when answers arrive.
LARK_API int lualark_timeout_ms(lualark_engine *engine);

/// Makes the lualark_wait() that another thread is in return, or the next one.
LARK_API void lualark_wakeup(lualark_engine *engine);

#ifdef __cplusplus
}
#endif

#include "lualark_look.h"

#endif
