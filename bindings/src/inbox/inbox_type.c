// SPDX-License-Identifier: MIT
#include "inbox_type.h"

#include <lauxlib.h>
#include <string.h>

#include "clock.h"
#include "error.h"
#include "finalizer.h"
#include "inbox.h"
#include "lualark_words.h"
#include "state.h"
#include "statements.h"

static const char inbox_type[] = "lark.inbox.file";

static lualark_inbox **inbox_at(lua_State *L, int index) {
  return luaL_checkudata(L, index, inbox_type);
}

static lualark_inbox *check(lua_State *L) {
  lualark_inbox **inbox = inbox_at(L, 1);
  if (*inbox == NULL) luaL_error(L, "the inbox is closed");
  return *inbox;
}

static int fail(lua_State *L, lark_status status, const char *msg,
                const char *hint) {
  lark_error error = {.status = status, .msg = msg, .hint = hint};
  return lualark_error_return(L, &error);
}

static int fail_broken(lua_State *L, const lualark_inbox *inbox) {
  const char *msg =
      lua_pushfstring(L, lualark_words("the inbox %s cannot be used: %s"),
                      inbox->path, lualark_inbox_error(inbox));
  return fail(L, LARK_ECONFIG, msg, NULL);
}

// The error of a transaction that is taken back.
static int fail_in(lua_State *L, lualark_inbox *inbox) {
  int count = fail_broken(L, inbox);
  lualark_inbox_roll_back(inbox);
  return count;
}

// The number of rows that a write changed.
static int push_count(lua_State *L, const lualark_inbox *inbox, int64_t count) {
  if (count < 0) return fail_broken(L, inbox);
  lua_pushinteger(L, count);
  return 1;
}

// --------------------------------------------------------------------- putting

enum { EVENT_ID = 1, TYPE, APP, TENANT, CREATED, BODY };

// The event in the list on top: texts, which the list keeps.
static lualark_inbox_event read_event(lua_State *L) {
  lualark_inbox_event event = {0};
  const char **const texts[] = {
      [EVENT_ID] = &event.event_id, [TYPE] = &event.type, [APP] = &event.app_id,
      [TENANT] = &event.tenant_key, [BODY] = &event.body,
  };
  for (int i = EVENT_ID; i <= BODY; i++) {
    lua_rawgeti(L, -1, i);
    if (i == CREATED)
      event.create_ms = lua_tointeger(L, -1);
    else
      *texts[i] = lua_type(L, -1) == LUA_TSTRING
                      ? lua_tolstring(L, -1, &event.body_bytes)
                      : "";
    lua_pop(L, 1);
  }
  return event;
}

/// file:put(events): writes them down, for good. A list: whether each is new.
static int put(lua_State *L) {
  lualark_inbox *inbox = check(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  lua_settop(L, 2);
  lua_createtable(L, (int)count, 0);
  if (!lualark_inbox_begin(inbox)) return fail_broken(L, inbox);
  int64_t now_ms = lark_wall_ms();
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 2, i);
    lualark_inbox_event event = read_event(L);
    int added = lualark_inbox_add(inbox, &event, now_ms);
    lua_pop(L, 1);
    if (added < 0) return fail_in(L, inbox);
    lua_pushboolean(L, added > 0);
    lua_rawseti(L, 3, i);
  }
  if (!lualark_inbox_commit(inbox) || !lualark_inbox_sync(inbox))
    return fail_broken(L, inbox);
  return 1;
}

/// file:sort(ids, keys): gives new events their keys.
static int sort(lua_State *L) {
  lualark_inbox *inbox = check(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  if (!lualark_inbox_begin(inbox)) return fail_broken(L, inbox);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 2, i);
    lua_rawgeti(L, 3, i);
    const char *key =
        lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    bool sorted = lualark_inbox_sort(inbox, lua_tointeger(L, -2), key);
    lua_pop(L, 2);
    if (!sorted) return fail_in(L, inbox);
  }
  if (!lualark_inbox_commit(inbox)) return fail_broken(L, inbox);
  lua_pushboolean(L, true);
  return 1;
}

// ------------------------------------------------------------------------ rows

typedef struct column {
  const char *name;
  bool is_number;
} column;

// The columns of lualark_inbox_new() and lualark_inbox_due().
static const column taken[] = {
    {"id", true},      {"event_id", false},   {"event_type", false},
    {"app_id", false}, {"tenant_key", false}, {"create_time", true},
    {"body", false},   {"tries", true},       {"received_ms", true},
    {"won", true},     {"key", false},
};

// The columns of lualark_inbox_list().
static const column listed[] = {
    {"event_id", false},   {"event_type", false}, {"state", false},
    {"tries", true},       {"received_ms", true}, {"ended_ms", true},
    {"due_ms", true},      {"key", false},        {"app_id", false},
    {"tenant_key", false}, {"create_ms", true},   {"message", false},
    {"body", false},       {"bytes", true},
};

static const column counted[] = {{"state", false}, {"count", true}};

#define COUNT(columns) ((int)(sizeof(columns) / sizeof(columns)[0]))

static void push_row(lua_State *L, sqlite3_stmt *row, const column *columns,
                     int count) {
  lua_createtable(L, 0, count);
  for (int i = 0; i < count; i++) {
    if (sqlite3_column_type(row, i) == SQLITE_NULL) continue;
    if (columns[i].is_number)
      lua_pushinteger(L, sqlite3_column_int64(row, i));
    else
      lua_pushlstring(L, lualark_statement_text(row, i),
                      (size_t)sqlite3_column_bytes(row, i));
    lua_setfield(L, -2, columns[i].name);
  }
}

// Arguments: the statement, the columns, their number, so that an error of
// Lua's leaves none open. Returns the rows, and whether these are all.
static int push_rows(lua_State *L) {
  sqlite3_stmt *rows = lua_touserdata(L, 1);
  const column *columns = lua_touserdata(L, 2);
  int count = (int)lua_tointeger(L, 3);
  lua_newtable(L);
  int step = sqlite3_step(rows);
  for (lua_Integer i = 1; step == SQLITE_ROW; i++) {
    push_row(L, rows, columns, count);
    lua_rawseti(L, -2, i);
    step = sqlite3_step(rows);
  }
  lua_pushboolean(L, step == SQLITE_DONE);
  return 2;
}

// Leaves the rows on the stack, or what was raised. LUA_OK; LUA_YIELD: the file
// cannot be read.
static int read_rows(lua_State *L, sqlite3_stmt *rows, const column *columns,
                     int count) {
  if (rows == NULL) return LUA_YIELD;
  lua_pushcfunction(L, push_rows);
  lua_pushlightuserdata(L, rows);
  lua_pushlightuserdata(L, (void *)(uintptr_t)columns);
  lua_pushinteger(L, count);
  int status = lua_pcall(L, 3, 2, 0);
  lualark_statement_give_back(rows);
  if (status != LUA_OK) return status;
  bool is_whole = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is_whole ? LUA_OK : LUA_YIELD;
}

static int return_rows(lua_State *L, lualark_inbox *inbox, sqlite3_stmt *rows,
                       const column *columns, int count) {
  int status = read_rows(L, rows, columns, count);
  if (status == LUA_OK) return 1;
  return status == LUA_YIELD ? fail_broken(L, inbox) : lua_error(L);
}

/// file:new(n): events that have no key yet.
static int new_events(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return return_rows(L, inbox,
                     lualark_inbox_new(inbox, luaL_checkinteger(L, 2)), taken,
                     COUNT(taken));
}

// Ends a transaction, and returns what is on the stack.
static int commit(lua_State *L, lualark_inbox *inbox, int count) {
  return lualark_inbox_commit(inbox) ? count : fail_broken(L, inbox);
}

// Claims events in a transaction, and leaves them on the stack. False where the
// file cannot be used.
static bool read_claimed(lua_State *L, lualark_inbox *inbox, lua_Integer most,
                         int64_t now_ms) {
  int status =
      read_rows(L, lualark_inbox_due(inbox, most, now_ms), taken, COUNT(taken));
  if (status == LUA_YIELD) return false;
  if (status != LUA_OK) {
    lualark_inbox_roll_back(inbox);
    return lua_error(L);
  }
  lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, -1, i);
    lua_getfield(L, -1, "id");
    bool is_ours = lualark_inbox_claim(inbox, lua_tointeger(L, -1));
    lua_pop(L, 2);
    if (!is_ours) return false;
  }
  return true;
}

/// file:claim(n): claims as many events that are due.
static int claim(lua_State *L) {
  lualark_inbox *inbox = check(L);
  lua_Integer most = luaL_checkinteger(L, 2);
  int64_t now_ms = lark_wall_ms();
  if (!lualark_inbox_enroll(inbox, now_ms) || !lualark_inbox_begin(inbox))
    return fail_broken(L, inbox);
  return read_claimed(L, inbox, most, now_ms) ? commit(L, inbox, 1)
                                              : fail_in(L, inbox);
}

/// file:list(event_id, type, only_failed, with_body)
static int list(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return return_rows(L, inbox,
                     lualark_inbox_list(inbox, luaL_optstring(L, 2, NULL),
                                        luaL_optstring(L, 3, NULL),
                                        lua_toboolean(L, 4),
                                        lua_toboolean(L, 5)),
                     listed, COUNT(listed));
}

/// file:counts(): state and count of each state.
static int counts(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return return_rows(L, inbox, lualark_inbox_counts(inbox), counted,
                     COUNT(counted));
}

/// file:look(): whether something is new, is due, and is there to be handled.
static int look(lua_State *L) {
  lualark_inbox *inbox = check(L);
  sqlite3_stmt *row = lualark_inbox_look(inbox, lark_wall_ms());
  if (row == NULL) return fail_broken(L, inbox);
  bool found = sqlite3_step(row) == SQLITE_ROW;
  enum { ANSWERS = 3 };
  for (int i = 0; i < ANSWERS; i++)
    lua_pushboolean(L, found && sqlite3_column_int(row, i) != 0);
  lualark_statement_give_back(row);
  return found ? ANSWERS : fail_broken(L, inbox);
}

// -------------------------------------------------------------------- settling

// The row at index 2, and how its handling ended: texts that the stack keeps.
static lualark_inbox_ended read_ended(lua_State *L) {
  static const char *const ends[] = {
      "done", "no handler", "duplicate", "failed", "again", "later", NULL};
  luaL_checktype(L, 2, LUA_TTABLE);
  lualark_inbox_ended ended = {
      .end = (lualark_inbox_end)luaL_checkoption(L, 3, NULL, ends),
      .message = luaL_optstring(L, 4, NULL),
      .due_ms = lark_wall_ms() + (int64_t)(luaL_optnumber(L, 5, 0) * 1000),
      .keeps_body = lua_toboolean(L, 6),
  };
  lua_getfield(L, 2, "id");
  ended.id = luaL_checkinteger(L, -1);
  lua_getfield(L, 2, "key");
  ended.key = luaL_optstring(L, -1, NULL);
  return ended;
}

/// file:finish(row, end, message, wait_s, keeps_body, claims): true; false
/// where another run has the event. In the same transaction it claims as many
/// events that are due, which are the second value.
static int finish(lua_State *L) {
  lualark_inbox *inbox = check(L);
  lua_Integer most = luaL_optinteger(L, 7, 0);
  lualark_inbox_ended how = read_ended(L);
  int64_t now_ms = lark_wall_ms();
  if (!lualark_inbox_begin(inbox)) return fail_broken(L, inbox);
  int ended = lualark_inbox_finish(inbox, &how, now_ms);
  if (ended < 0) return fail_in(L, inbox);
  lua_pushboolean(L, ended > 0);
  if (most == 0) return commit(L, inbox, 1);
  return read_claimed(L, inbox, most, now_ms) ? commit(L, inbox, 2)
                                              : fail_in(L, inbox);
}

/// file:win(id): this machine handles an event.
static int win(lua_State *L) {
  lualark_inbox *inbox = check(L);
  if (!lualark_inbox_win(inbox, luaL_checkinteger(L, 2)))
    return fail_broken(L, inbox);
  lua_pushboolean(L, true);
  return 1;
}

/// file:recover(): frees the events of runs that died.
static int recover(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return push_count(L, inbox, lualark_inbox_recover(inbox));
}

/// file:replay(event_id, type)
static int replay(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return push_count(L, inbox,
                    lualark_inbox_replay(inbox, luaL_optstring(L, 2, NULL),
                                         luaL_optstring(L, 3, NULL)));
}

/// file:drop(event_id, type, only_failed)
static int drop(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return push_count(L, inbox,
                    lualark_inbox_drop(inbox, luaL_optstring(L, 2, NULL),
                                       luaL_optstring(L, 3, NULL),
                                       lua_toboolean(L, 4), lark_wall_ms()));
}

static int64_t moment_before(lua_State *L) {
  lua_Number seconds = luaL_checknumber(L, 2);
  luaL_argcheck(L, seconds >= 0 && seconds < 1e10, 2, "not an age");
  return lark_wall_ms() - (int64_t)(seconds * 1000);
}

/// file:forget(seconds): forgets events that ended earlier.
static int forget(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return push_count(L, inbox, lualark_inbox_forget(inbox, moment_before(L)));
}

/// file:erase(seconds): the same, and what others say of people.
static int erase(lua_State *L) {
  lualark_inbox *inbox = check(L);
  return push_count(L, inbox, lualark_inbox_erase(inbox, moment_before(L)));
}

// -------------------------------------------------------------- beginning, end

/// file:id(): what tells this inbox from others.
static int id_of(lua_State *L) {
  lua_pushstring(L, check(L)->id);
  return 1;
}

/// file:close()
static int close(lua_State *L) {
  lualark_inbox **inbox = inbox_at(L, 1);
  lualark_inbox_close(*inbox);
  *inbox = NULL;
  return 0;
}

static int end(lua_State *L) {
  lualark_inbox **inbox = lua_touserdata(L, 1);
  lualark_inbox_close(*inbox);
  *inbox = NULL;
  return 0;
}

int lualark_inbox_type_open(lua_State *L) {
  char why[640];
  size_t length = 0;
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *path = lua_tolstring(L, 1, &length);
  luaL_argcheck(L, length > 0 && strlen(path) == length, 1, "not a path");
  if (lualark_state_check(L)->sandboxed)
    return fail(L, LARK_EPERMISSION,
                lualark_words("files are out of this script's reach"),
                lualark_words("Ask whoever runs it to hand it events."));
  lualark_inbox **inbox = lua_newuserdatauv(L, sizeof *inbox, 0);
  *inbox = NULL;
  luaL_setmetatable(L, inbox_type);
  *inbox = lualark_inbox_open(path, why, sizeof why);
  return *inbox != NULL ? 1 : fail(L, LARK_ECONFIG, why, NULL);
}

void lualark_inbox_type_make(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"put", put},         {"sort", sort},     {"new", new_events},
      {"claim", claim},     {"list", list},     {"counts", counts},
      {"look", look},       {"finish", finish}, {"win", win},
      {"recover", recover}, {"replay", replay}, {"drop", drop},
      {"forget", forget},   {"erase", erase},   {"id", id_of},
      {"close", close},     {NULL, NULL},
  };
  luaL_newmetatable(L, inbox_type);
  lualark_finalizer_set(L, end);
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "inbox");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
