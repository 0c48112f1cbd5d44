// SPDX-License-Identifier: MIT

// What crosses between script and host: events, messages, and the functions
// that the host offers. Values cross as JSON.
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "charge.h"
#include "encode.h"
#include "engine.h"
#include "push.h"
#include "ready.h"
#include "task.h"

// A script's call of a host function, which waits for its answer.
typedef struct host_wait {
  lualark_wait_head wait;
  const char *name;        // of the function
  lualark_pending pending; // what its answer goes to
  char *answer;            // JSON, or a message; NULL: nil
  bool refused;            // the answer is a message
  bool starved;            // the answer did not fit into the script's memory
} host_wait;

static const char handlers_key = 0; // registry: event -> list of functions

// ------------------------------------------------------------- host functions

// Raises what is on top, told where.
static int raise(lua_State *L) {
  luaL_where(L, 1);
  lua_insert(L, -2);
  lua_concat(L, 2);
  return lua_error(L);
}

static host_wait *of_wait(lualark_wait_head *wait) {
  return (host_wait *)wait;
}

static void abandon(lualark_wait_head *wait) {
  script *s = engine_script_of(&wait->scheduler->state);
  engine_handle_end(&s->engine->pendings, of_wait(wait)->pending);
  lualark_wait_free(wait);
}

static void clear(lualark_wait_head *wait) {
  free(of_wait(wait)->answer);
}

static const lualark_wait_kind host_kind = {
    .abandon = abandon,
    .clear = clear,
};

static int refused(lua_State *L, host_wait *call) {
  lua_pushfstring(L, "host.%s: %s", call->name,
                  call->answer != NULL ? call->answer : "it failed");
  lualark_wait_free(&call->wait);
  return raise(L);
}

static int host_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  host_wait *call = (host_wait *)context;
  const char *name = call->name;
  const char *why = NULL;
  lualark_block_check(L, &call->wait);
  if (call->starved) {
    lualark_wait_free(&call->wait);
    return lualark_charge_starve(L);
  }
  if (call->refused) return refused(L, call);
  if (call->answer == NULL) {
    lualark_wait_free(&call->wait);
    lua_pushnil(L);
    return 1;
  }
  bool is_json =
      lualark_document_parse(L, call->answer, strlen(call->answer), &why);
  lualark_wait_free(&call->wait);
  if (is_json) return lualark_push_document(L);
  lua_pushfstring(L, "host.%s: its answer is no JSON: %s", name, why);
  return raise(L);
}

// Its arguments are on top, as the text of a JSON array.
static int call_host(lua_State *L) {
  const host_function *called = lua_touserdata(L, lua_upvalueindex(1));
  script *s = engine_script_at(L);
  size_t length = 0;
  const char *arguments = lua_tolstring(L, -1, &length);
  engine_guard_check(L, s);
  const lualark_waits *waits = &s->scheduler->waits;
  if (waits->most_in_flight > 0 && waits->in_flight >= waits->most_in_flight)
    return luaL_error(L,
                      "host.%s: as many calls as this script may have at "
                      "once are under way",
                      called->name);
  host_wait *call = lualark_wait_new(L, s->scheduler, &host_kind, sizeof *call);
  lualark_wait_fly(&call->wait);
  call->pending = engine_handle_new(&s->engine->pendings, call);
  if (call->pending == 0) {
    lualark_wait_free(&call->wait);
    return luaL_error(L, "not enough memory");
  }
  call->name = called->name;
  s->calls++;
  engine_guard_pause(s);
  called->function(called->user, s->engine, s->id, call->pending, arguments,
                   length);
  engine_guard_resume(s);
  if (s->condemned != LARK_OK) lualark_wait_abandon(&call->wait);
  engine_guard_check(L, s);
  return lualark_block_on(L, &call->wait, host_over);
}

// Upvalue: the function. Its arguments go to the host as a JSON array.
static int host_call(lua_State *L) {
  engine_guard_check(L, engine_script_at(L));
  return lualark_encode_list(L, 1, call_host);
}

// host.<name>: one that the host does not offer is a mistake.
static int host_index(lua_State *L) {
  return luaL_error(L, "this program offers no host.%s",
                    luaL_tolstring(L, 2, NULL));
}

static void open_host(lua_State *L, const lualark_engine *engine) {
  lua_newtable(L);
  for (host_function *f = engine->functions; f != NULL; f = f->next) {
    lua_pushlightuserdata(L, f);
    lua_pushcclosure(L, host_call, 1);
    lua_setfield(L, -2, f->name);
  }
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, host_index);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setglobal(L, "host");
}

static host_function *find_function(const lualark_engine *engine,
                                    const char *name) {
  for (host_function *f = engine->functions; f != NULL; f = f->next) {
    if (strcmp(f->name, name) == 0) return f;
  }
  return NULL;
}

static bool is_reserved(const char *name) {
  static const char *const words[] = {
      "and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
      "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
      "repeat",   "return", "then", "true", "until",  "while"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i], name) == 0) return true;
  }
  return false;
}

static bool is_name(const char *name) {
  if (name == NULL || name[0] == '\0' || is_reserved(name)) return false;
  if (name[0] >= '0' && name[0] <= '9') return false;
  return name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] == '\0';
}

lark_status lualark_offer(lualark_engine *engine, const char *name,
                          lualark_function *function, void *user) {
  if (!is_name(name) || function == NULL)
    return engine_fail(engine, LARK_EINVAL,
                       "a host function has a name of Lua's, and a function");
  host_function *offered = find_function(engine, name);
  if (offered == NULL) {
    offered = calloc(1, sizeof *offered);
    char *copy = strdup(name);
    if (offered == NULL || copy == NULL) {
      free(offered);
      free(copy);
      return engine_fail(engine, LARK_ENOMEM, "out of memory");
    }
    offered->name = copy;
    offered->next = engine->functions;
    engine->functions = offered;
  }
  offered->function = function;
  offered->user = user;
  return LARK_OK;
}

// Takes a copy of the answer, which counts for the script. False where memory
// lacks; where the script's does, the call is starved.
static bool take_answer(host_wait *call, const char *text) {
  if (text == NULL) return true;
  char *copy = strdup(text);
  if (copy == NULL) return false;
  // The host's code called: nothing of the script's can be collected for it.
  if (lualark_wait_charge(&call->wait, call->wait.charged + strlen(text) + 1)) {
    call->answer = copy;
  } else {
    free(copy);
    call->starved = true;
  }
  return true;
}

static lark_status answer(lualark_engine *engine, lualark_pending pending,
                          const char *text, bool refused) {
  host_wait *call = engine_handle_find(&engine->pendings, pending);
  if (call == NULL)
    return engine_fail(engine, LARK_ESTALE, "nobody waits for this answer");
  if (!take_answer(call, text))
    return engine_fail(engine, LARK_ENOMEM, "out of memory");
  engine_handle_end(&engine->pendings, pending);
  call->refused = refused;
  lualark_wait_over(&call->wait);
  engine_arm(engine);
  return LARK_OK;
}

lark_status lualark_answer(lualark_engine *engine, lualark_pending pending,
                           const char *json) {
  return answer(engine, pending, json, false);
}

lark_status lualark_refuse(lualark_engine *engine, lualark_pending pending,
                           const char *message) {
  return answer(engine, pending, message, true);
}

// ---------------------------------------------------------------------- events

// Upvalues: the list of an event's functions, one of them. Takes it out.
static int off(lua_State *L) {
  int list = lua_upvalueindex(1);
  lua_Integer count = (lua_Integer)lua_rawlen(L, list);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, list, i);
    bool found = lua_rawequal(L, -1, lua_upvalueindex(2));
    lua_pop(L, 1);
    if (!found) continue;
    for (; i <= count; i++) {
      lua_rawgeti(L, list, i + 1);
      lua_rawseti(L, list, i);
    }
    engine_script_at(L)->handlers--;
    break;
  }
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(2)); // a second time does nothing
  return 0;
}

/// lark.on(event, fn): runs fn(value) as a task whenever the host sends the
/// event. Returns a function that ends it. A script with such functions goes on
/// until they are ended, or it is retired or killed.
static int on(lua_State *L) {
  luaL_checkstring(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, 3) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 3);
  }
  lua_pushvalue(L, 2);
  lua_rawseti(L, 4, (lua_Integer)lua_rawlen(L, 4) + 1);
  engine_script_at(L)->handlers++;
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, off, 2);
  return 1;
}

static void free_event(posted *done) {
  free(done->name);
  free(done->json);
  free(done);
}

static void drop_event(script *to) {
  posted *first = to->first_event;
  to->first_event = first->next;
  if (to->first_event == NULL) to->last_event = NULL;
  free_event(first);
}

// Makes a task for each function of the first event.
static void deliver_first(lua_State *L, script *to) {
  const posted *first = to->first_event;
  const char *why = NULL;
  int base = lua_gettop(L);
  luaL_checkstack(L, 8, "an event");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  if (lua_getfield(L, -1, first->name) == LUA_TTABLE) {
    int list = lua_gettop(L);
    // That it is JSON was seen when it came.
    if (first->json == NULL ||
        !lualark_push_text(L, first->json, strlen(first->json), &why))
      lua_pushnil(L);
    int value = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i <= count; i++) {
      lua_rawgeti(L, list, i);
      lua_pushvalue(L, value);
      lualark_ready_add(lualark_task_push(L, to->scheduler, 1));
      lua_pop(L, 1);
    }
  }
  lua_settop(L, base);
}

void engine_border_deliver(lua_State *L, script *to) {
  while (to->first_event != NULL) {
    deliver_first(L, to);
    drop_event(to);
  }
}

static bool post(script *to, const char *name, const char *json) {
  posted *made = calloc(1, sizeof *made);
  if (made == NULL) return false;
  made->name = strdup(name);
  made->json = json != NULL ? strdup(json) : NULL;
  if (made->name == NULL || (json != NULL && made->json == NULL)) {
    free_event(made);
    return false;
  }
  if (to->last_event != NULL)
    to->last_event->next = made;
  else
    to->first_event = made;
  to->last_event = made;
  engine_wake(to);
  return true;
}

static bool is_json(const char *text) {
  lark_document *document = NULL;
  const char *why = NULL;
  bool is = lark_document_parse(text, strlen(text), &document, &why) == LARK_OK;
  lark_document_free(document);
  return is;
}

lark_status lualark_emit(lualark_engine *engine, lualark_script id,
                         const char *name, const char *json) {
  script *only = id != 0 ? engine_handle_find(&engine->scripts, id) : NULL;
  bool taken = true;
  if (id != 0 && only == NULL)
    return engine_fail(engine, LARK_ESTALE, "the script has ended already");
  if (name == NULL || (json != NULL && !is_json(json)))
    return engine_fail(engine, LARK_EINVAL,
                       "an event has a name, and JSON for its value");
  for (script *s = engine->all; s != NULL; s = s->next) {
    if (s->retired || (only != NULL && s != only)) continue;
    // Before its first line has run a script may still register for it.
    if (s->handlers == 0 && s->main->ended) continue;
    taken = post(s, name, json) && taken;
  }
  engine_arm(engine);
  return taken ? LARK_OK : engine_fail(engine, LARK_ENOMEM, "out of memory");
}

// Its arguments are a name and a value; the value's text is on top.
static int send_text(lua_State *L) {
  script *s = engine_script_at(L);
  const lualark_options *options = &s->engine->options;
  size_t length = 0;
  const char *name = lua_tostring(L, 1);
  const char *json = lua_tolstring(L, -1, &length);
  engine_guard_check(L, s);
  engine_guard_pause(s);
  options->message(options->user, s->engine, s->id, name, json, length);
  engine_guard_resume(s);
  engine_guard_check(L, s);
  return 0;
}

/// lark.send(name, value): a message for the host.
static int send(lua_State *L) {
  script *s = engine_script_at(L);
  luaL_checkstring(L, 1);
  lua_settop(L, 2);
  engine_guard_check(L, s);
  if (s->engine->options.message == NULL)
    return luaL_error(L, "this program takes no messages");
  if (!lua_isnil(L, 2)) return lualark_encode_turns(L, 2, NULL, send_text);
  lua_pushliteral(L, "null");
  return send_text(L);
}

// ------------------------------------------------------------------------ open

void engine_border_open(lua_State *L, script *opened) {
  static const luaL_Reg functions[] = {
      {"on", on}, {"send", send}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &handlers_key);
  open_host(L, opened->engine);
}

void engine_border_clear(script *closed) {
  while (closed->first_event != NULL)
    drop_event(closed);
}
