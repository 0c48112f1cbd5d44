// SPDX-License-Identifier: MIT
#include "limited.h"

#include <lauxlib.h>
#include <stdio.h>

#include "clock.h"
#include "error.h"
#include "interrupt.h"
#include "library.h"
#include "log.h"
#include "lualark.h"
#include "recording.h"
#include "watch.h"

enum { GIVEN = 1 }; // where the table of fields stands

typedef struct limited {
  lua_State *L;
  FILE *prints;
  lualark_engine *engine;
  lualark_script script;
  bool erases; ///< what is printed has to wait for that
  bool interrupted;
  uint64_t total_then; ///< rows to be read, when it was
  lark_client *client;
  lark_result *refused; ///< why there is no client
  uint64_t next_us;     ///< when to tell how far it is
  bool ended;
} limited;

// ------------------------------------------------------------------ callbacks

// Calls a field's function with the arguments on top; what it raises is told
// on stderr, for nobody here could catch it.
static void call_field(lua_State *L, int argument_count) {
  if (lua_pcall(L, argument_count, 0, 0) == LUA_OK) return;
  fprintf(stderr, "lualark: %s\n", luaL_tolstring(L, -1, NULL));
  lua_pop(L, 2);
}

// What shows the progress leaves its line to others.
static void erase(const limited *run) {
  if (!run->erases) return;
  lua_getfield(run->L, GIVEN, "erase");
  call_field(run->L, 0);
}

static void write_line(FILE *to, const char *text, size_t bytes) {
  fwrite(text, 1, bytes, to);
  fputc('\n', to);
}

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *text, size_t bytes) {
  const limited *run = user;
  (void)engine, (void)script;
  erase(run);
  write_line(run->prints, text, bytes);
}

static void on_warn(void *user, lualark_engine *engine, lualark_script script,
                    const char *text, size_t bytes) {
  (void)engine, (void)script;
  erase(user);
  fputs("Lua warning: ", stderr);
  write_line(stderr, text, bytes);
}

static void on_message(void *user, lualark_engine *engine,
                       lualark_script script, const char *name,
                       const char *json, size_t bytes) {
  const limited *run = user;
  (void)engine, (void)script;
  lua_getfield(run->L, GIVEN, "message");
  lua_pushstring(run->L, name);
  lua_pushlstring(run->L, json, bytes);
  call_field(run->L, 2);
}

static void on_log(void *user, const lark_log_entry *entry) {
  const limited *run = user;
  lua_getfield(run->L, GIVEN, "log");
  lualark_log_push(run->L, entry);
  call_field(run->L, 1);
}

// Leaves the error and the traceback on the stack, or nothing.
static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  limited *run = user;
  (void)engine;
  run->ended = true;
  if (end->status == LARK_OK) return;
  lualark_error_push(run->L, end->error);
  lua_pushstring(run->L, end->traceback);
}

// --------------------------------------------------------------------- set-up

static lua_Integer number_of(lua_State *L, const char *name) {
  lua_getfield(L, GIVEN, name);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

static bool is_set(lua_State *L, const char *name) {
  lua_getfield(L, GIVEN, name);
  bool set = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return set;
}

// The text of a field, which stays on the stack.
static const char *text_of(lua_State *L, const char *name) {
  lua_getfield(L, GIVEN, name);
  return lua_tostring(L, -1);
}

// The report library and our own part in there, as a list; it and the texts
// stay on the stack.
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

// The client of the environment's credentials, which a stranger's script gets
// without them.
static void open_client(limited *run) {
  lark_options options;
  lark_options_init(&options, sizeof options);
  lark_options_environment(&options);
  options.recorder = recording_recorder(run->L);
  if (is_set(run->L, "log")) {
    options.log = on_log;
    options.log_user = run;
  }
  lark_open(&options, &run->client, &run->refused);
}

static lark_status open_engine(limited *run) {
  lua_State *L = run->L;
  bool sandbox = is_set(L, "sandbox");
  if (sandbox) open_client(run);
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.sandbox = sandbox;
  options.client = run->client;
  options.recorder = recording_recorder(L);
  options.memory_bytes = (size_t)number_of(L, "memory");
  options.instructions = (uint64_t)number_of(L, "instructions");
  options.time_ms = (uint32_t)number_of(L, "time_ms");
  options.source_bytes = SIZE_MAX;
  // The script has this program and its terminal to itself.
  options.stall_ms = options.log_bytes = UINT32_MAX;
  options.modules = push_modules(L);
  options.module_path = text_of(L, "path");
  options.exit = on_exit_;
  options.print = on_print;
  options.warn = on_warn;
  options.message = on_message;
  options.user = run;
  if (is_set(L, "log")) {
    options.log = on_log;
    options.log_user = run;
  }
  return lualark_open(&options, &run->engine);
}

// ------------------------------------------------------------------------ run

static lark_status start(limited *run) {
  const lualark_chunk *inside = library_own("inside");
  lualark_program program = {
      .name = "lualark", .text = inside->source, .text_bytes = inside->length};
  program.arguments = text_of(run->L, "arguments");
  return lualark_start(run->engine, &program, &run->script);
}

// Passes on what the first Ctrl-C asks for, and tells how far the script is.
static void look(limited *run) {
  lualark_usage used = {.size = sizeof used};
  uint64_t now_us = lark_now_us();
  bool now = interrupt_seen() && !run->interrupted;
  if (!now && now_us < run->next_us) return;
  run->next_us = now_us + (uint64_t)WATCH_EACH_MS * 1000;
  if (lualark_script_usage(run->engine, run->script, &used) != LARK_OK) return;
  if (now) {
    run->interrupted = true;
    run->total_then = used.maps > 0 ? used.rows_total : 0;
    lualark_interrupt(run->engine, run->script);
  }
  watch_view view = {.running = used.maps > 0 && !run->interrupted,
                     .ended = used.rows_ended,
                     .total = used.rows_total,
                     .waits = used.limit_waits,
                     .waiting = used.limit_waiting};
  lua_getfield(run->L, GIVEN, "progress");
  call_field(run->L, watch_push(run->L, &view));
}

static void say(lua_State *L, lark_status status, const char *message) {
  lark_error error = {.status = status, .msg = message};
  lualark_error_push(L, &error);
  lua_pushliteral(L, "");
}

static void close_all(limited *run) {
  interrupt_release();
  lualark_close(run->engine);
  lark_close(run->client);
}

int limited_run(lua_State *L) {
  limited run = {.L = L,
                 .prints = is_set(L, "to_stderr") ? stderr : stdout,
                 .erases = is_set(L, "erase")};
  luaL_checkstack(L, 40, "a run");
  interrupt_catch();
  if (open_engine(&run) != LARK_OK) {
    close_all(&run);
    return luaL_error(L, "out of memory");
  }
  lark_status status = start(&run);
  int before = lua_gettop(L);
  if (status != LARK_OK) {
    say(L, status == LARK_ENOMEM ? LARK_ELIMIT : LARK_ESCRIPT,
        lualark_last_error(run.engine));
    run.ended = true;
  }
  while (!run.ended) {
    lualark_wait(run.engine, WATCH_EACH_MS);
    look(&run);
  }
  close_all(&run);
  if (run.interrupted)
    lua_pushinteger(L, (lua_Integer)run.total_then);
  else
    lua_pushnil(L);
  lua_insert(L, before + 1);
  lua_settop(L, before + 3);
  if (run.refused == NULL) return 3;
  lualark_error_push(L, lark_result_error(run.refused));
  lark_result_free(run.refused);
  return 4;
}
