// SPDX-License-Identifier: MIT

/// The sum and the like of a group of cells, added up cell by cell.
#ifndef LUALARK_AGGREGATE_H
#define LUALARK_AGGREGATE_H

#include "intern.h"
#include "number.h"

typedef enum lualark_aggregate_kind {
  AGGREGATE_KEY,
  AGGREGATE_ROWS,
  AGGREGATE_COUNT,
  AGGREGATE_SUM,
  AGGREGATE_NUMBERS,
  AGGREGATE_MIN,
  AGGREGATE_MAX,
  AGGREGATE_FIRST,
  AGGREGATE_DISTINCT,
  AGGREGATE_SEVERAL
} lualark_aggregate_kind;

extern const char *const lualark_aggregate_names[]; ///< ended by NULL

/// One aggregate of one group.
typedef struct lualark_aggregate {
  union {
    struct {
      uint64_t low, high; ///< of the sum, in units of 10 ^ -NUMBER_PLACES
    } sum;
    struct {
      double value; ///< of the best text, if it is a number
      bool is_number;
    } best;
  };
  uint64_t count;
  lualark_text text; ///< the best, or the first; no bytes: none
} lualark_aggregate;

/// Adds a cell, which is not missing. False where it cannot: the value is a
/// number for Lua's arithmetic, or none at all. `seen` numbers the texts of all
/// groups, for AGGREGATE_DISTINCT and AGGREGATE_SEVERAL.
bool lualark_aggregate_add(lua_State *L, lualark_aggregate *to,
                           lualark_aggregate_kind kind, lualark_text text,
                           uint32_t group, lualark_intern *seen);

/// Pushes the result; nil where there is none.
void lualark_aggregate_push(lua_State *L, const lualark_aggregate *from,
                            lualark_aggregate_kind kind);

#endif
