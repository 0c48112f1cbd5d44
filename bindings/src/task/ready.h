// SPDX-License-Identifier: MIT

/// The tasks that are ready to run.
#ifndef LUALARK_READY_H
#define LUALARK_READY_H

#include "task_record.h"

/// Puts a task at the end of those that run next, unless it is among them.
void lualark_ready_add(lualark_task *task);

/// Puts a task in front of them.
void lualark_ready_add_first(lualark_task *task);

/// Takes the first; NULL where none is ready.
lualark_task *lualark_ready_take(lualark_scheduler *s);

/// Takes out a task that may be among them.
void lualark_ready_remove(lualark_task *task);

#endif
