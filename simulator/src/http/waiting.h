// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WAITING_H
#define SIMULATOR_WAITING_H

#include <stddef.h>
#include <stdint.h>

/// Items that wait for a time: a binary heap, the next one due on top, so that
/// thousands may wait for different times. It reads no clock.
struct waiting {
  struct {
    uint64_t due_us;
    void *item; ///< not owned
  } * heap;
  size_t count;
  size_t room;
};

void waiting_add(struct waiting *waiting, uint64_t due_us, void *item);

/// Removes and returns the item that is due first; NULL if none is due yet.
void *waiting_take(struct waiting *waiting, uint64_t now_us);

/// Forgets every item and frees the memory.
void waiting_clear(struct waiting *waiting);

#endif
