// SPDX-License-Identifier: MIT

// Starting a script: its limits, its state, and its chunk as the main task.
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "attach.h"
#include "clock.h"
#include "descriptor.h"
#include "encode.h"
#include "ending.h"
#include "entry.h"
#include "graveyard.h"
#include "guard.h"
#include "handover.h"
#include "library.h"
#include "ready.h"
#include "release.h"
#include "report.h"
#include "share.h"
#include "task.h"
#include "tested.h"
#include "unrestricted.h"
#include "verdict.h"
#include "version.h"

enum { BYTECODE = 0x1b };

// --------------------------------------------------------- text and arguments

static int refuse(lua_State *L, const char *format, const char *what) {
  lua_pushfstring(L, format, what);
  return lua_error(L);
}

// Where the first byte is that is no UTF-8.
static size_t valid_prefix(const char *text, size_t bytes) {
  size_t valid = 0;
  while (valid < bytes) {
    size_t next = 1;
    while (next < 4 && valid + next < bytes &&
           ((unsigned char)text[valid + next] & 0xc0) == 0x80)
      next++;
    if (!lark_utf8_valid(text + valid, next)) return valid;
    valid += next;
  }
  return valid;
}

static void check_text(lua_State *L, const char *text, size_t bytes) {
  if (bytes > 0 && text[0] == BYTECODE)
    refuse(L, "%s", "it is bytecode: programs are source text");
  if (lark_utf8_valid(text, bytes)) return;
  lua_pushinteger(L, (lua_Integer)valid_prefix(text, bytes) + 1);
  refuse(L, "it is not UTF-8 at byte %s", lua_tostring(L, -1));
}

// --------------------------------------------------------------- the main task

// Returns what the chunk returned, as the host is told: `nil, err`, or JSON
// text. Writing that is part of the script's work, and may be interrupted.
static int return_result(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  int count = lua_gettop(L);
  if (count >= 2 && lua_isnil(L, 1) && !lua_isnil(L, 2)) {
    lua_settop(L, 2);
    return 2;
  }
  lua_settop(L, 1);
  if (!lua_isnil(L, 1)) return lualark_encode_turns(L, 1, NULL, NULL);
  lua_pushliteral(L, "null");
  return 1;
}

// Arguments: the script's main function, then what is pushed for it.
static int run_main(lua_State *L) {
  if (lua_gettop(L) == 1) return lualark_arguments_call(L, return_result);
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, return_result);
  return return_result(L, LUA_OK, 0);
}

// Pushes the program's chunk, whose arguments are read when it runs.
static int push_program(lua_State *L, struct script *script,
                        const lualark_program *program) {
  const char *text = program->text;
  const char *name = lua_pushfstring(L, "@%s", script->name);
  if (script->kind->compile(L, text, program->text_bytes, name) != LUA_OK)
    lua_error(L);
  lua_remove(L, -2);
  lualark_arguments_take(L, script, program->arguments);
  return 0;
}

static int push_main(lua_State *L, struct script *script,
                     const lualark_program *program) {
  const lualark_entry *entry = script->entry;
  return entry != NULL ? entry->push(L, entry->user)
                       : push_program(L, script, program);
}

// The collector begins its first cycle when there is twice as much, as after
// any cycle.
static void restart_collector(lua_State *L) {
  lua_gc(L, LUA_GCRESTART);
  lualark_version_collect_gently(L);
  lualark_version_collect_later(L, (size_t)lua_gc(L, LUA_GCCOUNT));
}

// Arguments: the script, the program. Returns the main task, ready to run, or
// for a kind that runs it the main function and its arguments.
static int set_up(lua_State *L) {
  struct script *script = lua_touserdata(L, 1);
  const lualark_program *program = lua_touserdata(L, 2);
  // Everything made here stays: the collector would look for garbage in vain.
  lua_gc(L, LUA_GCSTOP);
  if (script->entry == NULL) check_text(L, program->text, program->text_bytes);
  lualark_library_open(L, script);
  lua_pushcfunction(L, run_main);
  int count = push_main(L, script, program);
  if (script->kind->run != NULL) {
    lua_gc(L, LUA_GCRESTART);
    return count + 1;
  }
  script->main = lualark_task_push(L, script->scheduler, count + 1);
  script->main->seen = true;
  lualark_ready_add(script->main);
  restart_collector(L);
  return 1;
}

// ------------------------------------------------------------------ the script

static uint64_t or_default(uint64_t own, uint64_t engines) {
  return own > 0 ? own : engines;
}

static void set_limits(struct script *script, const lualark_program *program) {
  const lualark_options *options = script->all->options;
  lualark_heap_init(&script->heap, &options->allocator);
  script->kind->open_memory(
      script, or_default(program->memory_bytes, options->memory_bytes));
  script->events.most = options->events_waiting;
  script->limits.instructions =
      or_default(program->instructions, options->instructions);
  script->event.due_us = UINT64_MAX;
  script->event.most_us =
      or_default(program->event_ms, options->event_ms) * 1000;
  script->event.most_instructions =
      or_default(program->event_instructions, options->event_instructions);
}

static bool set_share(struct script *script, const lualark_program *program) {
  uint64_t percent =
      or_default(program->share_percent, script->all->options->share_percent);
  return lualark_share_begin(script, (uint32_t)percent, program->weight);
}

// Each thread of the state begins with a copy of the space where its script is.
static lua_State *new_state(struct script *script) {
  lua_Alloc allocate = script->kind->allocate;
  lua_State *L = allocate != NULL ? lualark_version_new_state(allocate, script)
                                  : luaL_newstate();
  if (L != NULL) *(struct script **)lua_getextraspace(L) = script;
  return L;
}

// Sets the timer for when the script's time is over; false if memory lacks.
static bool set_deadline(struct script *script,
                         const lualark_program *program) {
  struct scripts *scripts = script->all;
  uint64_t time_ms = or_default(program->time_ms, scripts->options->time_ms);
  script->used.started_us = lark_now_us();
  if (time_ms == 0) return true;
  if (!lualark_scripts_take_timer(scripts, &script->limits.deadline,
                                  lualark_ending_on_deadline, script))
    return false;
  lark_timer_set(&scripts->timers, &script->limits.deadline,
                 script->used.started_us + time_ms * 1000);
  return true;
}

// Takes a script out of use that the host never got to know.
static void discard(struct script *script) {
  lualark_scripts_remove(script);
  lualark_ending_close(script);
}

static const script_kind *kind_of(const lualark_engine *engine,
                                  const lualark_entry *entry) {
  return entry != NULL && entry->unrestricted ? &lualark_unrestricted_kind
                                              : engine->scripts.kind;
}

static struct script *new_script(lualark_engine *engine,
                                 const lualark_program *program,
                                 const lualark_entry *entry) {
  struct script *script = calloc(1, sizeof *script);
  if (script == NULL) return NULL;
  script->all = &engine->scripts;
  script->kind = kind_of(engine, entry);
  script->entry = entry;
  script->life = SCRIPT_STARTING;
  script->name = strdup(program->name != NULL ? program->name : "script");
  script->report = calloc(1, sizeof *script->report);
  set_limits(script, program);
  if (script->name != NULL && script->report != NULL &&
      set_deadline(script, program) && set_share(script, program)) {
    script->id = lark_slots_take(&engine->scripts.by_id, script);
    script->L = new_state(script);
    if (script->id != 0 && script->L != NULL) return script;
  }
  discard(script);
  return NULL;
}

// -------------------------------------------------------------- lualark_start

static lark_status check_program(lualark_engine *engine,
                                 const lualark_program *program) {
  if (engine->closing)
    return lualark_engine_fail(engine, LARK_ECLOSED, "the engine is closed");
  if (program->text == NULL)
    return lualark_engine_fail(engine, LARK_EINVAL, "the program has no text");
  if (program->text_bytes > engine->options.source_bytes)
    return lualark_engine_fail(
        engine, LARK_EINVAL,
        "the program has %zu bytes; source_bytes allows %zu",
        program->text_bytes, engine->options.source_bytes);
  if (!lualark_share_is_sensible(program->share_percent, program->weight))
    return lualark_engine_fail(engine, LARK_EINVAL,
                               "a share is up to 100 percent, and a weight up "
                               "to 1000");
  return LARK_OK;
}

enum { PART = 100 }; // of a release's number

// The sandbox relies on facts of Lua's memory and time, tested on these
// releases alone. The Lua may be another one than that of the headers.
static lark_status check_release(lualark_engine *engine) {
  int release = lualark_release();
  int newest = LUALARK_SANDBOX_TO;
  int oldest = LUALARK_SANDBOX_FROM;
  if (release >= oldest && release <= newest) return LARK_OK;
  return lualark_engine_fail(
      engine, LARK_ECONFIG,
      "sandboxed scripts need Lua 5.4.%d to 5.4.%d, and this is Lua %d.%d.%d: "
      "build Lualark with one of those, or update it; trusted scripts run here",
      oldest % PART, newest % PART, release / PART / PART,
      release / PART % PART, release % PART);
}

// The reason is on the stack, or is the verdict if the script was cut off.
static lark_status refuse_program(lualark_engine *engine, struct script *script,
                                  int outcome) {
  bool condemned = lualark_verdict_is_there(script);
  bool starved = outcome == LUA_ERRMEM || (condemned && script->memory.starved);
  const char *why =
      condemned ? script->verdict.text : lua_tostring(script->L, -1);
  if (why == NULL) why = "it cannot be started";
  if (outcome == LUA_ERRMEM && !condemned) why = "out of memory";
  lark_status status = lualark_engine_fail(
      engine, starved ? LARK_ENOMEM : LARK_EINVAL, "%s: %s", script->name, why);
  discard(script);
  return status;
}

static lark_status fill(lualark_engine *engine, const lualark_program *program,
                        const lualark_entry *entry, struct script **out) {
  const script_kind *kind = kind_of(engine, entry);
  if (kind->sandboxed && check_release(engine) != LARK_OK) return LARK_ECONFIG;
  // A host that kills and starts in turns takes no more and more memory.
  lualark_graveyard_dig(&engine->scripts, 0);
  struct script *script = new_script(engine, program, entry);
  if (script == NULL && engine->scripts.graves.first != NULL) {
    lualark_graveyard_clear(&engine->scripts);
    script = new_script(engine, program, entry);
  }
  if (script == NULL)
    return lualark_engine_fail(engine, LARK_ENOMEM, "out of memory");
  lua_pushcfunction(script->L, set_up);
  lua_pushlightuserdata(script->L, script);
  lua_pushlightuserdata(script->L, (void *)(uintptr_t)program);
  int outcome = lualark_guard_call(script, 2, LUA_MULTRET);
  if (outcome != LUA_OK) return refuse_program(engine, script, outcome);
  *out = script;
  return LARK_OK;
}

static lark_status fill_program(lualark_engine *engine,
                                const lualark_program *program,
                                struct script **out) {
  lualark_program whole = *program;
  if (whole.text != NULL && whole.text_bytes == 0)
    whole.text_bytes = strlen(whole.text);
  lark_status status = check_program(engine, &whole);
  return status == LARK_OK ? fill(engine, &whole, NULL, out) : status;
}

static void tell_debugger(lualark_engine *engine, const struct script *script,
                          const lualark_program *program) {
  const char *text = program != NULL ? program->text : NULL;
  size_t bytes = text != NULL ? program->text_bytes : 0;
  if (text != NULL && bytes == 0) bytes = strlen(text);
  lualark_attach_began(engine->debugger, script->id, script->name, text, bytes);
}

static lark_status add(lualark_engine *engine, struct script *script,
                       const lualark_program *program, lualark_script *out) {
  lualark_scripts_add(script);
  tell_debugger(engine, script, program);
  if (out != NULL) *out = script->id;
  lualark_descriptor_arm(engine);
  return LARK_OK;
}

lark_status lualark_entry_start(lualark_engine *engine,
                                const lualark_program *program,
                                const lualark_entry *entry,
                                lualark_script *out) {
  struct script *script = NULL;
  if (out != NULL) *out = 0;
  lark_status status = fill(engine, program, entry, &script);
  if (script == NULL) return status;
  lualark_entry_watch(script);
  return add(engine, script, NULL, out);
}

lark_status lualark_start(lualark_engine *engine,
                          const lualark_program *program, lualark_script *out) {
  struct script *script = NULL;
  if (out != NULL) *out = 0;
  lark_status status = fill_program(engine, program, &script);
  return script != NULL ? add(engine, script, program, out) : status;
}

// ------------------------------------------------------------ lualark_replace

static lark_status check_old(lualark_engine *engine, const struct script *old) {
  if (old == NULL)
    return lualark_engine_fail(engine, LARK_ESTALE,
                               "the script has ended already");
  if (old->versions.successor != NULL)
    return lualark_engine_fail(engine, LARK_EAGAIN,
                               "the script is being replaced already");
  return LARK_OK;
}

lark_status lualark_replace(lualark_engine *engine, lualark_script old_id,
                            const lualark_program *program,
                            lualark_script *out) {
  struct script *old = lualark_scripts_find(&engine->scripts, old_id);
  struct script *script = NULL;
  if (out != NULL) *out = 0;
  lark_status status = check_old(engine, old);
  if (status == LARK_OK) status = fill_program(engine, program, &script);
  if (script == NULL) return status;
  if (lualark_handover_order(old, script) != LARK_OK) {
    discard(script);
    return lualark_engine_fail(engine, LARK_ENOMEM, "out of memory");
  }
  tell_debugger(engine, script, program);
  if (out != NULL) *out = script->id;
  lualark_descriptor_arm(engine);
  return LARK_OK;
}
