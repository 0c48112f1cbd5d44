// SPDX-License-Identifier: MIT

/// An engine from the inside. Each part has a file of its own; this is where
/// they meet.
///
/// A script is a Lua state with the binding's scheduler in it. Where lark.run()
/// would drive the loop, the engine does: it steps the clients, rings the
/// alarms and runs the tasks of those scripts that have some ready, a slice
/// each.
#ifndef LUALARK_ENGINE_H
#define LUALARK_ENGINE_H

#include <locale.h>
#include <setjmp.h>

#include "heap.h"
#include "lualark.h"
#include "task_record.h"

struct script;

/// First come, first served.
typedef struct script_queue {
  struct script *first, *last;
} script_queue;

/// Names for things that come and go: a slot's number in the low half, its
/// generation in the high half.
typedef struct handle_slot {
  void *thing; ///< NULL: free
  uint32_t generation;
  uint32_t next_free;
} handle_slot;

typedef struct handles {
  handle_slot *slots;
  uint32_t capacity, first_free;
} handles;

/// A client that scripts share.
typedef struct shared_client {
  struct shared_client *next;
  lark_client *core;
  bool borrowed; ///< the host's
  size_t references;
  char *key; ///< what it was opened with; holds secrets
  size_t key_bytes;
} shared_client;

/// A function of the host's.
typedef struct host_function {
  struct host_function *next;
  char *name;
  lualark_function *function;
  void *user;
} host_function;

/// A script's end that waits for its callback.
typedef struct ending {
  struct ending *next;
  lualark_end end;
  lark_error error;
  char *texts; ///< name, result and the error's, one after another
  char *trace; ///< NULL until there is one
} ending;

struct lualark_engine {
  lualark_options options;
  char *module_path;
  lark_store *store; ///< of the clients
  handles scripts, pendings;
  struct script *all; ///< a list
  size_t script_count;
  script_queue runnable;
  lualark_alarms alarms;
  shared_client *clients;
  host_function *functions;
  ending *ended_first, *ended_last;
  struct script *running;
  int epoll_fd, wakeup_fd;
  int timer_fd;      ///< -1 until the descriptor is asked for
  uint64_t timer_us; ///< what it is set to; 0: not set
  bool stepping;
  unsigned depth; ///< of functions that run callbacks
  bool closing;
  locale_t locale; ///< "C", which scripts of strangers run under
  char last_error[256];
};

/// An event on its way to a script.
typedef struct posted {
  struct posted *next;
  char *name, *json; ///< json NULL: nil
} posted;

typedef struct script {
  struct script *next_runnable;
  bool is_runnable;
  struct script *next, **link; ///< of all
  lualark_engine *engine;
  lualark_script id;
  char *name;
  lua_State *L;
  lualark_scheduler *scheduler;
  lualark_task *main;
  posted *first_event, *last_event;
  size_t handlers; ///< functions registered for events
  bool begun;      ///< its first line has run
  bool retired;

  // Limits, and why it is to end.
  bool sandboxed;
  heap heap;
  bool starved;          ///< memory was refused at its limit
  bool collecting;       ///< and Lua collects, to ask once more
  uint64_t stepped_at;   ///< heap.taken_bytes when it was made to collect some
  uint64_t collected_at; ///< heap.taken_bytes when it did so last
  uint64_t instruction_limit;
  lualark_alarm deadline;
  lark_status condemned; ///< LARK_OK: it may go on
  char verdict[200];
  bool is_spent;     ///< memory ran out in the task that failed
  ending *ending;    ///< made with the script, so that telling cannot fail
  bool leaving;      ///< its end is taken down, its own code running at times
  bool over;         ///< its state is being closed
  bool inside;       ///< its state is running, or the host for it
  jmp_buf *way_out;  ///< where a cut leads; NULL: nowhere
  jmp_buf *kept_way; ///< the same, while the host is called
  bool finalized;    ///< no finalizer is left to run
  bool is_told_of_gc;
  bool cut;              ///< its state was left in the middle: nobody enters it
  locale_t outer_locale; ///< of the thread, while it runs

  // What it prints and warns.
  char *warning; ///< its pieces so far; malloc'd
  size_t warning_bytes, warning_room;
  uint64_t log_window_us; ///< when the second began that log_bytes counts
  size_t log_bytes, log_dropped;

  uint64_t slice_end_us;
  uint64_t stalled_slice_us; ///< the slice that it went beyond, and since when
  uint64_t stalled_since_us;
  int patience; ///< steps until the clock is looked at
  bool compiling;
  uint32_t metatables;   ///< that it used, as far as is known
  const void *latest[8]; ///< of them
  unsigned latest_at;
  const void *latest_string; ///< a short one; NULL: it is gone
  uint64_t random;           ///< which of them are looked at
  unsigned string_gap;       ///< short strings until the next look
  unsigned looks, long_chains;
  uint64_t instructions, cpu_us, started_us, calls;
} script;

/// What lua_gc() takes as the size of a step.
#if LUA_VERSION_NUM >= 505
typedef size_t engine_gc_size;
#else
typedef int engine_gc_size;
#endif

// ------------------------------------------------------------------ handles.c

/// A name for a thing; 0 where memory lacks.
uint64_t engine_handle_new(handles *all, void *thing);
/// What it names, or NULL where that is over.
void *engine_handle_find(const handles *all, uint64_t handle);
void engine_handle_end(handles *all, uint64_t handle);
void engine_handles_clear(handles *all);

// ------------------------------------------------------------------- script.c

/// What the scheduler of a script asks of the engine.
extern const lualark_host engine_host;

/// Makes room in the state for what failed last; may raise.
void engine_failure_open(lua_State *L);

script *engine_script_of(const lualark_state *state);

/// The script of a thread: each starts with a copy of its main thread's space.
static inline script *engine_script_at(lua_State *L) {
  return *(script **)lua_getextraspace(L);
}

/// The coroutine of its that runs, or its main thread.
lua_State *engine_script_running(const script *s);
void engine_wake(script *woken);
script *engine_next_runnable(lualark_engine *engine);

/// Runs a script until its slice is over, and ends it where it is done.
void engine_script_run(script *runner, uint64_t slice_end_us);

/// Ends a script that is not running. `status` LARK_OK: by what it returned.
void engine_script_end(script *ended, lark_status status, const char *why);

/// What is there for a script before it ends, and after.
void engine_script_free(script *s);
void engine_script_unqueue(script *leaver);

/// Fills in what a script has used, up to `usage->size`.
void engine_usage_of(const script *s, lualark_usage *usage);

/// Makes a script end as soon as it can: at once, unless it is running.
void engine_script_condemn(script *condemned, lark_status status,
                           const char *why);

/// The same for a limit that was met where the thread is: the message gets that
/// place before it.
void engine_script_limit(script *s, lua_State *L, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// -------------------------------------------------------------------- guard.c

enum { ENGINE_CUT = -1 };

/// Calls the function below `argument_count` arguments on top of the script's
/// stack, as lua_pcall() does. ENGINE_CUT where the script was cut off in the
/// middle: its state must not be touched any more.
int engine_guard(script *guarded, int argument_count, int result_count);

/// Leaves the script's state in the middle of whatever it does, for good; for
/// scripts of strangers, inside engine_guard().
void engine_guard_cut(script *s) __attribute__((noreturn));

/// Closes the state of a trusted script, whose finalizers run. Its objects are
/// not freed one by one: their memory goes with the heap.
void engine_guard_close(script *s);

/// Where memory is given back: leaves the state if that is all that is left.
void engine_guard_closing(script *s);

/// After a callback of the host's, which may have told the script to end:
/// raises then, or leaves it.
void engine_guard_check(lua_State *L, script *s);

/// Around the host's callbacks: they run under the host's own locale, and no
/// cut leads past them.
void engine_guard_pause(script *s);
void engine_guard_resume(script *s);

// ------------------------------------------------------------------- memory.c

/// A script's lua_Alloc; `user` is the script.
void *engine_memory_resize(void *user, void *block, size_t old_bytes,
                           size_t new_bytes);

/// Memory lacks that was asked for outside of Lua: ends a stranger's script, if
/// its limit is why. Otherwise an error is to be raised.
void engine_memory_starve(script *s);

/// Writes that it used up its memory, and where the thread is.
void engine_memory_say(const script *s, lua_State *L, char *text, size_t room);

/// Where a stranger's script has much of its memory: collects a little. To be
/// called now and then while it runs.
void engine_memory_collect(script *s, lua_State *L);

/// What a new script may take.
void engine_memory_open(script *opened, size_t limit_bytes);

// ------------------------------------------------------------------- strain.c

/// What an instruction costs that works on a long string of Lua's, in bytes of
/// the dearest kind. `block` is the string as Lua has it in memory.
size_t engine_strain_of_string(const void *block, size_t bytes);

/// The same where nobody chose what is in it.
size_t engine_strain_of_length(const void *block, size_t bytes);

/// Puts stock functions that take time by the length of their strings under the
/// clock.
void engine_strain_open(lua_State *L);

// ------------------------------------------------------------------ collide.c

/// Before Lua fills a new block of a script's, which may be the nodes of a
/// table that grows: ends the script where their keys were chosen to collide
/// there.
void engine_collide_look(script *s, const void *block, size_t bytes);

/// Lua has made a short string: ends the script where the ones before were
/// chosen to share their place.
void engine_collide_string(script *s, const void *made);

// -------------------------------------------------------------------- trace.c

/// Where a thread is, as luaL_traceback() writes it; the outermost levels of a
/// deep stack are left out. Takes none of Lua's memory, so that it works at any
/// time. The text is the caller's, to be freed; NULL where memory lacks.
char *engine_trace(lua_State *L);

/// "script:12: " of the innermost level that is Lua, or "".
void engine_trace_place(lua_State *L, char *text, size_t room);

// ---------------------------------------------------------------- interrupt.c

/// Watches the Lua machine of a script: takes the processor back, counts.
void engine_interrupt_watch(script *watched);

/// Its time is over.
void engine_interrupt_expire(script *s, lua_State *L);

/// Before a coroutine of its runs.
void engine_interrupt_enter(lualark_state *state, lua_State *thread,
                            bool is_new);

/// Where time may have passed and nobody can yield: ends what is late, and lets
/// the next instruction yield where a slice is over.
void engine_interrupt_look(script *s, uint64_t steps);

/// What the thread has used of the processor, in microseconds.
uint64_t engine_interrupt_cpu_us(void);

/// Counts steps of a C function that was over soon; nobody yields.
void engine_interrupt_spend(lua_State *L, uint64_t steps);

/// What looking up a field may take, in steps: metatables stand in chains.
uint64_t engine_interrupt_lookup(const script *s);

/// After a long block was taken: the hook may have to come more often.
void engine_interrupt_tighten(script *s);

/// For C functions that take long: counts so many steps. True where the caller
/// is to yield now, with a continuation and no values. Raises where the script
/// is to end.
bool engine_interrupt_pause(lua_State *L, uint64_t steps);

// ------------------------------------------------------------------ strings.c

/// Puts functions that can be interrupted into the string library.
void engine_strings_open(lua_State *L);

// ------------------------------------------------------------------ sandbox.c

/// Opens the libraries that a stranger's script has, and then leaves of them
/// what is allowed there, of the module, too, whose table is on top. May raise.
void engine_sandbox_libraries(lua_State *L);
void engine_sandbox_open(lua_State *L, script *opened);

// ------------------------------------------------------------------ trusted.c

/// The same of a trusted script: all of Lua's, and then without what nobody
/// could interrupt. May raise.
void engine_trusted_libraries(lua_State *L);
void engine_trusted_open(lua_State *L, const script *opened);

// --------------------------------------------------------------------- load.c

/// Compiles source text in a stranger's state, seeing to the time; as
/// luaL_loadbufferx().
int engine_load_text(lua_State *L, const char *text, size_t bytes,
                     const char *name);

/// While it compiles: ends the script where a list of the compiler's, which
/// grows to so many bytes, is longer than may be gone through.
void engine_load_look(script *s, size_t bytes);

/// load(chunk, name, mode, env) for strangers: source text alone, and only so
/// much of it.
int engine_load(lua_State *L);

// ------------------------------------------------------------------ modules.c

/// Pushes the function of a module that the host brings; false, with nothing
/// pushed, where there is none of that name. Raises where it is no Lua.
bool engine_modules_push(lua_State *L, const script *s, const char *name);

/// Pushes `require` for strangers; `lark` is where the module's table stands.
void engine_modules_push_require(lua_State *L, int lark);

/// Puts them where the stock `require` looks first.
void engine_modules_preload(lua_State *L, const script *s);

// -------------------------------------------------------------------- paths.c

/// Whether client:request() may ask for that.
bool engine_paths_allow(const char *const *paths, const char *method,
                        const char *path);

// ------------------------------------------------------------------- format.c

/// The same for string.format and string.rep.
void engine_format_open(lua_State *L);

// ------------------------------------------------------------------- tables.c

/// The same for the table library.
void engine_tables_open(lua_State *L);

// ------------------------------------------------------------------- library.c

/// Fills a script's state: libraries, the module, the border. Arguments: the
/// script, as a light userdata. May raise.
int engine_library_open(lua_State *L);

// -------------------------------------------------------------------- print.c

/// print and warn, for the state; may raise.
void engine_print_open(lua_State *L, script *opened);
void engine_print_clear(script *closed);

// ------------------------------------------------------------------- border.c

/// lark.on, lark.send and host, for the state; may raise. The module's table is
/// on top.
void engine_border_open(lua_State *L, script *opened);

/// Starts the tasks of the events that came; raises memory errors.
void engine_border_deliver(lua_State *L, script *to);
void engine_border_clear(script *closed);

// ------------------------------------------------------------------- ending.c

/// Takes down how a script ended, before its state closes.
ending *engine_ending_take(script *ended, lark_status status, const char *why);
void engine_ending_free(ending *told);

// ------------------------------------------------------------------ clients.c

lark_client *engine_client_take(lualark_state *state,
                                const lark_options *options, const char *key,
                                size_t key_bytes, lark_result **why);
void engine_client_give(lualark_state *state, lark_client *client);

/// Steps those that have work.
lark_status engine_clients_step(lualark_engine *engine, uint64_t stop_us);

/// Closes those that nobody uses any more; `all`: the others, too.
void engine_clients_close(lualark_engine *engine, bool all);

/// Makes the host's client known; false where memory lacks.
bool engine_clients_open(lualark_engine *engine);

// -------------------------------------------------------------- in all rooms

/// Keeps why a function failed; returns `status`.
lark_status engine_fail(lualark_engine *engine, lark_status status,
                        const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Sets the timer behind the descriptor to when there is work.
void engine_arm(lualark_engine *engine);

#endif
