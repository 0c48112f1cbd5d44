// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_REFERRAL_TABLE_H
#define SIMULATOR_REFERRAL_TABLE_H

#include "table.h"

/// The referrals, by talent and then by time.
extern const struct table referral_table;

#endif
