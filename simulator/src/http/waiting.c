// SPDX-License-Identifier: MIT
#include "waiting.h"

#include "memory.h"

#include <stdlib.h>

void waiting_add(struct waiting *waiting, uint64_t due_us, void *item) {
  if (waiting->count == waiting->room) {
    waiting->room = waiting->room > 0 ? 2 * waiting->room : 64;
    waiting->heap =
        memory_grow(waiting->heap, waiting->room, sizeof *waiting->heap);
  }
  size_t i = waiting->count++;
  while (i > 0 && waiting->heap[(i - 1) / 2].due_us > due_us) {
    waiting->heap[i] = waiting->heap[(i - 1) / 2];
    i = (i - 1) / 2;
  }
  waiting->heap[i].due_us = due_us;
  waiting->heap[i].item = item;
}

// The child of `i` that is due first, or `count` if there is none.
static size_t earlier_child(const struct waiting *waiting, size_t i) {
  size_t left = 2 * i + 1;
  if (left >= waiting->count) return waiting->count;
  size_t right = left + 1;
  if (right >= waiting->count) return left;
  return waiting->heap[right].due_us < waiting->heap[left].due_us ? right
                                                                  : left;
}

void *waiting_take(struct waiting *waiting, uint64_t now_us) {
  if (waiting->count == 0 || waiting->heap[0].due_us > now_us) return NULL;
  void *first = waiting->heap[0].item;
  waiting->count--;

  // The last one sinks from the top to its place.
  size_t last = waiting->count;
  uint64_t due_us = waiting->heap[last].due_us;
  size_t i = 0;
  size_t child = earlier_child(waiting, i);
  while (child < waiting->count && waiting->heap[child].due_us < due_us) {
    waiting->heap[i] = waiting->heap[child];
    i = child;
    child = earlier_child(waiting, i);
  }
  waiting->heap[i] = waiting->heap[last];
  return first;
}

void waiting_clear(struct waiting *waiting) {
  free(waiting->heap);
  *waiting = (struct waiting){0};
}
