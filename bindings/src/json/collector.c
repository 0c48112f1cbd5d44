// SPDX-License-Identifier: MIT
#include "collector.h"

#include "version.h"

enum {
  BYTES_A_WORD = 32, // of tables and strings, for a word of the tape
  LEAST_KIB = 64,    // below, the collector seldom comes
  MOST_KIB = 1024
};

static size_t count_kib(size_t words) {
  size_t kib = words / (1024 / BYTES_A_WORD);
  if (kib < LEAST_KIB) return 0;
  return kib < MOST_KIB ? kib : MOST_KIB;
}

// A finalizer that runs meanwhile may read documents, too.
static void catch_up(lua_State *L, lualark_state *state) {
  uint32_t behind_kib = state->deferred_kib;
  state->deferred_kib = 0;
  if (behind_kib > 0) lualark_version_collect_step(L, behind_kib);
}

void lualark_collector_defer(lua_State *L, lualark_state *state, size_t words) {
  size_t kib = count_kib(words);
  if (state->host != NULL || (kib == 0 && state->deferred_kib == 0)) return;
  if (lua_gc(L, LUA_GCISRUNNING) != 1) return; // or inside a finalizer
  catch_up(L, state);
  if (kib > 0 && lualark_version_collect_later(L, kib))
    state->deferred_kib += (uint32_t)kib;
}
