// SPDX-License-Identifier: MIT

// A task has a slot, which is used again after its end: an empty slot has the
// number of the one that was emptied before it. The slots are in blocks, since
// a table of many grows in one piece, which would hold up everything else.
#include "live.h"

enum { BLOCK = 1024 };

static const char live_key = 0; // registry: the blocks

void lualark_live_open(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &live_key);
}

static lua_Integer block_of(uint32_t slot) {
  return (slot - 1) / BLOCK + 1;
}

static lua_Integer place_of(uint32_t slot) {
  return (slot - 1) % BLOCK + 1;
}

static void push_block(lua_State *L, uint32_t slot) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_rawgeti(L, -1, block_of(slot));
  lua_remove(L, -2);
}

static void add_block(lua_State *L, uint32_t slot) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_newtable(L);
  lua_rawseti(L, -2, block_of(slot));
  lua_pop(L, 1);
}

static void fill(lua_State *L, uint32_t slot) {
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, place_of(slot));
  lua_pop(L, 1);
}

void lualark_live_add(lua_State *L, lualark_task *task) {
  lualark_tasks *tasks = &task->scheduler->tasks;
  uint32_t slot = tasks->empty;
  if (slot > 0) {
    push_block(L, slot);
    lua_rawgeti(L, -1, place_of(slot));
    tasks->empty = (uint32_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    fill(L, slot);
  } else {
    slot = tasks->slots + 1;
    if (place_of(slot) == 1) add_block(L, slot);
    push_block(L, slot);
    fill(L, slot);
    tasks->slots = slot;
  }
  task->slot = slot;
}

void lualark_live_remove(lua_State *L, lualark_task *task) {
  lualark_tasks *tasks = &task->scheduler->tasks;
  push_block(L, task->slot);
  lua_pushinteger(L, tasks->empty);
  lua_rawseti(L, -2, place_of(task->slot));
  lua_pop(L, 1);
  tasks->empty = task->slot;
  task->slot = 0;
}

void lualark_live_push(lua_State *L, const lualark_task *task) {
  push_block(L, task->slot);
  lua_rawgeti(L, -1, place_of(task->slot));
  lua_remove(L, -2);
}
