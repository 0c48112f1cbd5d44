// SPDX-License-Identifier: MIT
#include "host.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <signal.h>
#include <stdio.h>

#include "clock.h"
#include "copy.h"
#include "entry.h"
#include "error.h"
#include "inside.h"
#include "interrupt.h"
#include "library.h"
#include "log.h"
#include "lualark.h"
#include "recorder.h"
#include "relay.h"
#include "visible.h"
#include "words.h"

enum { FIELDS = 1, LOOK_MS = 100, SAMPLE_US = 1000 };

typedef struct run {
  lua_State *L; ///< the command's; at index FIELDS is the table of fields
  FILE *prints; ///< where print goes
  bool sandboxed;
  bool erases; ///< there is a line of progress to take away first
  inside inside;
  lualark_entry entry; ///< outlives the script
  lualark_engine *engine;
  lualark_script script;
  lark_client *client;    ///< of a sandboxed script
  lark_result *no_client; ///< why there is none
  uint64_t next_look_us;
  bool listens;          ///< the first signal stops it, and interrupts nothing
  uint64_t interrupt_us; ///< it is interrupted then; 0: it has not been stopped
  bool interrupted;
  uint64_t rows_total; ///< to be read when it was interrupted
  relay relay;         ///< an editor at the standard streams
  uint16_t port;       ///< where an editor debugs it; 0: none does
  bool relays;
  bool ended;
  uint64_t lines_dropped;
} run;

// -------------------------------------------------------- calls of the command

// A call of a field with the values that `push` puts on the stack.
typedef struct field_call {
  const char *name;
  int (*push)(lua_State *L, const void *what); ///< NULL: no values
  const void *what;
} field_call;

// Arguments: the fields, a field_call.
static int call(lua_State *L) {
  const field_call *called = lua_touserdata(L, 2);
  lua_getfield(L, 1, called->name);
  int count = called->push != NULL ? called->push(L, called->what) : 0;
  lua_call(L, count, 0);
  return 0;
}

// The engine and the script's state stand between this and whoever could catch
// an error, so it is shown instead.
static void call_field(const run *r, const char *name,
                       int (*push)(lua_State *L, const void *what),
                       const void *what) {
  field_call called = {name, push, what};
  lua_pushcfunction(r->L, call);
  lua_pushvalue(r->L, FIELDS);
  lua_pushlightuserdata(r->L, &called);
  if (lua_pcall(r->L, 2, 0, 0) == LUA_OK) return;
  fprintf(stderr, "lualark: %s\n", luaL_tolstring(r->L, -1, NULL));
  lua_pop(r->L, 2);
}

static int push_copies(lua_State *L, const void *what) {
  lua_State *from = *(lua_State *const *)what;
  int count = lua_gettop(from);
  luaL_checkstack(L, count, "what the script tells");
  for (int i = 1; i <= count; i++)
    copy_value(from, i, L);
  return count;
}

static void tell(void *user, const char *name, lua_State *from) {
  call_field(user, name, push_copies, &from);
}

static int push_log_entry(lua_State *L, const void *entry) {
  lualark_log_push(L, entry);
  return 1;
}

static void on_log(void *user, const lark_log_entry *entry) {
  call_field(user, "log", push_log_entry, entry);
}

// ------------------------------------------------------------------- printing

// The text of a script that nobody trusts: what would move the cursor or colour
// the terminal is written out.
static void write_visible(FILE *to, const char *text, size_t bytes) {
  char name[LUALARK_VISIBLE_ROOM];
  for (size_t at = 0; at < bytes;) {
    size_t length = 1;
    bool stays = text[at] == '\n' || text[at] == '\t';
    name[0] = '\0';
    if (!stays) length = lualark_visible_character(text + at, bytes - at, name);
    if (name[0] != '\0')
      fputs(name, to);
    else
      fwrite(text + at, 1, length, to);
    at += length;
  }
}

static void write_line(const run *r, FILE *to, const char *prefix,
                       const char *text, size_t bytes) {
  if (r->erases) call_field(r, "erase", NULL, NULL);
  fputs(prefix, to);
  if (r->sandboxed)
    write_visible(to, text, bytes);
  else
    fwrite(text, 1, bytes, to);
  fputc('\n', to);
  fflush(to); // as Lua's print does
}

static void print_inside(void *user, const char *text, size_t bytes) {
  const run *r = user;
  write_line(r, r->prints, "", text, bytes);
}

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *text, size_t bytes) {
  (void)engine, (void)script;
  print_inside(user, text, bytes);
}

static void on_warn(void *user, lualark_engine *engine, lualark_script script,
                    const char *text, size_t bytes) {
  (void)engine, (void)script;
  write_line(user, stderr, "Lua warning: ", text, bytes);
}

// lark.send() works, but the command listens to no messages.
static void on_message(void *user, lualark_engine *engine,
                       lualark_script script, const char *name,
                       const char *json, size_t bytes) {
  (void)user, (void)engine, (void)script, (void)name, (void)json, (void)bytes;
}

// --------------------------------------------------- progress and interruption

static int push_progress(lua_State *L, const void *what) {
  const lualark_usage *used = what;
  const uint64_t numbers[] = {used->rows_ended,  used->rows_total,
                              used->limit_waits, used->limit_waiting,
                              used->calls,       used->calls_in_flight,
                              used->cpu_us};
  enum { NUMBERS = sizeof numbers / sizeof numbers[0], SOON_US = 1000000 };
  bool counts = used->maps > 0;
  // A short script has nothing to say.
  if (!counts && used->limit_waiting == 0 && used->wall_us < SOON_US) return 0;
  for (int i = 0; i < NUMBERS; i++) {
    // The first two are about rows.
    if (counts || i >= 2)
      lua_pushinteger(L, (lua_Integer)numbers[i]);
    else
      lua_pushnil(L);
  }
  return NUMBERS;
}

static void interrupt(run *r, const lualark_usage *used) {
  r->interrupted = true;
  r->rows_total = used->maps > 0 ? used->rows_total : 0;
  lualark_interrupt(r->engine, r->script);
}

// The first signal to a program that listens: it takes nothing more, and what
// runs may end. True where that has taken too long.
static bool stop(run *r, uint64_t now_us) {
  if (r->interrupt_us == 0) {
    lua_getfield(r->L, FIELDS, "grace_ms");
    r->interrupt_us = now_us + (uint64_t)lua_tointeger(r->L, -1) * 1000;
    lua_pop(r->L, 1);
    r->inside.stops = true;
    call_field(r, "stops", NULL, NULL);
  }
  return now_us >= r->interrupt_us;
}

// Passes on the first Ctrl-C, and shows how far the script is, ten times a
// second.
static void look(void *user) {
  run *r = user;
  lualark_usage used = {.size = sizeof used};
  uint64_t now_us = lark_now_us();
  bool now = interrupt_seen() && !r->interrupted;
  if (now && r->listens) now = stop(r, now_us);
  if (!now && now_us < r->next_look_us) return;
  r->next_look_us = now_us + (uint64_t)LOOK_MS * 1000;
  if (lualark_script_usage(r->engine, r->script, &used) != LARK_OK) return;
  if (now) interrupt(r, &used);
  // After an interruption no progress is shown.
  if (r->interrupted) used.maps = used.limit_waiting = used.wall_us = 0;
  call_field(r, "progress", push_progress, &used);
}

// ------------------------------------------------------------------ the ending

// Arguments: the error, the traceback. Returns both as the command gets them.
static int push_ending(lua_State *L) {
  lualark_error_push(L, lua_touserdata(L, 1));
  lua_pushstring(L, lua_touserdata(L, 2));
  return 2;
}

// Leaves the error and the traceback on the command's stack.
static void fail(const run *r, const lark_error *error, const char *traceback) {
  lua_pushcfunction(r->L, push_ending);
  lua_pushlightuserdata(r->L, (void *)(uintptr_t)error);
  lua_pushlightuserdata(r->L, (void *)(uintptr_t)traceback);
  if (lua_pcall(r->L, 2, 2, 0) != LUA_OK) lua_pushliteral(r->L, "");
}

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  run *r = user;
  (void)engine;
  r->ended = true;
  r->lines_dropped = end->usage.lines_dropped;
  if (end->status != LARK_OK) fail(r, end->error, end->traceback);
}

static void fail_to_start(run *r, lark_status status) {
  lark_error error = {
      .status = status == LARK_ENOMEM ? LARK_ELIMIT : LARK_ESCRIPT,
      .msg = lualark_last_error(r->engine),
  };
  r->ended = true;
  fail(r, &error, "");
}

static void fail_to_open(run *r, lark_status status) {
  lark_error error = {.status = status, .msg = lark_strerror(status)};
  if (status == LARK_EFILES)
    error.hint = words_of("Raise the limit of open files (ulimit -n).");
  r->ended = true;
  fail(r, &error, "");
}

static const char *why_undebugged(const run *r, lark_status status) {
  if (r->port == 0) return lualark_last_error(r->engine);
  if (status != LARK_ECANCELLED) return lark_strerror(status);
  return r->relays && relay_is_over(&r->relay)
             ? words_of("the editor left before the script began")
             : words_of("interrupted before an editor attached");
}

static void fail_to_debug(run *r, lark_status status) {
  const char *why = why_undebugged(r, status);
  lark_error error = {.status = status, .msg = why};
  r->ended = true;
  fail(r, &error, "");
}

// --------------------------------------------------------------------- set-up

static lua_Integer number_of(const run *r, const char *name) {
  lua_getfield(r->L, FIELDS, name);
  lua_Integer number = lua_tointeger(r->L, -1);
  lua_pop(r->L, 1);
  return number;
}

static bool is_set(const run *r, const char *name) {
  lua_getfield(r->L, FIELDS, name);
  bool set = lua_toboolean(r->L, -1);
  lua_pop(r->L, 1);
  return set;
}

// The report library as a list; it and the texts stay on the stack.
static const lualark_module *push_modules(lua_State *L) {
  size_t count = 0;
  library_push(L);
  int modules = lua_gettop(L);
  for (lua_pushnil(L); lua_next(L, modules); count++)
    lua_pop(L, 1);
  lualark_module *list =
      lua_newuserdatauv(L, (count + 1) * sizeof(lualark_module), 0);
  size_t i = 0;
  for (lua_pushnil(L); lua_next(L, modules) && i < count; i++) {
    list[i].name = lua_tostring(L, -2);
    list[i].text = lua_tolstring(L, -1, &list[i].text_bytes);
    lua_pop(L, 1);
  }
  list[i] = (lualark_module){0};
  return list;
}

// A sandboxed script gets this client, which has the environment's credentials,
// but never the credentials themselves.
static void open_client(run *r) {
  lark_options options;
  lark_options_init(&options, sizeof options);
  lark_options_environment(&options);
  options.recorder = recorder_of_run();
  if (is_set(r, "log")) {
    options.log = on_log;
    options.log_user = r;
  }
  lark_open(&options, &r->client, &r->no_client);
}

static void set_limits(const run *r, lualark_options *options) {
  options->memory_bytes = (size_t)number_of(r, "memory");
  options->instructions = (uint64_t)number_of(r, "instructions");
  options->time_ms = (uint32_t)number_of(r, "time_ms");
  options->source_bytes = SIZE_MAX;
  // The script has this program to itself.
  options->stall_ms = UINT32_MAX;
  options->log_bytes = (uint32_t)number_of(r, "print_limit");
}

static void set_callbacks(run *r, lualark_options *options) {
  options->print = on_print;
  options->warn = on_warn;
  options->message = on_message;
  options->exit = on_exit_;
  options->user = r;
  if (!is_set(r, "log")) return;
  options->log = on_log;
  options->log_user = r;
}

static lark_status open_engine(run *r) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  set_limits(r, &options);
  set_callbacks(r, &options);
  options.sandbox = is_set(r, "sandbox");
  options.preempt_signal = SIGRTMIN + 5; // this program takes none of these
  options.recorder = recorder_of_run();
  r->inside.unrestricted = is_set(r, "unrestricted");
  if (options.sandbox) open_client(r);
  options.client = r->client;
  lua_getfield(r->L, FIELDS, "path");
  options.module_path = lua_tostring(r->L, -1);
  // An unrestricted script finds the report library on its path.
  if (!r->inside.unrestricted) options.modules = push_modules(r->L);
  lark_status status = lualark_open(&options, &r->engine);
  if (status == LARK_OK && is_set(r, "flame"))
    status = lualark_set_sampling(r->engine, SAMPLE_US);
  return status;
}

// ------------------------------------------------------------------- debugging

static void work_while_stopped(void *user, lualark_engine *engine) {
  (void)engine;
  look(user);
}

static lark_status open_debugger(run *r) {
  lualark_debugger_options options = {
      .size = sizeof options,
      .port = (uint16_t)number_of(r, "port"),
      .sandbox = true,
      .idle = work_while_stopped,
      .user = r,
  };
  lark_status status = lualark_set_debugger(r->engine, &options, &r->port);
  if (status != LARK_OK || !is_set(r, "relays")) return status;
  status = relay_open(&r->relay, r->port);
  r->relays = status == LARK_OK;
  return status;
}

static int push_port(lua_State *L, const void *what) {
  lua_pushinteger(L, *(const uint16_t *)what);
  return 1;
}

// Waits until an editor has attached and set its breakpoints; false on Ctrl-C,
// or if the one that started this is gone.
static bool wait_for_editor(run *r) {
  if (!r->relays) call_field(r, "waits", push_port, &r->port);
  while (lualark_get_debugger(r->engine) != LUALARK_DEBUGGER_ATTACHED) {
    if (interrupt_seen() || (r->relays && relay_is_over(&r->relay)))
      return false;
    lualark_wait(r->engine, LOOK_MS);
  }
  return true;
}

static lark_status begin_debugging(run *r) {
  if (!is_set(r, "debugs")) return LARK_OK;
  lark_status status = open_debugger(r);
  if (status != LARK_OK || wait_for_editor(r)) return status;
  return LARK_ECANCELLED;
}

// ------------------------------------------------------------------------ run

static lark_status start(run *r) {
  r->entry = (lualark_entry){
      .push = inside_push,
      .user = &r->inside,
      .unrestricted = r->inside.unrestricted,
      .look = look,
      .look_user = r,
  };
  lualark_program program = {.name = "lualark"};
  return lualark_entry_start(r->engine, &program, &r->entry, &r->script);
}

static void drive(run *r) {
  lark_status status = begin_debugging(r);
  if (status == LARK_OK) {
    status = start(r);
    if (status != LARK_OK) fail_to_start(r, status);
  } else {
    fail_to_debug(r, status);
  }
  while (!r->ended) {
    lualark_wait(r->engine, LOOK_MS);
    look(r);
  }
}

static int push_samples(lua_State *L, const void *text) {
  lua_pushstring(L, text);
  return 1;
}

// Hands over where the script computed, also of one that failed.
static void tell_samples(run *r) {
  const char *text = is_set(r, "flame") ? lualark_samples(r->engine, NULL) : "";
  if (text == NULL)
    fprintf(stderr, "lualark: %s\n", lualark_last_error(r->engine));
  else if (is_set(r, "flame"))
    call_field(r, "flame", push_samples, text);
}

static void close_all(run *r) {
  interrupt_release();
  lualark_close(r->engine);
  if (r->relays) relay_close(&r->relay);
  lark_close(r->client);
}

static void tell_dropped(const run *r) {
  if (r->lines_dropped == 0) return;
  fprintf(stderr,
          words_of("lualark: %llu lines were too much for a second, and were "
                   "dropped; --print-limit 1M allows more\n"),
          (unsigned long long)r->lines_dropped);
}

int host_run(lua_State *L) {
  run r = {.L = L};
  r.prints = is_set(&r, "to_stderr") ? stderr : stdout;
  r.erases = is_set(&r, "erase");
  r.sandboxed = is_set(&r, "sandbox");
  r.inside = (inside){
      .command = L,
      .prints = r.erases || r.prints == stderr,
      .tell = tell,
      .print = print_inside,
      .user = &r,
  };
  luaL_checkstack(L, 40, "a run");
  r.listens = is_set(&r, "listens");
  if (r.listens)
    interrupt_catch_patiently();
  else
    interrupt_catch();
  lark_status status = open_engine(&r);
  int before = lua_gettop(L);
  if (status == LARK_OK)
    drive(&r);
  else
    fail_to_open(&r, status);
  if (status == LARK_OK) tell_samples(&r);
  close_all(&r);
  tell_dropped(&r);
  if (r.interrupted)
    lua_pushinteger(L, (lua_Integer)r.rows_total);
  else
    lua_pushnil(L);
  lua_insert(L, before + 1);
  lua_settop(L, before + 3);
  if (r.no_client == NULL) return 3;
  lualark_error_push(L, lark_result_error(r.no_client));
  lark_result_free(r.no_client);
  return 4;
}
