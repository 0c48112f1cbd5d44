// SPDX-License-Identifier: MIT
#include "recorded.h"

#include <lauxlib.h>
#include <stdio.h>

#include "clock.h"
#include "recording_file.h"
#include "recording_table.h"
#include "statements.h"
#include "words.h"

// A recording that is looked at. A userdata, so that an error of Lua's leaves
// nothing open.
typedef struct looking {
  lualark_recording_table table;
  sqlite3_stmt *rows;
  bool read_only;
  char why[640];
} looking;

static int end_looking(lua_State *L) {
  looking *l = lua_touserdata(L, 1);
  if (l->rows != NULL) sqlite3_finalize(l->rows);
  l->rows = NULL;
  lualark_recording_table_clear(&l->table);
  lualark_recording_file_close(l->table.db, l->read_only);
  l->table.db = NULL;
  return 0;
}

static looking *push_looking(lua_State *L) {
  looking *l = lua_newuserdatauv(L, sizeof *l, 0);
  *l = (looking){.read_only = true};
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, end_looking);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  return l;
}

static int fail(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 2;
}

static int fail_broken(lua_State *L, looking *l, const char *format,
                       const char *path) {
  snprintf(l->why, sizeof l->why, format, path,
           lualark_recording_table_error(&l->table));
  return fail(L, l->why);
}

// ----------------------------------------------------------------------- rows

static const char all[] =
    "SELECT recorded_ms, app_id, method, path, http_status, log_id,"
    " length(CAST(answer AS BLOB)) FROM answers"
    " JOIN accounts ON accounts.id = account ORDER BY answers.id";

static const struct column {
  const char *name;
  bool is_number;
} columns[] = {{"time_ms", true}, {"app_id", false},     {"method", false},
               {"path", false},   {"http_status", true}, {"log_id", false},
               {"bytes", true}};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void push_row(lua_State *L, sqlite3_stmt *row) {
  lua_createtable(L, 0, COLUMNS);
  for (int i = 0; i < COLUMNS; i++) {
    if (columns[i].is_number)
      lua_pushinteger(L, sqlite3_column_int64(row, i));
    else
      lua_pushstring(L, lualark_statement_text(row, i));
    lua_setfield(L, -2, columns[i].name);
  }
}

// Pushes the list; false where the file cannot be read.
static bool push_rows(lua_State *L, looking *l) {
  lua_newtable(L);
  int step = sqlite3_prepare_v3(l->table.db, all, -1, 0, &l->rows, NULL);
  if (step == SQLITE_OK) step = sqlite3_step(l->rows);
  for (lua_Integer i = 1; step == SQLITE_ROW; i++) {
    push_row(L, l->rows);
    lua_rawseti(L, -2, i);
    step = sqlite3_step(l->rows);
  }
  return step == SQLITE_DONE;
}

// -------------------------------------------------------------------- function

int recorded_list(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_getfield(L, 1, "path");
  const char *path = luaL_checkstring(L, 2);
  bool erases = lua_getfield(L, 1, "max_age_ms") != LUA_TNIL;
  int64_t age_ms = lua_tointeger(L, 3);
  int64_t erased = 0;
  looking *l = push_looking(L);
  l->read_only = !erases;
  l->table.db =
      lualark_recording_file_open(path, l->read_only, l->why, sizeof l->why);
  if (l->table.db == NULL) return fail(L, l->why);
  if (erases)
    erased = lualark_recording_table_erase(&l->table, lark_wall_ms() - age_ms);
  if (erased < 0)
    return fail_broken(L, l, words_of("%s: not all could be erased: %s"), path);
  lualark_recording_redaction redaction;
  int redacted = lualark_recording_table_redaction(&l->table, &redaction);
  if (redacted < 0 || !push_rows(L, l))
    return fail_broken(L, l, words_of("%s cannot be read: %s"), path);
  lua_pushinteger(L, erased);
  lua_pushstring(L, redacted > 0 ? redaction.fields : NULL);
  return 3;
}
