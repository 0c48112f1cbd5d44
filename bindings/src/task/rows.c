// SPDX-License-Identifier: MIT

// Hands the rows of lark.map to the tasks that run them, and counts them. It is
// not in Lua because a host may preempt a task between any two instructions, so
// that two tasks could take the same row.
#include "rows.h"

#include "finalizer.h"
#include "task_record.h"

static const char rows_type[] = "lark.rows";

// The rows of one map; a userdata.
typedef struct rows {
  lualark_scheduler *scheduler; // counts them; NULL: they are not counted
  lua_Integer last;             // the last row that was taken
  lua_Integer ended, total;
} rows;

static void count_one(rows *map) {
  map->ended++;
  if (map->scheduler != NULL) map->scheduler->rows.ended++;
}

// Tasks that the running task spawns from now on belong to its rows.
static void mark_task(lua_State *L) {
  const lualark_scheduler *s = lualark_scheduler_get(L);
  if (s->running.task != NULL) s->running.task->is_row = true;
}

// for i in take: ends the running task's row, if it had one, and returns its
// next.
static int take(lua_State *L) {
  rows *map = lua_touserdata(L, lua_upvalueindex(1));
  if (lua_isnoneornil(L, 2))
    mark_task(L);
  else
    count_one(map);
  if (map->last < map->total)
    lua_pushinteger(L, ++map->last);
  else
    lua_pushnil(L);
  return 1;
}

// Ends a map. Where it was cancelled, the rows that did not end count no more.
static int end(lua_State *L) {
  rows *map = luaL_checkudata(L, 1, rows_type);
  lualark_scheduler *s = map->scheduler;
  if (s == NULL) return 0;
  map->scheduler = NULL;
  s->rows.maps--;
  if (s->rows.maps > 0) s->rows.total -= (uint64_t)(map->total - map->ended);
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

// A map inside a row of another one is not counted: people wait for the outer
// rows.
static void begin_to_count(lualark_scheduler *s, rows *map) {
  if (s->running.task != NULL && s->running.task->is_row) return;
  if (s->rows.maps == 0) s->rows = (lualark_rows){0};
  s->rows.total += (uint64_t)map->total;
  s->rows.maps++;
  map->scheduler = s;
}

int lualark_rows_new(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_check(L);
  rows *map = lua_newuserdatauv(L, sizeof *map, 0);
  *map = (rows){.total = luaL_checkinteger(L, 1)};
  set_metatable(L);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, take, 1);
  lua_insert(L, -2);
  begin_to_count(s, map);
  return 2;
}
