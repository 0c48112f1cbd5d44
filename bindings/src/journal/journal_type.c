// SPDX-License-Identifier: MIT
#include "journal_type.h"

#include <lauxlib.h>
#include <string.h>

#include "clock.h"
#include "error.h"
#include "finalizer.h"
#include "journal.h"
#include "lualark_words.h"
#include "state.h"
#include "statements.h"

static const char journal_type[] = "lark.journal";

static lualark_journal **journal_at(lua_State *L, int index) {
  return luaL_checkudata(L, index, journal_type);
}

static lualark_journal *check(lua_State *L) {
  lualark_journal **journal = journal_at(L, 1);
  if (*journal == NULL) luaL_error(L, "the journal is closed");
  return *journal;
}

static int fail(lua_State *L, lark_status status, const char *msg,
                const char *hint) {
  lark_error error = {.status = status, .msg = msg, .hint = hint};
  return lualark_error_return(L, &error);
}

static int fail_broken(lua_State *L, const lualark_journal *journal) {
  const char *msg = lua_pushfstring(
      L, lualark_words("the journal %s cannot be used: %s"), journal->path,
      lualark_journal_table_error(&journal->table));
  return fail(L, LARK_ECONFIG, msg, NULL);
}

// -------------------------------------------------------------------- entries

// The columns of lualark_journal_table_list().
static const struct column {
  const char *name; // NULL: it is not shown as it is
  bool is_number;
} columns[] = {
    {"row", false},        {"endpoint", false}, {NULL, false},
    {NULL, true},          {NULL, true},        {NULL, true},
    {"user", false},       {"host", false},     {"pid", true},
    {"sent_ms", true},     {"ended_ms", true},  {"method", false},
    {"path", false},       {"ids", false},      {"log_id", false},
    {"http_status", true}, {"code", true},      {"message", false},
};
enum { STATE = 2, RUN = 3, ENDED = 4, KEYED = 5 };

static void push_entry(lua_State *L, const lualark_journal *journal,
                       sqlite3_stmt *row) {
  enum { MEMBERS = 20 };
  lua_createtable(L, 0, MEMBERS);
  for (int i = 0; i < (int)(sizeof columns / sizeof columns[0]); i++) {
    const struct column *column = &columns[i];
    if (column->name == NULL || sqlite3_column_type(row, i) == SQLITE_NULL)
      continue;
    if (column->is_number)
      lua_pushinteger(L, sqlite3_column_int64(row, i));
    else
      lua_pushstring(L, lualark_statement_text(row, i));
    lua_setfield(L, -2, column->name);
  }
  int64_t run = sqlite3_column_int64(row, RUN);
  lua_pushstring(
      L, lualark_journal_outcome(journal, lualark_statement_text(row, STATE),
                                 run, sqlite3_column_int(row, ENDED) != 0));
  lua_setfield(L, -2, "outcome");
  lua_pushboolean(L, sqlite3_column_int(row, KEYED));
  lua_setfield(L, -2, "keyed");
  lua_pushboolean(L, run == journal->run);
  lua_setfield(L, -2, "is_mine");
}

// Arguments: the journal and the statement, so that an error of Lua's leaves
// none open.
static int push_entries(lua_State *L) {
  const lualark_journal *journal = lua_touserdata(L, 1);
  sqlite3_stmt *rows = lua_touserdata(L, 2);
  lua_newtable(L);
  int step = sqlite3_step(rows);
  for (lua_Integer i = 1; step == SQLITE_ROW; i++) {
    push_entry(L, journal, rows);
    lua_rawseti(L, -2, i);
    step = sqlite3_step(rows);
  }
  lua_pushboolean(L, step == SQLITE_DONE);
  return 2;
}

/// journal:entries(): what stands in it, a list.
static int entries(lua_State *L) {
  lualark_journal *journal = check(L);
  sqlite3_stmt *rows = lualark_journal_table_list(&journal->table);
  if (rows == NULL) return fail_broken(L, journal);
  lua_pushcfunction(L, push_entries);
  lua_pushlightuserdata(L, journal);
  lua_pushlightuserdata(L, rows);
  int status = lua_pcall(L, 2, 2, 0);
  lualark_statement_give_back(rows);
  if (status != LUA_OK) return lua_error(L);
  if (!lua_toboolean(L, -1)) return fail_broken(L, journal);
  lua_pop(L, 1);
  return 1;
}

// Reads a text of the table at index 2; "" where there is none.
static const char *text_of(lua_State *L, const char *name, size_t *length) {
  if (lua_getfield(L, 2, name) == LUA_TNIL) lua_pushliteral(L, "");
  const char *text = lua_tolstring(L, -1, length);
  if (text == NULL) luaL_error(L, "%s must be a text", name);
  return text;
}

/// journal:find{ endpoint=, row=, method=, path=, body= }: how a change stands,
/// and whether it has the content that it had; nil where it is not there.
static int find(lua_State *L) {
  lualark_journal *journal = check(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  const char *outcome = NULL;
  bool same = false;
  lark_exchange change = {0};
  change.endpoint = text_of(L, "endpoint", NULL);
  change.row = text_of(L, "row", NULL);
  change.method = text_of(L, "method", NULL);
  change.path = text_of(L, "path", NULL);
  change.body = text_of(L, "body", &change.body_bytes);
  if (!lualark_journal_peek(journal, &change, &outcome, &same))
    return fail_broken(L, journal);
  if (outcome == NULL) return 0;
  lua_pushstring(L, outcome);
  lua_pushboolean(L, same);
  return 2;
}

// ------------------------------------------------------------ retry and skip

static int fail_row(lua_State *L, const char *msg, const char *hint) {
  return fail(L, LARK_EPARAM, msg, hint);
}

// Arguments: the journal, a row's name, an endpoint or nil.
static int settle(lua_State *L, const char *wanted) {
  lualark_journal *journal = check(L);
  const char *row = luaL_checkstring(L, 2);
  const char *endpoint = luaL_optstring(L, 3, NULL);
  int64_t id = 0, run = 0;
  char state[12];
  bool ended = false;
  int count = lualark_journal_table_named(&journal->table, row, endpoint, &id,
                                          &run, state, sizeof state, &ended);
  if (count < 0) return fail_broken(L, journal);
  if (count == 0)
    return fail_row(
        L,
        lua_pushfstring(L, lualark_words("row %s is not in the journal"), row),
        NULL);
  if (count > 1)
    return fail_row(
        L,
        lua_pushfstring(L, lualark_words("row %s is there for %d endpoints"),
                        row, count),
        lualark_words("Name the endpoint, too."));
  const char *outcome = lualark_journal_outcome(journal, state, run, ended);
  if (strcmp(outcome, "done") == 0 || strcmp(outcome, "under way") == 0)
    return fail_row(L,
                    lua_pushfstring(L, lualark_words("row %s is %s"), row,
                                    lualark_words(outcome)),
                    NULL);
  int set = lualark_journal_table_set(&journal->table, id, state, wanted,
                                      lark_wall_ms());
  if (set < 0) return fail_broken(L, journal);
  if (set == 0)
    return fail_row(
        L,
        lua_pushfstring(L, lualark_words("row %s has changed meanwhile"), row),
        lualark_words("Look at it again."));
  lua_pushboolean(L, true);
  return 1;
}

/// journal:retry(row, endpoint): lets a row be sent that is perhaps done.
static int retry(lua_State *L) {
  return settle(L, "unsent");
}

/// journal:skip(row, endpoint): never sends a row.
static int skip(lua_State *L) {
  return settle(L, "skipped");
}

/// journal:erase(seconds): forgets what older changes say of people.
static int erase(lua_State *L) {
  lualark_journal *journal = check(L);
  lua_Number seconds = luaL_checknumber(L, 2);
  luaL_argcheck(L, seconds >= 0 && seconds < 1e10, 2, "not an age");
  int64_t count = lualark_journal_erase(journal, lark_wall_ms() -
                                                     (int64_t)(seconds * 1000));
  if (count < 0) return fail_broken(L, journal);
  lua_pushinteger(L, count);
  return 1;
}

/// journal:fault(): what was lost, if the journal could not write down how a
/// change ended; else nil.
static int fault(lua_State *L) {
  const char *text = lualark_journal_fault(check(L));
  if (text[0] == '\0') return 0;
  lua_pushstring(L, text);
  return 1;
}

// -------------------------------------------------------------- beginning, end

static int close(lua_State *L) {
  lualark_journal **journal = journal_at(L, 1);
  if (*journal == NULL) return 0;
  lualark_journal_close(*journal);
  lualark_journal_release(*journal);
  *journal = NULL;
  return 0;
}

static int finish(lua_State *L) {
  lualark_journal **journal = lua_touserdata(L, 1);
  if (*journal != NULL) lualark_journal_release(*journal);
  *journal = NULL;
  return 0;
}

/// lark.journal(path): opens a journal, or makes one; nil and an error.
static int open(lua_State *L) {
  char why[640];
  size_t length = 0;
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *path = lua_tolstring(L, 1, &length);
  luaL_argcheck(L, length > 0 && strlen(path) == length, 1, "not a path");
  if (lualark_state_check(L)->sandboxed)
    return fail(L, LARK_EPERMISSION,
                lualark_words("files are out of this script's reach"),
                lualark_words("Ask whoever runs it to keep a journal."));
  lualark_journal **journal = lua_newuserdatauv(L, sizeof *journal, 0);
  *journal = NULL;
  luaL_setmetatable(L, journal_type);
  *journal = lualark_journal_open(path, why, sizeof why);
  return *journal != NULL ? 1 : fail(L, LARK_ECONFIG, why, NULL);
}

const lark_journal *lualark_journal_test(lua_State *L, int index) {
  lualark_journal **journal = luaL_testudata(L, index, journal_type);
  return journal != NULL && *journal != NULL ? &(*journal)->methods : NULL;
}

void lualark_journal_push(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"entries", entries}, {"retry", retry}, {"skip", skip},
      {"erase", erase},     {"close", close}, {"find", find},
      {"fault", fault},     {NULL, NULL},
  };
  luaL_newmetatable(L, journal_type);
  lualark_finalizer_set(L, finish);
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, close);
  lua_setfield(L, -2, "__close");
  lua_pushliteral(L, "journal");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
  lua_pushcfunction(L, open);
}
