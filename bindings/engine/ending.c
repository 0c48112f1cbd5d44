// SPDX-License-Identifier: MIT

// How a script ended, taken down before its state closes.
#include <stdlib.h>
#include <string.h>

#include "encode.h"
#include "engine.h"
#include "error.h"
#include "push.h"
#include "task.h"

// --------------------------------------------------------------------- texts

// Texts end to end in one block, which grows: they are told by their offsets
// until the block stands still.
typedef struct texts {
  char *bytes;
  size_t length;
} texts;

enum { NONE = -1, ROOM_TO_TELL = 64 << 10, LONGEST_ERROR = 8 << 10 };

static ptrdiff_t add(texts *all, const char *text, size_t bytes) {
  if (text == NULL) return NONE;
  char *longer = realloc(all->bytes, all->length + bytes + 1);
  if (longer == NULL) return NONE;
  size_t start = all->length;
  memcpy(longer + start, text, bytes);
  longer[start + bytes] = '\0';
  all->bytes = longer;
  all->length = start + bytes + 1;
  return (ptrdiff_t)start;
}

static ptrdiff_t add_string(texts *all, const char *text) {
  return text != NULL ? add(all, text, strlen(text)) : NONE;
}

static const char *at(const texts *all, ptrdiff_t offset) {
  return offset == NONE ? NULL : all->bytes + offset;
}

// ------------------------------------------------------------- results, errors

// What is read of the script's state, protected.
typedef struct reading {
  texts texts;
  ptrdiff_t result, msg, hint, endpoint, parameter, log_id;
  size_t result_bytes;
  bool returned; ///< the error: as `nil, err`, so that nothing raised it
  lark_error error;
} reading;

static ptrdiff_t take_field(lua_State *L, reading *into, const char *name) {
  lua_getfield(L, -1, name);
  ptrdiff_t offset = NONE;
  if (lua_type(L, -1) == LUA_TSTRING)
    offset = add(&into->texts, lua_tostring(L, -1),
                 strnlen(lua_tostring(L, -1), LONGEST_ERROR));
  lua_pop(L, 1);
  return offset;
}

static lua_Integer integer_field(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

// Of kinds with several statuses the last is the one that a script knows.
static lark_status status_of(lua_State *L) {
  lua_getfield(L, -1, "kind");
  const char *kind = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  lark_status status = LARK_ESCRIPT;
  while (status > LARK_OK && strcmp(lark_kind(status), kind) != 0)
    status--;
  lua_pop(L, 1);
  return status > LARK_OK ? status : LARK_ESCRIPT;
}

// Arguments: the reading, an error of any type.
static int read_error(lua_State *L) {
  reading *into = lua_touserdata(L, 1);
  lua_settop(L, 2);
  if (!lualark_error_is(L, 2)) {
    into->error.status = LARK_ESCRIPT;
    size_t length = 0;
    const char *text = luaL_tolstring(L, 2, &length);
    into->msg = add(&into->texts, text, strnlen(text, LONGEST_ERROR));
    return 0;
  }
  into->error.status = status_of(L);
  into->error.code = integer_field(L, "code");
  into->error.http_status = (int)integer_field(L, "http_status");
  into->error.attempts = (uint32_t)integer_field(L, "attempts");
  lua_getfield(L, -1, "retryable");
  into->error.retryable = lua_toboolean(L, -1);
  lua_pop(L, 1);
  into->msg = take_field(L, into, "msg");
  into->hint = take_field(L, into, "hint");
  into->endpoint = take_field(L, into, "endpoint");
  into->parameter = take_field(L, into, "parameter");
  into->log_id = take_field(L, into, "log_id");
  return 0;
}

// Arguments: the script, the reading. Raises what the script raised, or hands
// back as `nil, err`; else it handed back JSON text.
static int read_result(lua_State *L) {
  script *ended = lua_touserdata(L, 1);
  reading *into = lua_touserdata(L, 2);
  lua_settop(L, 2);
  int count = lualark_task_results(L, ended->main);
  lualark_task_raise_unseen(L);
  if (count >= 2 && lua_isnil(L, 3) && !lua_isnil(L, 4)) {
    into->returned = true;
    lua_settop(L, 4);
    return lua_error(L);
  }
  const char *json = lua_tolstring(L, 3, &into->result_bytes);
  into->result = add(&into->texts, json, into->result_bytes);
  return 0;
}

// Reads an error that is on top of the stack, and takes it off.
static void take_error(script *ended, reading *into) {
  lua_State *L = ended->L;
  lua_pushcfunction(L, read_error);
  lua_insert(L, -2);
  lua_pushlightuserdata(L, into);
  lua_insert(L, -2);
  int outcome = engine_guard(ended, 2, 0);
  if (outcome == LUA_OK) return;
  into->error.status = LARK_ESCRIPT;
  into->msg =
      add_string(&into->texts, "it raised an error that cannot be read");
  if (outcome != ENGINE_CUT) lua_pop(L, 1);
}

static void take_result(script *ended, size_t limit_bytes, reading *into) {
  lua_State *L = ended->L;
  lua_pushcfunction(L, read_result);
  lua_pushlightuserdata(L, ended);
  lua_pushlightuserdata(L, into);
  int outcome = engine_guard(ended, 2, 0);
  if (outcome == LUA_OK) return;
  if (outcome == ENGINE_CUT) {
    into->error.status = ended->condemned;
    into->msg = add_string(&into->texts, ended->verdict);
    return;
  }
  // Of what is told, __tostring is the script's own.
  if (limit_bytes > 0 && !ended->sandboxed)
    ended->heap.limit_bytes = ended->heap.held_bytes + ROOM_TO_TELL;
  take_error(ended, into);
  if (!ended->sandboxed) ended->heap.limit_bytes = 0;
  if (!ended->is_spent || into->returned) return;
  into->error.status = LARK_ELIMIT;
  into->msg = add_string(&into->texts, ended->verdict);
}

// -------------------------------------------------------------------- ending

static void fill_in(lualark_end *end, lark_error *error, const reading *from) {
  const texts *all = &from->texts;
  *error = from->error;
  error->msg = at(all, from->msg);
  error->hint = at(all, from->hint);
  error->endpoint = at(all, from->endpoint);
  error->parameter = at(all, from->parameter);
  error->log_id = at(all, from->log_id);
  if (error->msg == NULL) error->msg = lark_strerror(error->status);
  end->status = error->status;
  end->error = error->status != LARK_OK ? error : NULL;
  end->result = at(all, from->result);
  end->result_bytes = from->result_bytes;
  if (end->result == NULL) {
    end->result = "null";
    end->result_bytes = 4;
  }
}

static const char *or_empty(const char *text) {
  return text != NULL ? text : "";
}

ending *engine_ending_take(script *ended, lark_status status, const char *why) {
  ending *told = ended->ending;
  reading read = {.result = NONE,
                  .msg = NONE,
                  .hint = NONE,
                  .endpoint = NONE,
                  .parameter = NONE,
                  .log_id = NONE};
  // A limit that was met is taken off: telling of it takes some memory.
  size_t limit_bytes = ended->heap.limit_bytes;
  if (!ended->sandboxed) ended->heap.limit_bytes = 0;
  read.error.status = status;
  if (status == LARK_OK)
    take_result(ended, limit_bytes, &read);
  else
    read.msg = add_string(&read.texts, why);
  ptrdiff_t name = add_string(&read.texts, ended->name);
  if (read.error.status == LARK_OK || read.returned) {
    free(told->trace);
    told->trace = NULL;
  }
  told->texts = read.texts.bytes;
  fill_in(&told->end, &told->error, &read);
  told->end.size = sizeof told->end;
  told->end.script = ended->id;
  told->end.name = or_empty(at(&read.texts, name));
  told->end.traceback = or_empty(told->trace);
  told->end.usage.size = sizeof told->end.usage;
  engine_usage_of(ended, &told->end.usage);
  return told;
}

void engine_ending_free(ending *told) {
  free(told->texts);
  free(told->trace);
  free(told);
}
