// SPDX-License-Identifier: MIT
#include "collect.h"

#include "version.h"

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
