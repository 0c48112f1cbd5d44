// SPDX-License-Identifier: MIT

/// A script's turn: its tasks run until the slice is over or nothing is ready,
/// and then it waits, queues for the next turn, or ends.
#ifndef LUALARK_TURN_H
#define LUALARK_TURN_H

#include "script.h"

/// Runs a script, which may free it.
void lualark_turn_run(struct script *script, uint64_t slice_end_us);

/// Whether more than one task of the script has work.
bool lualark_turn_has_many_tasks(const struct script *script);

#endif
