// SPDX-License-Identifier: MIT

// The rows of lark.map: who takes which, and how far it is.
//
// A host may take the processor from a task between any two instructions, so in
// Lua two of them could take the same row.
#include "rows.h"

#include "finalizer.h"
#include "task_record.h"

static const char rows_type[] = "lark.rows";

// Of one map, a userdata.
typedef struct rows {
  lualark_scheduler
      *scheduler;   ///< that counts them; NULL: none does, or no more
  lua_Integer last; ///< that was taken
  lua_Integer ended, total;
} rows;

static void count_one(rows *its) {
  its->ended++;
  if (its->scheduler != NULL) its->scheduler->rows.ended++;
}

// What the running task spawns from now on is for its rows.
static void mark_task(lua_State *L) {
  const lualark_scheduler *s = lualark_scheduler_get(L);
  if (s->running.task != NULL) s->running.task->is_row = true;
}

// for i in take: the next row for the running task, whose last one, if it had
// any, has ended with that.
static int take(lua_State *L) {
  rows *its = lua_touserdata(L, lua_upvalueindex(1));
  if (lua_isnoneornil(L, 2))
    mark_task(L);
  else
    count_one(its);
  if (its->last < its->total)
    lua_pushinteger(L, ++its->last);
  else
    lua_pushnil(L);
  return 1;
}

// Of a map that was cancelled, the rows that did not end are no more.
static int end(lua_State *L) {
  rows *its = luaL_checkudata(L, 1, rows_type);
  lualark_scheduler *s = its->scheduler;
  if (s == NULL) return 0;
  its->scheduler = NULL;
  s->rows.maps--;
  if (s->rows.maps > 0) s->rows.total -= (uint64_t)(its->total - its->ended);
  return 0;
}

static void set_metatable(lua_State *L) {
  if (luaL_newmetatable(L, rows_type)) {
    lualark_finalizer_set(L, end);
    lua_pushcfunction(L, end);
    lua_setfield(L, -2, "__close");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
  }
  lua_setmetatable(L, -2);
}

// Within a row of another map nobody counts: that one's are what people wait
// for.
static void begin_to_count(lualark_scheduler *s, rows *its) {
  if (s->running.task != NULL && s->running.task->is_row) return;
  if (s->rows.maps == 0) s->rows = (lualark_rows){0};
  s->rows.total += (uint64_t)its->total;
  s->rows.maps++;
  its->scheduler = s;
}

int lualark_rows_new(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_check(L);
  rows *its = lua_newuserdatauv(L, sizeof *its, 0);
  *its = (rows){.total = luaL_checkinteger(L, 1)};
  set_metatable(L);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, take, 1);
  lua_insert(L, -2);
  begin_to_count(s, its);
  return 2;
}
