// SPDX-License-Identifier: MIT

/// Numbers by texts: how often each call was asked for, and the id of each
/// account. Finding one takes the same time however many there are.
#ifndef LUALARK_TALLY_H
#define LUALARK_TALLY_H

#include <stdint.h>

#include "index.h"

enum { LUALARK_TALLY_PARTS = 4 };

/// A part of a key.
typedef struct lualark_tally_part {
  const void *bytes;
  size_t length;
} lualark_tally_part;

/// All parts of a key; those that are not given are empty.
typedef struct lualark_tally_key {
  lualark_tally_part parts[LUALARK_TALLY_PARTS];
} lualark_tally_key;

/// Starts as zeros.
typedef struct lualark_tally {
  lark_index index;
} lualark_tally;

/// A part that is a text.
lualark_tally_part lualark_tally_text(const char *text);

/// The number of a key, which starts as 0 and can be changed until the tally is
/// cleared. NULL: out of memory.
int64_t *lualark_tally_at(lualark_tally *tally, const lualark_tally_key *key);

/// Forgets all numbers.
void lualark_tally_clear(lualark_tally *tally);

#endif
