// SPDX-License-Identifier: MIT

/// A script's share of the processor.
///
/// Scripts that compute take turns. Each turn gives a script credit, a slice's
/// time or as many percent of it as the script's weight says, and what it
/// computes is taken off. A step that ends in its turn leaves it the rest; a
/// script that computed for longer, where nothing could interrupt it, lets
/// turns pass until its debt is paid. So scripts get time by their weights,
/// whatever they do.
///
/// A script with a limit (share_percent) has an allowance, too, which grows
/// with the time that steps get. One that has used it up is READY, but not in
/// the queue: a timer puts it there.
#ifndef LUALARK_SHARE_H
#define LUALARK_SHARE_H

#include "script.h"

/// Whether an engine or a program may have these figures.
bool lualark_share_is_sensible(uint32_t percent, uint32_t weight);

/// Sets a script's share; 0 stands for no limit, and a weight of 100. False if
/// memory lacks.
bool lualark_share_begin(struct script *script, uint32_t percent,
                         uint32_t weight);

/// A step begins; `budget_us` 0: without an end.
void lualark_share_grant(struct scripts *all, uint64_t budget_us);

/// Begins a turn: how long it may last, in microseconds. 0: it passes. `alone`:
/// no other script has work, so that it may take `alone_us`. `forced`: the turn
/// does not pass.
uint64_t lualark_share_take_turn(struct script *script, bool alone,
                                 uint64_t alone_us, bool forced);

/// Its turn is over, and took so long. `cut`: it ended with its time.
void lualark_share_spend(struct script *script, uint64_t used_us, bool cut);

/// It has nothing to do: it keeps debts, and no credit.
void lualark_share_rest(struct script *script);

/// Gives a script that waits its place in the queue, once it has an allowance:
/// the first, if it has not had the whole of its turn.
void lualark_share_wake(struct script *script);

#endif
