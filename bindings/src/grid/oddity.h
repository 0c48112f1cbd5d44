// SPDX-License-Identifier: MIT

/// Cells that a spreadsheet changed on their way: an id as a number without its
/// last digits, as a formula, or with marks and spaces around it.
#ifndef LUALARK_ODDITY_H
#define LUALARK_ODDITY_H

#include <stdbool.h>
#include <stdint.h>

typedef enum lualark_oddity_kind {
  ODDITY_NONE,
  ODDITY_SPACES,     ///< spaces or tabs around it; they were taken off
  ODDITY_FORMULA,    ///< ="693..."; it was unwrapped
  ODDITY_APOSTROPHE, ///< '693...; it was taken off
  ODDITY_ROUNDED     ///< 6.93E+18: digits are gone
} lualark_oddity_kind;

typedef struct lualark_oddity {
  uint32_t line;
  uint16_t column;
  uint8_t kind;
} lualark_oddity;

/// Looks at the text of a cell, whose column holds ids or not. Where nothing is
/// lost, `*from` and `*length` become the text within.
lualark_oddity_kind lualark_oddity_find(const char **from, uint32_t *length,
                                        bool is_id);

/// "spaces", "formula", "apostrophe" or "rounded".
const char *lualark_oddity_name(int kind);

/// A quick look: false for most cells.
static inline bool lualark_oddity_may_be(const char *from, uint32_t length) {
  if (length == 0) return false;
  unsigned char first = (unsigned char)from[0];
  unsigned char last = (unsigned char)from[length - 1];
  if (first <= ' ' || last <= ' ' || first == '=' || first == '\'' ||
      first == 0xC2 || last == 0xA0)
    return true;
  return length >= 5 && (from[length - 4] == 'E' || from[length - 4] == 'e') &&
         from[length - 3] == '+';
}

#endif
