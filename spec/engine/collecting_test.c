// SPDX-License-Identifier: MIT

// The collector's work for a large block is done in pieces, between which a
// script can be interrupted. The work is counted: how many blocks go back in
// one step.
#include "host.h"

enum { STRINGS = 60000, AT_ONCE = 40000 };

typedef struct counter {
  size_t freed;
} counter;

static void *count_freed(void *user, void *block, size_t old_bytes,
                         size_t new_bytes) {
  counter *c = user;
  (void)old_bytes;
  if (new_bytes > 0) return realloc(block, new_bytes);
  if (block != NULL) c->freed++;
  free(block);
  return NULL;
}

// Each string is a block of the allocator's. The large ones make Lua collect
// them all.
static const char strings[] =
    "local many = {}\n"
    "for i = 1, 60000 do many[i] = ('x'):rep(300) .. i end\n"
    "many = nil\n"
    "for i = 1, 80 do local large = ('y'):rep(1 << 20) .. i end\n";

// Returns how many blocks came back in all before the script's end, and in
// `*most` how many in one step.
static size_t freed_by(bool sandbox, size_t *most) {
  host h = {0};
  counter c = {0};
  size_t all = 0;
  lualark_options options = options_of(&h);
  options.allocator = (lark_allocator){count_freed, &c};
  options.sandbox = sandbox;
  options.memory_bytes = 256 << 20;
  options.slice_us = 1;
  *most = 0;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, strings);
  while (h.ends == 0) {
    c.freed = 0;
    lualark_step(h.engine, 0);
    if (h.ends > 0) break;
    all += c.freed;
    if (c.freed > *most) *most = c.freed;
  }
  CHECK(h.last.status == LARK_OK);
  lualark_close(h.engine);
  return all;
}

static void large_blocks_are_collected_for_in_pieces(bool sandbox) {
  size_t most = 0;
  size_t all = freed_by(sandbox, &most);
  if (all <= STRINGS || most > AT_ONCE)
    printf("%zu blocks came back, %zu in one step\n", all, most);
  CHECK(all > STRINGS);
  CHECK(most <= AT_ONCE);
}

int main(void) {
  if (!has_sandbox()) return 0; // this Lua's collector is not known
  large_blocks_are_collected_for_in_pieces(false);
  large_blocks_are_collected_for_in_pieces(true);
  return check_failures();
}
