// SPDX-License-Identifier: MIT
#include "graveyard.h"

#include <stddef.h>
#include <stdlib.h>

#include "arguments.h"
#include "clock.h"
#include "script.h"
#include "versions.h"

enum {
  LEAST_BYTES = 1 << 20,
  AT_ONCE = 64 << 10 // bytes between two looks at the clock
};

static struct script *of(lark_link *link) {
  return (struct script *)(void *)((char *)link -
                                   offsetof(struct script, in_ready));
}

static struct script *first_of(const struct scripts *all) {
  // A script leaves the list before it is freed.
  // NOLINTNEXTLINE(clang-analyzer-unix.Malloc)
  return all->graves.first != NULL ? of(all->graves.first) : NULL;
}

size_t lualark_graveyard_bytes(const struct scripts *all) {
  size_t bytes = 0;
  for (lark_link *link = all->graves.first; link != NULL; link = link->next)
    bytes += of(link)->heap.held_bytes;
  return bytes;
}

void lualark_graveyard_add(struct script *script) {
  lark_queue_add(&script->all->graves, &script->in_ready);
}

// Frees some of what a script has left, and counts it in `*freed`. True where
// nothing is left.
static bool dig_some(struct script *script, size_t *freed) {
  size_t before = script->heap.held_bytes;
  bool done =
      lualark_events_clear_some(&script->events, &script->heap, AT_ONCE);
  if (done) {
    lualark_arguments_drop(script);
    lualark_versions_drop_state(script);
    done = lualark_heap_clear_some(&script->heap, AT_ONCE);
  }
  *freed += before - script->heap.held_bytes;
  return done;
}

bool lualark_graveyard_dig(struct scripts *all, uint64_t stop_us) {
  size_t freed = 0;
  for (struct script *script = first_of(all); script != NULL;
       script = first_of(all)) {
    if (dig_some(script, &freed)) {
      lark_queue_remove(&script->in_ready);
      free(script);
    }
    if (freed >= LEAST_BYTES && lark_now_us() >= stop_us) break;
  }
  return all->graves.first == NULL;
}

void lualark_graveyard_clear(struct scripts *all) {
  lualark_graveyard_dig(all, UINT64_MAX);
}
