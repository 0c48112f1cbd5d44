// SPDX-License-Identifier: MIT
#include "host_functions.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "charge.h"
#include "clock.h"
#include "encode.h"
#include "guard.h"
#include "reader.h"
#include "scripts.h"
#include "verdict.h"

struct host_function {
  struct host_function *next;
  host_functions *all;
  char *name;
  lualark_function *function;
  void *user;
};

// ------------------------------------------------------------ what is offered

static struct host_function *find(const host_functions *functions,
                                  const char *name) {
  struct host_function *function = functions->first;
  while (function != NULL && strcmp(function->name, name) != 0)
    function = function->next;
  return function;
}

static struct host_function *add(host_functions *functions, const char *name) {
  struct host_function *function = calloc(1, sizeof *function);
  char *copy = strdup(name);
  if (function == NULL || copy == NULL) {
    free(function);
    free(copy);
    return NULL;
  }
  function->name = copy;
  function->all = functions;
  function->next = functions->first;
  functions->first = function;
  return function;
}

bool lualark_host_functions_add(host_functions *functions, const char *name,
                                lualark_function *function, void *user) {
  struct host_function *offered = find(functions, name);
  if (offered == NULL) offered = add(functions, name);
  if (offered == NULL) return false;
  offered->function = function;
  offered->user = user;
  return true;
}

void lualark_host_functions_clear(host_functions *functions) {
  while (functions->first != NULL) {
    struct host_function *first = functions->first;
    functions->first = first->next;
    free(first->name);
    free(first);
  }
  lark_slots_clear(&functions->waiting);
}

// ---------------------------------------------------------------------- calls

// A call that waits for its answer.
typedef struct host_call {
  lualark_wait_head wait;
  const struct host_function *function;
  lualark_pending pending;    // what its answer goes to
  char *answer;               // JSON, or a message; NULL: nil
  bool refused;               // the answer is a message
  bool starved;               // the answer did not fit into the script's memory
  bool late;                  // it did not come in time
  lark_timer timer;           // for that
  lark_timers *timers;        // with room for it; NULL: there is none
  lualark_push_source source; // of a large answer: the call
} host_call;

static host_call *of_wait(lualark_wait_head *wait) {
  return (host_call *)wait;
}

static void abandon(lualark_wait_head *wait) {
  const host_call *call = of_wait(wait);
  lark_slots_give_back(&call->function->all->waiting, call->pending);
  lualark_wait_free(wait);
}

static void clear(lualark_wait_head *wait) {
  host_call *call = of_wait(wait);
  free(call->answer);
  if (call->timers == NULL) return;
  lark_timer_stop(call->timers, &call->timer);
  lark_timers_unreserve(call->timers, 1);
}

// No answer has come.
static void give_up(void *owner, uint64_t now_us) {
  host_call *call = owner;
  (void)now_us;
  lark_slots_give_back(&call->function->all->waiting, call->pending);
  call->late = true;
  lualark_wait_over(&call->wait);
}

// Sets the timer for when the answer is late; false if memory lacks.
static bool set_timer(host_call *call, const struct script *script) {
  uint64_t most_us = (uint64_t)script->all->options->host_call_ms * 1000;
  if (most_us == 0) return true;
  if (lark_timers_reserve(&script->all->timers, 1) != LARK_OK) return false;
  call->timers = &script->all->timers;
  call->timer = (lark_timer){.fire = give_up, .owner = call};
  lark_timer_set(call->timers, &call->timer, lark_now_us() + most_us);
  return true;
}

static void free_source(lualark_push_source *source) {
  char *call = (char *)source - offsetof(host_call, source);
  lualark_wait_free(&((host_call *)(void *)call)->wait);
}

static void describe(const lualark_wait_head *wait, char *text, size_t room) {
  snprintf(text, room, "waits for host.%s",
           ((const host_call *)wait)->function->name);
}

static const lualark_wait_kind call_kind = {
    .describe = describe,
    .abandon = abandon,
    .clear = clear,
};

static host_call *new_call(lua_State *L, const struct script *script,
                           const struct host_function *function) {
  host_call *call =
      lualark_wait_new(L, script->scheduler, &call_kind, sizeof *call);
  lualark_wait_fly(&call->wait);
  call->function = function;
  call->pending = lark_slots_take(&function->all->waiting, call);
  if (call->pending != 0 && set_timer(call, script)) return call;
  if (call->pending != 0)
    lark_slots_give_back(&function->all->waiting, call->pending);
  lualark_wait_free(&call->wait);
  luaL_error(L, "not enough memory");
  return NULL; // never reached
}

// -------------------------------------------------------------------- answers

// Keeps the answer, which counts for the script. If the script's memory lacks,
// the call is starved.
static void take_answer(host_call *call, char *text) {
  if (text == NULL) return;
  // The host called: nothing of the script's can be collected for it.
  if (lualark_wait_charge(&call->wait, call->wait.charged + strlen(text) + 1)) {
    call->answer = text;
  } else {
    free(text);
    call->starved = true;
  }
}

static void end_call(host_functions *functions, host_call *call, char *text,
                     bool refused) {
  take_answer(call, text);
  lark_slots_give_back(&functions->waiting, call->pending);
  if (call->timers != NULL) lark_timer_stop(call->timers, &call->timer);
  call->refused = refused;
  lualark_wait_over(&call->wait);
}

lark_status lualark_host_functions_give(host_functions *functions,
                                        lualark_pending pending, char *text,
                                        bool refused) {
  host_call *call = lark_slots_find(&functions->waiting, pending);
  if (call != NULL)
    end_call(functions, call, text, refused);
  else
    free(text);
  return call != NULL ? LARK_OK : LARK_ESTALE;
}

lark_status lualark_host_functions_answer(host_functions *functions,
                                          lualark_pending pending,
                                          const char *text, bool refused) {
  host_call *call = lark_slots_find(&functions->waiting, pending);
  if (call == NULL) return LARK_ESTALE;
  char *copy = text != NULL ? strdup(text) : NULL;
  if (text != NULL && copy == NULL) return LARK_ENOMEM;
  end_call(functions, call, copy, refused);
  return LARK_OK;
}

size_t lualark_host_functions_pending(const host_functions *functions) {
  const lark_slots *waiting = &functions->waiting;
  size_t count = 0;
  for (uint32_t i = 0; i < waiting->capacity; i++)
    count += waiting->entries[i].thing != NULL;
  return count;
}

// Raises the message on top, with the place of the call before it.
static int raise(lua_State *L) {
  luaL_where(L, 1);
  lua_insert(L, -2);
  lua_concat(L, 2);
  return lua_error(L);
}

static int raise_late(lua_State *L, host_call *call) {
  const struct script *script = lualark_script_at(L);
  lua_pushfstring(L, "host.%s: no answer came within %f s",
                  call->function->name,
                  (lua_Number)script->all->options->host_call_ms / 1000);
  lualark_wait_free(&call->wait);
  return raise(L);
}

static int raise_refusal(lua_State *L, host_call *call) {
  lua_pushfstring(L, "host.%s: %s", call->function->name,
                  call->answer != NULL ? call->answer : "it failed");
  lualark_wait_free(&call->wait);
  return raise(L);
}

// Upvalue: the function, whose answer is no JSON.
static int refuse_answer(lua_State *L, const char *why) {
  const struct host_function *function = lua_touserdata(L, lua_upvalueindex(1));
  lua_pushfstring(L, "host.%s: its answer is no JSON: %s", function->name, why);
  return raise(L);
}

// The text is the call's, which is freed with it.
static int read_answer(lua_State *L, host_call *call) {
  lualark_state *state = &call->wait.scheduler->state;
  call->source.free = free_source;
  return lualark_reader_push(
      L, state,
      &(lualark_reader_text){call->answer, strlen(call->answer), &call->source,
                             refuse_answer});
}

// The answer is there: returns its value.
static int return_answer(lua_State *L, int status, lua_KContext context) {
  (void)status;
  host_call *call = (host_call *)context;
  lualark_block_check(L, &call->wait);
  if (call->starved) {
    lualark_wait_free(&call->wait);
    return lualark_charge_starve(L);
  }
  if (call->late) return raise_late(L, call);
  if (call->refused) return raise_refusal(L, call);
  if (call->answer == NULL) {
    lualark_wait_free(&call->wait);
    lua_pushnil(L);
    return 1;
  }
  return read_answer(L, call);
}

// ------------------------------------------------------------- host, for Lua

// The arguments are on top, as the text of a JSON array.
static int call_with_json(lua_State *L) {
  const struct host_function *function = lua_touserdata(L, lua_upvalueindex(1));
  struct script *script = lualark_script_at(L);
  size_t length = 0;
  const char *arguments = lua_tolstring(L, -1, &length);
  lualark_guard_check(L, script);
  const lualark_waits *waits = &script->scheduler->waits;
  if (waits->most_in_flight > 0 && waits->in_flight >= waits->most_in_flight)
    return luaL_error(L,
                      "host.%s: as many calls as this script may have at "
                      "once are under way",
                      function->name);
  host_call *call = new_call(L, script, function);
  script->used.host_calls++;
  lualark_guard_pause(script);
  function->function(function->user, script->all->engine, script->id,
                     call->pending, arguments, length);
  lualark_guard_resume(script);
  if (lualark_verdict_is_there(script)) lualark_wait_abandon(&call->wait);
  lualark_guard_check(L, script);
  return lualark_block_on(L, &call->wait, return_answer);
}

// host.<name>(...). Upvalue: the function.
static int call(lua_State *L) {
  lualark_guard_check(L, lualark_script_at(L));
  return lualark_encode_list(L, 1, call_with_json);
}

// host.<name> where the host offers none of that name.
static int refuse_name(lua_State *L) {
  return luaL_error(L, "this program offers no host.%s",
                    luaL_tolstring(L, 2, NULL));
}

void lualark_host_functions_open(lua_State *L, host_functions *functions) {
  lua_newtable(L);
  for (struct host_function *function = functions->first; function != NULL;
       function = function->next) {
    lua_pushlightuserdata(L, function);
    lua_pushcclosure(L, call, 1);
    lua_setfield(L, -2, function->name);
  }
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, refuse_name);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setglobal(L, "host");
}
