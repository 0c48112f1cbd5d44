// SPDX-License-Identifier: MIT

// What a script may take of memory, and what happens where that is not enough.
//
// In a stranger's script that is the end, and no error: one that could be
// caught would leave it where each further allocation makes Lua collect all
// there is. Before that its garbage goes: where memory is refused, Lua collects
// by itself and asks once more. Of much memory that takes too long in one
// stretch; there Lua is made to collect in time.
#include <stdio.h>
#include <string.h>

#include "engine.h"

enum {
  A_SANDBOX_HAS = 64 << 20,
  BLOCKS_OF_LIMIT = 8,   // the largest single block is such a part of the limit
  STRINGS_OF_LIMIT = 16, // and the longest string
  WORTH_A_LOOK = 4 << 10,
  SHORT_STRING = 24 + 40 + 1, // bytes of the longest that Lua has only once
  STEPS_PER_BLOCK = 100, // what came before a block may have taken a while,
  STEPS_PER_TEXT = 2000, // and what came before an error's text long
  LEAST_OF_A_TEXT = 64,
  BYTES_PER_STEP = 16,         // what a block costs to fill, in steps
  COLLECTED_AT_ONCE = 8 << 20, // of more, no full collection
  // A collection is worth its time where so much of the limit was taken since
  // the last.
  LEAST_OF_LIMIT = 64
};

void engine_memory_open(script *opened, size_t limit_bytes) {
  heap *its = &opened->heap;
  const lualark_options *options = &opened->engine->options;
  heap_init(its, &options->allocator);
  if (opened->sandboxed && limit_bytes == 0) limit_bytes = A_SANDBOX_HAS;
  its->limit_bytes = limit_bytes;
  its->block_bytes = its->string_bytes = options->block_bytes;
  if (!opened->sandboxed || options->block_bytes > 0) return;
  its->block_bytes = limit_bytes / BLOCKS_OF_LIMIT;
  its->string_bytes = limit_bytes / STRINGS_OF_LIMIT;
}

void engine_memory_say(const script *s, lua_State *L, char *text, size_t room) {
  engine_trace_place(L, text, room);
  size_t length = strlen(text);
  snprintf(text + length, room - length, "it used up its %zu bytes of memory",
           s->heap.limit_bytes);
}

static void end_for_block(script *s, size_t bytes) {
  const heap *its = &s->heap;
  engine_script_limit(s, engine_script_running(s),
                      "it asked for %zu bytes in one piece; its %zu bytes of "
                      "memory allow %zu, and %zu for a string",
                      bytes, its->limit_bytes, its->block_bytes,
                      its->string_bytes);
  engine_guard_cut(s);
}

static void end_for_limit(script *s) {
  char why[sizeof s->verdict];
  engine_memory_say(s, engine_script_running(s), why, sizeof why);
  engine_script_condemn(s, LARK_ELIMIT, why);
  engine_guard_cut(s);
}

void engine_memory_starve(script *s) {
  if (s->sandboxed && s->starved && s->way_out != NULL) end_for_limit(s);
}

// A stranger's script was refused a block. Lua collects, and asks again.
static void *starve(script *s, size_t bytes) {
  const heap *its = &s->heap;
  if (s->way_out == NULL || its->refusal == HEAP_EXHAUSTED) return NULL;
  if (its->refusal == HEAP_TOO_LARGE) end_for_block(s, bytes);
  bool is_much = its->limit_bytes > COLLECTED_AT_ONCE;
  uint64_t least = its->limit_bytes / LEAST_OF_LIMIT;
  bool in_vain =
      s->collected_at > 0 && its->taken_bytes - s->collected_at < least;
  if (s->collecting || in_vain || is_much) end_for_limit(s);
  s->collecting = true;
  s->collected_at = its->taken_bytes + 1;
  return NULL;
}

// An instruction that takes long works on a long block, as a rule, and asks for
// another.
static void look_at_trusted(script *s, size_t new_bytes) {
  if (new_bytes >= WORTH_A_LOOK)
    engine_interrupt_look(s, new_bytes / BYTES_PER_STEP);
}

// Of what takes long in the machine, much ends in an error, whose text is made
// here: a chain of __index that has no end, for instance.
static void look(script *s, const void *block, size_t kind, size_t new_bytes) {
  uint64_t steps = 0;
  if (block != NULL)
    engine_load_look(s, new_bytes);
  else if (kind == LUA_TSTRING && new_bytes > LEAST_OF_A_TEXT)
    steps = STEPS_PER_TEXT;
  else
    steps = STEPS_PER_BLOCK;
  if (new_bytes >= WORTH_A_LOOK) steps += new_bytes / BYTES_PER_STEP;
  if (steps > 0) engine_interrupt_look(s, steps);
}

// Lua begins a cycle when there is twice of what was left by the last one,
// which may be more than the limit. From half of that on it is made to begin
// earlier: it goes on by itself, and is over long before the rest is taken.
void engine_memory_collect(script *s, lua_State *L) {
  const heap *its = &s->heap;
  if (its->limit_bytes <= COLLECTED_AT_ONCE ||
      its->held_bytes < its->limit_bytes / 2)
    return;
  size_t left = its->limit_bytes - its->held_bytes;
  if (its->held_bytes > its->limit_bytes) left = 0;
  if (its->taken_bytes - s->stepped_at < left / 2) return;
  s->stepped_at = its->taken_bytes;
  lua_gc(L, LUA_GCSTEP, (engine_gc_size)0);
}

void *engine_memory_resize(void *user, void *block, size_t old_bytes,
                           size_t new_bytes) {
  script *s = user;
  bool grows = new_bytes > 0 && (block == NULL || new_bytes > old_bytes);
  if (grows && s->sandboxed)
    look(s, block, old_bytes, new_bytes);
  else if (grows)
    look_at_trusted(s, new_bytes);
  else if (new_bytes == 0)
    engine_guard_closing(s);
  if (!grows && block == s->latest_string) s->latest_string = NULL;
  void *got = heap_resize(&s->heap, block, old_bytes, new_bytes);
  if (!grows) return got;
  if (got != NULL) {
    s->collecting = false;
    if (s->sandboxed && block == NULL && old_bytes == LUA_TSTRING &&
        new_bytes <= SHORT_STRING)
      engine_collide_string(s, got);
    if (s->sandboxed && new_bytes > HEAP_SMALL) engine_interrupt_tighten(s);
    if (s->way_out != NULL && new_bytes >= HEAP_LONG && block == NULL)
      engine_collide_look(s, got, new_bytes);
    return got;
  }
  if (s->heap.refusal != HEAP_EXHAUSTED) s->starved = true;
  return s->sandboxed ? starve(s, new_bytes) : NULL;
}
