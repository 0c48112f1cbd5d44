// SPDX-License-Identifier: MIT
#include "collect.h"

#include "clock.h"
#include "layout.h"
#include "scripts.h"
#include "version.h"

enum { PIECE_KIB = 4 }; // its work takes some 50 us

// Lua begins a cycle when there is twice of what was left by the last one,
// which may be more than the limit. From half of the limit on it is made to
// begin earlier: the cycle then goes on by itself, and is over long before the
// rest is used up.
bool lualark_collect_is_due(const struct script *script) {
  const lualark_heap *heap = &script->heap;
  size_t limit = heap->limit_bytes;
  size_t held = heap->held_bytes;
  if (limit <= LUALARK_COLLECTED_AT_ONCE || held < limit / 2) return false;
  size_t left = held < limit ? limit - held : 0;
  return heap->taken_bytes - script->memory.stepped_at >= left / 2;
}

void lualark_collect_some(struct script *script, lua_State *L) {
  if (!lualark_collect_is_due(script)) return;
  script->memory.stepped_at = script->heap.taken_bytes;
  lualark_version_collect_step(L, 0);
}

// ---------------------------------------------------------------- large blocks

static bool is_collecting(lua_State *L) {
  return lua_gc(L, LUA_GCISRUNNING) == 1;
}

bool lualark_collect_later(struct script *script, size_t bytes) {
  ptrdiff_t debt = 0;
  if (script->life != SCRIPT_RUNNING || !script->all->knows_collector ||
      !is_collecting(script->L) || !lualark_layout_debt(script->L, &debt))
    return false;
  debt += (ptrdiff_t)bytes;
  if (debt <= 0) return false;
  // Just so much that the collector does nothing now.
  size_t kib = ((size_t)debt + 1023) / 1024;
  lualark_version_collect_later(script->L, kib);
  script->memory.owed_kib += kib;
  return true;
}

// At least one piece, so that it gets on however short the slices are.
bool lualark_collect_owed(struct script *script, lua_State *L) {
  if (script->memory.owed_kib == 0 || !is_collecting(L)) return false;
  do {
    size_t kib = script->memory.owed_kib;
    if (kib > PIECE_KIB) kib = PIECE_KIB;
    script->memory.owed_kib -= kib;
    // After a cycle there is a pause, and nothing is owed.
    if (lualark_version_collect_step(L, kib) != 0) script->memory.owed_kib = 0;
  } while (script->memory.owed_kib > 0 &&
           lark_now_us() < script->watch.slice_end_us);
  return true;
}
