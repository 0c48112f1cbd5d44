// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_LEDGER_H
#define SIMULATOR_LEDGER_H

#include "work.h"

/// The bonus accounts: a reward credits one, a withdrawal empties it and goes
/// into the table "ledger", and a reconciliation compares sums with that.

/// Credits the account of `referral_user_id` with `bonus`, if the reward is
/// confirmed. Without such an account nothing happens.
void ledger_credit(struct work *work);

/// Withdraws everything of the kinds in `withdraw_bonus_type`.
void ledger_withdraw(struct work *work);

/// Compares `trade_details` with what was withdrawn in that time.
void ledger_reconcile(struct work *work);

#endif
