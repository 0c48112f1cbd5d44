// SPDX-License-Identifier: MIT
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "error_text.h"
#include "failure.h"
#include "guard.h"
#include "task.h"
#include "usage.h"
#include "verdict.h"

// --------------------------------------------------------------------- texts

// Texts end to end in one block. It grows, so that a text is an offset until
// all of them are there.
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

// --------------------------------------------------------- results, errors

// Values read from the script's state, in protected calls.
typedef struct reading {
  texts texts;
  ptrdiff_t result, msg, hint, endpoint, parameter, log_id;
  size_t result_bytes;
  bool returned;       ///< the error was returned as `nil, err`, not raised
  size_t longest_text; ///< of an error; longer ones are cut
  lark_error error;
} reading;

// A text that is cut ends with a whole character.
static ptrdiff_t add_cut(reading *into, const char *text) {
  size_t length = strnlen(text, into->longest_text);
  ptrdiff_t offset = add(&into->texts, text, length);
  if (offset != NONE && text[length] != '\0')
    lark_mend_end(into->texts.bytes + offset, length + 1, (int)length + 1);
  return offset;
}

static ptrdiff_t take_field(lua_State *L, reading *into, const char *name) {
  lua_getfield(L, -1, name);
  ptrdiff_t offset = NONE;
  if (lua_type(L, -1) == LUA_TSTRING)
    offset = add_cut(into, lua_tostring(L, -1));
  lua_pop(L, 1);
  return offset;
}

static lua_Integer integer_field(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

// Several statuses may share a kind: the last of them is the one that scripts
// can make.
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
    const char *text = lualark_error_text_push(L, 2);
    into->msg = add_cut(into, text);
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

// Pushes what the main function returned; raises what was raised.
static int push_results(lua_State *L, struct script *script) {
  if (script->kind->push_results != NULL)
    return script->kind->push_results(L, script);
  int count = lualark_task_results(L, script->main);
  lualark_task_raise_unseen(L);
  return count;
}

// Arguments: the script, the reading. Reads the result, which is JSON text.
// Raises what the script raised, or returned as `nil, err`.
static int read_result(lua_State *L) {
  struct script *script = lua_touserdata(L, 1);
  reading *into = lua_touserdata(L, 2);
  lua_settop(L, 2);
  int count = push_results(L, script);
  if (count >= 2 && lua_isnil(L, 3) && !lua_isnil(L, 4)) {
    into->returned = true;
    lua_settop(L, 4);
    return lua_error(L);
  }
  const char *json = lua_tolstring(L, 3, &into->result_bytes);
  into->result = add(&into->texts, json, into->result_bytes);
  return 0;
}

// Reads the error on top of the stack, and pops it.
static void take_error(struct script *script, reading *into) {
  lua_State *L = script->L;
  lua_pushcfunction(L, read_error);
  lua_insert(L, -2);
  lua_pushlightuserdata(L, into);
  lua_insert(L, -2);
  int outcome = lualark_guard_call(script, 2, 0);
  if (outcome == LUA_OK) return;
  into->error.status = LARK_ESCRIPT;
  into->msg =
      add_string(&into->texts, "it raised an error that cannot be read");
  if (outcome != LUALARK_CUT) lua_pop(L, 1);
}

static void take_verdict(const struct script *script, reading *into) {
  into->error.status = script->verdict.status;
  into->msg = add_string(&into->texts, script->verdict.text);
}

static void take_result(struct script *script, size_t limit_bytes,
                        reading *into) {
  lua_State *L = script->L;
  bool sandboxed = script->kind->sandboxed;
  lua_pushcfunction(L, read_result);
  lua_pushlightuserdata(L, script);
  lua_pushlightuserdata(L, into);
  int outcome = lualark_guard_call(script, 2, 0);
  if (outcome == LUA_OK) return;
  if (outcome == LUALARK_CUT || lualark_verdict_is_there(script)) {
    take_verdict(script, into);
    return;
  }
  // The error's __tostring is the script's own code.
  if (limit_bytes > 0 && !sandboxed)
    script->heap.limit_bytes = script->heap.held_bytes + ROOM_TO_TELL;
  take_error(script, into);
  if (!sandboxed) script->heap.limit_bytes = 0;
  if (!script->memory.spent || into->returned) return;
  into->error.status = LARK_ELIMIT;
  into->msg = add_string(&into->texts, script->verdict.text);
}

static void read_end(struct script *script, lark_status status, const char *why,
                     reading *into) {
  *into = (reading){.result = NONE,
                    .msg = NONE,
                    .hint = NONE,
                    .endpoint = NONE,
                    .parameter = NONE,
                    .log_id = NONE,
                    .longest_text = LONGEST_ERROR};
  if (script->kind->run != NULL) into->longest_text = SIZE_MAX;
  // Reading takes some memory, also where a trusted script has used up its own.
  size_t limit_bytes = script->heap.limit_bytes;
  if (!script->kind->sandboxed) script->heap.limit_bytes = 0;
  into->error.status = status;
  if (status == LARK_OK)
    take_result(script, limit_bytes, into);
  else
    into->msg = add_string(&into->texts, why);
}

// -------------------------------------------------------------------- report

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

// Nothing was raised where the script returned, be it an error.
static void take_trace(struct script *script, struct report *report,
                       const reading *from) {
  if (from->error.status != LARK_OK && !from->returned) {
    report->trace = script->trace;
    script->trace = NULL;
  }
  report->end.traceback = report->trace != NULL ? report->trace : "";
}

struct report *lualark_report_write(struct script *script, lark_status status,
                                    const char *why) {
  struct report *report = script->report;
  lualark_end *end = &report->end;
  reading from;
  read_end(script, status, why, &from);
  ptrdiff_t name = add_string(&from.texts, script->name);
  report->texts = from.texts.bytes;
  fill_in(end, &report->error, &from);
  take_trace(script, report, &from);
  end->size = sizeof *end;
  end->script = script->id;
  end->name = name != NONE ? at(&from.texts, name) : "";
  end->usage.size = sizeof end->usage;
  lualark_usage_fill(script, &end->usage);
  script->report = NULL;
  return report;
}

void lualark_report_free(struct report *report) {
  free(report->texts);
  free(report->trace);
  free(report);
}
