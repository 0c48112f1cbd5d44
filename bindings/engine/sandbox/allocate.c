// SPDX-License-Identifier: MIT
#include "allocate.h"

#include "collect.h"
#include "collide.h"
#include "guard.h"
#include "layout.h"
#include "out_of_memory.h"
#include "scripts.h"
#include "verdict.h"
#include "watch.h"

enum {
  DEFAULT_LIMIT = 64 << 20,
  BLOCKS_OF_LIMIT = 8,   // the largest block is such a part of the limit,
  STRINGS_OF_LIMIT = 16, // and the longest string such a part
  WORTH_A_LOOK = 4 << 10,
  STEPS_PER_BLOCK = 100, // what came before a block may have taken a while,
  STEPS_PER_TEXT = 2000, // and what came before an error's text long
  LEAST_OF_A_TEXT = 64,
  BYTES_PER_STEP = 16, // what a block costs to fill, in steps
  // A collection is worth its time if such a part of the limit was allocated
  // since the last.
  LEAST_OF_LIMIT = 64,
  MOST_JUMPS = 2048 // gotos, breaks or variables that the compiler has at once
};

void lualark_allocate_open(struct script *script, size_t limit_bytes) {
  lualark_heap *heap = &script->heap;
  size_t block_bytes = script->all->options->block_bytes;
  heap->limit_bytes = limit_bytes > 0 ? limit_bytes : DEFAULT_LIMIT;
  heap->block_bytes = heap->string_bytes = block_bytes;
  if (block_bytes > 0) return;
  heap->block_bytes = heap->limit_bytes / BLOCKS_OF_LIMIT;
  heap->string_bytes = heap->limit_bytes / STRINGS_OF_LIMIT;
}

// ------------------------------------------------------- before an allocation

// The end of a loop or a label meets each goto that waits for it, and closes
// the gap that this leaves in their list: 16384 take 130 ms, within one token.
// Only this list of the compiler's growing ones, and those of labels and
// variables have members of this size. No program that people wrote has so
// many.
static bool is_long_list(struct script *script, const void *block,
                         size_t bytes) {
  if (block == NULL || !script->compiling ||
      bytes % LUALARK_COMPILER_FACTOR != 0 ||
      bytes <= (size_t)LUALARK_COMPILER_MEMBER * MOST_JUMPS)
    return false;
  lualark_verdict_condemn(script,
                          "its source has more than %d gotos, breaks or "
                          "variables at once",
                          MOST_JUMPS);
  return true;
}

// Looks at the clock if what led here may have taken long. Much of that ends in
// an error whose text is made here: an endless chain of __index, for instance.
static void glance(struct script *script, const void *block, size_t kind,
                   size_t new_bytes) {
  uint64_t steps = 0;
  if (script->watch.by_signal) { // which comes by itself, but for this
    if (lualark_collect_is_due(script)) lualark_watch_hasten(script);
    return;
  }
  if (block == NULL)
    steps = kind == LUA_TSTRING && new_bytes > LEAST_OF_A_TEXT
                ? STEPS_PER_TEXT
                : STEPS_PER_BLOCK;
  if (new_bytes >= WORTH_A_LOOK) steps += new_bytes / BYTES_PER_STEP;
  if (steps > 0) lualark_watch_glance(script, steps);
}

// ------------------------------------------------------------- after a refusal

static void condemn_for_block(struct script *script, size_t bytes) {
  const lualark_heap *heap = &script->heap;
  lualark_verdict_condemn(
      script,
      "it asked for %zu bytes in one piece; its %zu bytes of "
      "memory allow %zu, and %zu for a string",
      bytes, heap->limit_bytes, heap->block_bytes, heap->string_bytes);
}

// Whether another collection would give too little, or take too long.
static bool is_in_vain(const struct script *script) {
  const lualark_heap *heap = &script->heap;
  uint64_t collected_at = script->memory.collected_at;
  uint64_t least = heap->limit_bytes / LEAST_OF_LIMIT;
  return script->memory.collecting ||
         (collected_at > 0 && heap->taken_bytes - collected_at < least) ||
         heap->limit_bytes > LUALARK_COLLECTED_AT_ONCE;
}

// Lua collects, and asks again.
static void let_collect(struct script *script) {
  script->memory.collecting = true;
  script->memory.collected_at = script->heap.taken_bytes + 1;
}

// After a refusal.
static void starve(struct script *script, size_t bytes) {
  const lualark_heap *heap = &script->heap;
  if (heap->refusal == HEAP_EXHAUSTED) return;
  script->memory.starved = true;
  if (script->guard.way_out == NULL) return;
  if (heap->refusal == HEAP_TOO_LARGE)
    condemn_for_block(script, bytes);
  else if (is_in_vain(script))
    lualark_out_of_memory_condemn(script);
  else
    let_collect(script);
}

// -------------------------------------------------------------- the allocator

// Whether a new block is one that Lua may fill.
static bool may_fill(struct script *script, const void *block, size_t kind,
                     size_t bytes) {
  if (kind == LUA_TSTRING && bytes <= LUALARK_SHORT_STRING)
    lualark_collide_check_string(script, block);
  return bytes < HEAP_LONG || script->guard.way_out == NULL ||
         !lualark_collide_check_table(script, block, bytes);
}

// Whether Lua's libraries and ours are being opened, which the script has no
// part in.
static bool is_opening(const struct script *script) {
  return script->life == SCRIPT_STARTING && !script->compiling;
}

// A block that is to be there, or grow; NULL if it is refused.
static void *grow(struct script *script, void *block, size_t old_bytes,
                  size_t new_bytes) {
  lualark_heap *heap = &script->heap;
  if (is_opening(script))
    return lualark_heap_resize(heap, block, old_bytes, new_bytes);
  glance(script, block, old_bytes, new_bytes);
  if (is_long_list(script, block, new_bytes)) return NULL;
  void *got = lualark_heap_resize(heap, block, old_bytes, new_bytes);
  if (got == NULL) {
    starve(script, new_bytes);
    return NULL;
  }
  script->memory.collecting = false;
  if (block == NULL && !may_fill(script, got, old_bytes, new_bytes))
    return lualark_heap_resize(heap, got, new_bytes, 0);
  if (new_bytes > HEAP_SMALL) lualark_watch_tighten(script);
  if (new_bytes >= LUALARK_COLLECTED_LATER)
    lualark_watch_defer(script, new_bytes - (block != NULL ? old_bytes : 0));
  return got;
}

void *lualark_allocate(void *user, void *block, size_t old_bytes,
                       size_t new_bytes) {
  struct script *script = user;
  if (new_bytes == 0 || (block != NULL && new_bytes <= old_bytes)) {
    lualark_collide_forget(script, block);
    return lualark_heap_resize(&script->heap, block, old_bytes, new_bytes);
  }
  void *got = grow(script, block, old_bytes, new_bytes);
  // A script can catch the error that Lua raises now, but not the hook.
  if (got == NULL && lualark_guard_may_cut(script))
    lualark_watch_hasten(script);
  return got;
}
