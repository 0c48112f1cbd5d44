// SPDX-License-Identifier: MIT

// Starting a script: its state, its limits, its text.
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "encode.h"
#include "engine.h"
#include "error.h"
#include "mark.h"
#include "push.h"
#include "ready.h"
#include "task.h"

enum { STEP_POWER = 10 }; // of 2, in bytes that are taken meanwhile
enum { BYTECODE = 0x1b };

static int refuse(lua_State *L, const char *format, const char *what) {
  lua_pushfstring(L, format, what);
  return lua_error(L);
}

// How many bytes of it are UTF-8: the place of the first that is not.
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

// Pushes the values of a JSON array; returns how many.
static int push_arguments(lua_State *L, const char *json) {
  const char *why = NULL;
  if (json == NULL) return 0;
  if (!lualark_push_text(L, json, strlen(json), &why))
    refuse(L, "its arguments are no JSON: %s", why);
  if (!lua_istable(L, -1) || !lualark_mark_is_array(L, -1))
    refuse(L, "%s", "its arguments are no JSON array");
  int list = lua_gettop(L);
  int count = (int)lua_rawlen(L, list);
  luaL_checkstack(L, count + 4, "arguments");
  for (int i = 1; i <= count; i++)
    lua_rawgeti(L, list, i);
  lua_remove(L, list);
  return count;
}

static int compile(lua_State *L, const script *made,
                   const lualark_program *program, const char *name) {
  const char *text = program->text;
  size_t bytes = program->text_bytes;
  return made->sandboxed ? engine_load_text(L, text, bytes, name)
                         : luaL_loadbufferx(L, text, bytes, name, "t");
}

// What it returned, as it is told to the host: an error, or JSON text. Writing
// that is part of the script's work, and may be interrupted.
static int main_over(lua_State *L, int status, lua_KContext context) {
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

// The main task: the script's chunk, then its arguments.
static int run_main(lua_State *L) {
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, main_over);
  return main_over(L, LUA_OK, 0);
}

// What the collector does in one instruction: an eighth of what is usual.
static void collect_in_small_steps(lua_State *L) {
#if LUA_VERSION_NUM >= 505
  lua_gc(L, LUA_GCPARAM, LUA_GCPSTEPSIZE, 1 << STEP_POWER);
#else
  lua_gc(L, LUA_GCINC, 0, 0, STEP_POWER);
#endif
}

// Arguments: the script, the program. Leaves the main task, ready.
static int set_up(lua_State *L) {
  script *made = lua_touserdata(L, 1);
  const lualark_program *program = lua_touserdata(L, 2);
  // What is made here stays: the collector would look for rubbish in vain.
  lua_gc(L, LUA_GCSTOP);
  check_text(L, program->text, program->text_bytes);
  lua_pushcfunction(L, engine_library_open);
  lua_pushlightuserdata(L, made);
  lua_call(L, 1, 0);
  const char *name = lua_pushfstring(L, "@%s", made->name);
  lua_pushcfunction(L, run_main);
  if (compile(L, made, program, name) != LUA_OK) return lua_error(L);
  int count = push_arguments(L, program->arguments);
  made->main = lualark_task_push(L, made->scheduler, count + 1);
  made->main->seen = true;
  lualark_ready_add(made->main);
  lua_gc(L, LUA_GCRESTART);
  collect_in_small_steps(L);
  return 1;
}

static void on_deadline(void *owner) {
  script *late = owner;
  engine_interrupt_expire(late, late->main->thread);
}

// Each thread of the state starts with a copy of the space where its script is.
static lua_State *new_state(script *owner) {
#if LUA_VERSION_NUM >= 505
  lua_State *L = lua_newstate(engine_memory_resize, owner, luaL_makeseed(NULL));
#else
  lua_State *L = lua_newstate(engine_memory_resize, owner);
#endif
  if (L != NULL) *(script **)lua_getextraspace(L) = owner;
  return L;
}

static script *new_script(lualark_engine *engine,
                          const lualark_program *program) {
  const lualark_options *options = &engine->options;
  script *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->engine = engine;
  made->name = strdup(program->name != NULL ? program->name : "script");
  made->ending = calloc(1, sizeof *made->ending);
  made->sandboxed = options->sandbox;
  engine_memory_open(made, program->memory_bytes > 0 ? program->memory_bytes
                                                     : options->memory_bytes);
  made->instruction_limit =
      program->instructions > 0 ? program->instructions : options->instructions;
  uint32_t time_ms = program->time_ms > 0 ? program->time_ms : options->time_ms;
  made->started_us = lualark_now_us();
  made->deadline = (lualark_alarm){
      .due_us = made->started_us + (uint64_t)time_ms * 1000,
      .ring = on_deadline,
      .owner = made,
  };
  made->L = new_state(made);
  if (made->name != NULL && made->ending != NULL && made->L != NULL &&
      (time_ms == 0 || lualark_alarm_set(&engine->alarms, &made->deadline)))
    return made;
  lualark_alarm_stop(&engine->alarms, &made->deadline);
  engine_script_free(made);
  return NULL;
}

static lark_status check_program(lualark_engine *engine,
                                 const lualark_program *program) {
  if (engine->closing)
    return engine_fail(engine, LARK_ECLOSED, "the engine is closed");
  if (program->text == NULL)
    return engine_fail(engine, LARK_EINVAL, "the program has no text");
  if (program->text_bytes > engine->options.source_bytes)
    return engine_fail(engine, LARK_EINVAL,
                       "the program has %zu bytes; source_bytes allows %zu",
                       program->text_bytes, engine->options.source_bytes);
  return LARK_OK;
}

// Why set_up() failed is on the stack, unless the script was cut off.
static lark_status refuse_program(script *made, int outcome) {
  lualark_engine *engine = made->engine;
  bool starved = outcome == LUA_ERRMEM || (made->cut && made->starved);
  const char *why = made->cut ? made->verdict : lua_tostring(made->L, -1);
  if (why == NULL) why = "it cannot be started";
  if (outcome == LUA_ERRMEM) why = "out of memory";
  lark_status refused = engine_fail(engine, starved ? LARK_ENOMEM : LARK_EINVAL,
                                    "%s: %s", made->name, why);
  engine_script_unqueue(made);
  lualark_alarm_stop(&engine->alarms, &made->deadline);
  engine_handle_end(&engine->scripts, made->id);
  engine_script_free(made);
  return refused;
}

static void join(script *made) {
  lualark_engine *engine = made->engine;
  made->next = engine->all;
  made->link = &engine->all;
  if (made->next != NULL) made->next->link = &made->next;
  engine->all = made;
  engine->script_count++;
}

lark_status lualark_start(lualark_engine *engine,
                          const lualark_program *program, lualark_script *out) {
  lualark_program whole = *program;
  if (out != NULL) *out = 0;
  if (whole.text != NULL && whole.text_bytes == 0)
    whole.text_bytes = strlen(whole.text);
  lark_status status = check_program(engine, &whole);
  if (status != LARK_OK) return status;

  script *made = new_script(engine, &whole);
  if (made != NULL) made->id = engine_handle_new(&engine->scripts, made);
  if (made == NULL || made->id == 0) {
    if (made != NULL) {
      lualark_alarm_stop(&engine->alarms, &made->deadline);
      engine_script_free(made);
    }
    return engine_fail(engine, LARK_ENOMEM, "out of memory");
  }
  lua_pushcfunction(made->L, set_up);
  lua_pushlightuserdata(made->L, made);
  lua_pushlightuserdata(made->L, &whole);
  int outcome = engine_guard(made, 2, 1);
  if (outcome != LUA_OK) return refuse_program(made, outcome);
  join(made);
  if (out != NULL) *out = made->id;
  engine_arm(engine);
  return LARK_OK;
}
