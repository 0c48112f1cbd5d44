// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WAITING_H
#define SIMULATOR_WAITING_H

#include <stddef.h>
#include <stdint.h>

/// Things that wait for their time, the next one first: a binary heap, so
/// that thousands may wait, each for as long as it likes. It reads no clock.
struct waiting {
  struct {
    uint64_t due_us;
    void *item; ///< not owned
  } * heap;
  size_t count;
  size_t room;
};

void waiting_add(struct waiting *waiting, uint64_t due_us, void *item);

/// Takes out the item that is due first if its time has come, else NULL.
void *waiting_take(struct waiting *waiting, uint64_t now_us);

/// Frees the memory; nothing waits any more.
void waiting_clear(struct waiting *waiting);

#endif
