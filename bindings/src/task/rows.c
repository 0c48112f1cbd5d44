// SPDX-License-Identifier: MIT

// Makes the tasks of lark.map, hands rows to them, and counts these. It is not
// in Lua because a host may preempt a task between any two instructions, so
// that two tasks could take the same row.
#include "rows.h"

#include "finalizer.h"
#include "ready.h"
#include "task.h"

static const char rows_type[] = "lark.rows";

// The rows of one map; a userdata.
typedef struct rows {
  lualark_scheduler *scheduler; // counts them; NULL: they are not counted
  lua_Integer last;             // the last row that was taken
  lua_Integer ended, total;
  lark_queue tasks; // that run them, and have not ended
} rows;

static void count_one(rows *map) {
  map->ended++;
  if (map->scheduler != NULL) map->scheduler->rows.ended++;
}

// for i in take: ends the running task's row, if it had one, and returns its
// next.
static int take(lua_State *L) {
  rows *map = lua_touserdata(L, lua_upvalueindex(1));
  if (!lua_isnoneornil(L, 2)) count_one(map);
  if (map->last < map->total)
    lua_pushinteger(L, ++map->last);
  else
    lua_pushnil(L);
  return 1;
}

// begin(work): a task that runs rows, as do those that it spawns.
static int begin(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_check(L);
  lualark_task_check_room(L, s);
  lua_pushvalue(L, lua_upvalueindex(1));
  rows *map = lua_touserdata(L, -1);
  lua_insert(L, 1);
  lualark_task *task = lualark_task_push(L, s, 0);
  task->is_row = true;
  lua_insert(L, 1);
  lualark_task_join_map(L, task, &map->tasks);
  lualark_ready_add(task);
  return 1;
}

// Where a map was cancelled, the rows that did not end count no more.
static int drop(lua_State *L) {
  rows *map = luaL_checkudata(L, 1, rows_type);
  lualark_scheduler *s = map->scheduler;
  if (s == NULL) return 0;
  map->scheduler = NULL;
  s->rows.maps--;
  if (s->rows.maps > 0) s->rows.total -= (uint64_t)(map->total - map->ended);
  return 0;
}

// Ends a map, and the tasks that run rows for nobody.
static int end(lua_State *L) {
  rows *map = luaL_checkudata(L, 1, rows_type);
  lualark_task_doom_map(&map->tasks);
  return drop(L);
}

static void set_metatable(lua_State *L) {
  if (luaL_newmetatable(L, rows_type)) {
    lualark_finalizer_set(L, drop);
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
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, begin, 1);
  lua_rotate(L, -3, 2);
  begin_to_count(s, map);
  return 3;
}
