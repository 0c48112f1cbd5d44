// SPDX-License-Identifier: MIT

/// Tells which runs of a journal or an inbox are still alive: each holds a lock
/// on a byte of a file beside it, which the kernel gives back when the run
/// ends, however it does.
#ifndef LUALARK_RUN_LOCK_H
#define LUALARK_RUN_LOCK_H

#include <stdbool.h>
#include <stdint.h>

/// Opens the file beside the one at `path`, private. -1 where it cannot be
/// opened, and errno says why. The caller closes the descriptor, and so gives
/// back its locks.
int lualark_run_lock_open(const char *path);

/// Locks a run's byte; false where it cannot be locked.
bool lualark_run_lock_take(int fd, int64_t run);

/// Whether another open file holds a run's byte. True also where that cannot be
/// told: such a run may be alive.
bool lualark_run_lock_is_taken(int fd, int64_t run);

#endif
