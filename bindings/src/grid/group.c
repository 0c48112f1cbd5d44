// SPDX-License-Identifier: MIT
#include "group.h"

#include "aggregate.h"
#include "grid.h"
#include "work.h"

enum { MOST_KEYS = 16, MOST_AGGREGATES = 64, GROUPS_A_PIECE = 256 };

typedef struct wanted {
  lualark_aggregate_kind kind;
  uint32_t column;
  lualark_intern seen;
} wanted;

typedef struct group {
  lualark_work work;
  lualark_extents blocks;
  lualark_frame *frame;
  uint32_t keys[MOST_KEYS];
  lualark_intern levels[MOST_KEYS]; // see intern.h
  uint32_t key_count, wanted_count;
  wanted wanted[MOST_AGGREGATES];
  uint32_t row;               // the next one
  uint32_t groups;            // so far
  lualark_aggregate *results; // `wanted_count` for each group
  size_t room;                // in groups
  uint32_t *firsts;           // the first row of each group
  size_t first_room;
} group;

static void release(lualark_work *work) {
  group *g = (group *)work;
  if (g->frame == NULL) return;
  for (uint32_t i = 0; i < g->key_count; i++)
    lualark_intern_clear(&g->blocks, &g->levels[i]);
  for (uint32_t i = 0; i < g->wanted_count; i++)
    lualark_intern_clear(&g->blocks, &g->wanted[i].seen);
  lualark_extent_free(&g->blocks, g->results,
                      g->room * g->wanted_count * sizeof *g->results);
  lualark_extent_free(&g->blocks, g->firsts, g->first_room * sizeof *g->firsts);
  lualark_frame_drop(g->frame);
  g->frame = NULL;
}

// ------------------------------------------------------------------- grouping

// The number of the group of a row; a new one for its first.
static uint32_t group_of(lua_State *L, group *g, uint32_t row) {
  uint32_t number = 0;
  for (uint32_t i = 0; i < g->key_count; i++)
    number = lualark_intern_add(L, &g->levels[i], number,
                                lualark_frame_text(g->frame, g->keys[i], row));
  return number;
}

static void begin_group(lua_State *L, group *g, uint32_t row) {
  if (g->groups == g->room) {
    size_t size = g->wanted_count * sizeof *g->results;
    if (size > 0)
      g->results = lualark_extent_grow(L, g->results, &g->room, size);
  }
  if (g->groups == g->first_room)
    g->firsts =
        lualark_extent_grow(L, g->firsts, &g->first_room, sizeof *g->firsts);
  lualark_aggregate *results = g->results + (size_t)g->groups * g->wanted_count;
  for (uint32_t i = 0; i < g->wanted_count; i++)
    results[i] = (lualark_aggregate){0};
  g->firsts[g->groups++] = row;
}

static bool add_row(lua_State *L, group *g, uint32_t row) {
  uint32_t number = group_of(L, g, row);
  if (number == g->groups) begin_group(L, g, row);
  lualark_aggregate *results = g->results + (size_t)number * g->wanted_count;
  for (uint32_t i = 0; i < g->wanted_count; i++) {
    wanted *w = &g->wanted[i];
    lualark_text text = {"", 0};
    if (w->kind != AGGREGATE_ROWS)
      text = lualark_frame_text(g->frame, w->column, row);
    if (text.bytes != NULL &&
        !lualark_aggregate_add(L, &results[i], w->kind, text, number, &w->seen))
      return false;
  }
  return true;
}

static uint64_t probes(const group *g) {
  uint64_t all = 0;
  for (uint32_t i = 0; i < g->key_count; i++)
    all += g->levels[i].probes;
  return all;
}

static int advance(lua_State *L, lualark_work *work) {
  group *g = (group *)work;
  uint32_t cost = 1 + g->key_count + g->wanted_count;
  uint64_t before = probes(g);
  uint32_t from = g->row;
  while (g->row < g->frame->count && g->row - from < WORK_ROWS / cost + 1) {
    if (!add_row(L, g, g->row)) {
      lua_pushnil(L);
      return 1;
    }
    g->row++;
  }
  work->steps = (g->row - from) * cost + (uint32_t)(probes(g) - before);
  if (g->row < g->frame->count) return 0;
  lua_pushinteger(L, g->groups);
  return 1;
}

static const lualark_work_kind kind = {
    .name = "grouping", .advance = advance, .keeps = true, .release = release};

// ------------------------------------------------------------------- arguments

static void check_keys(lua_State *L, const lualark_frame *frame, group *g) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  luaL_argcheck(L, count <= MOST_KEYS, 2, "too many keys");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 2, i);
    g->keys[i - 1] = lualark_grid_check_column(L, -1, frame);
    lua_pop(L, 1);
    lualark_intern_init(L, &g->levels[i - 1]);
    g->key_count++;
  }
}

// { what, column }
static void check_wanted(lua_State *L, const lualark_frame *frame, group *g) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, 3);
  luaL_argcheck(L, count <= MOST_AGGREGATES, 3, "too many aggregates");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 3, i);
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_rawgeti(L, -1, 1);
    wanted *w = &g->wanted[i - 1];
    w->kind = (lualark_aggregate_kind)luaL_checkoption(L, -1, NULL,
                                                       lualark_aggregate_names);
    lua_rawgeti(L, -2, 2);
    if (w->kind != AGGREGATE_ROWS)
      w->column = lualark_grid_check_column(L, -1, frame);
    lua_pop(L, 3);
    g->wanted_count++;
    if (w->kind == AGGREGATE_DISTINCT || w->kind == AGGREGATE_SEVERAL)
      lualark_intern_init(L, &w->seen);
  }
}

int lualark_group_new(lua_State *L) {
  lualark_frame *frame = lualark_grid_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  group *g = lualark_work_push(L, &kind, sizeof *g);
  g->blocks = lualark_extents_of(L);
  g->frame = lualark_frame_share(frame);
  check_keys(L, frame, g);
  check_wanted(L, frame, g);
  return 1;
}

// --------------------------------------------------------------------- results

static group *check_over(lua_State *L) {
  group *g = lualark_work_check(L, 1, &kind);
  luaL_argcheck(L, g->work.over, 1, "it is not over");
  return g;
}

int lualark_group_rows(lua_State *L) {
  const group *g = check_over(L);
  lua_Integer from = luaL_checkinteger(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  luaL_argcheck(L, from >= 1, 2, "groups begin at 1");
  lua_settop(L, 3);
  lua_createtable(L, GROUPS_A_PIECE, 0);
  lua_Integer at = from;
  for (; at <= (lua_Integer)g->groups && at < from + GROUPS_A_PIECE; at++) {
    const lualark_aggregate *results =
        g->results + (size_t)(at - 1) * g->wanted_count;
    lua_createtable(L, 0, (int)g->wanted_count);
    for (uint32_t i = 0; i < g->wanted_count; i++) {
      lualark_aggregate_push(L, &results[i], g->wanted[i].kind);
      if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        continue;
      }
      lua_rawgeti(L, 3, (lua_Integer)i + 1); // the name
      luaL_checktype(L, -1, LUA_TSTRING);
      lua_insert(L, -2);
      lua_rawset(L, -3);
    }
    lua_rawseti(L, 4, at - from + 1);
  }
  return lualark_work_return(L, g->work.native.state, 1,
                             GROUPS_A_PIECE * (g->wanted_count + 1) * 2);
}

int lualark_group_firsts(lua_State *L) {
  const group *g = check_over(L);
  lualark_grid *made = lualark_grid_push_empty(L);
  made->picked = lualark_rowmap_new(L, g->groups);
  for (uint32_t i = 0; i < g->groups; i++)
    made->picked->rows[i] = g->firsts[i];
  lualark_frame_pick(L, g->frame, &made->picked, &made->frame);
  return 1;
}
