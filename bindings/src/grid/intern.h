// SPDX-License-Identifier: MIT

/// Numbers for texts, or for lists of texts: 0 for the first that is met, 1 for
/// the next that differs, and so on.
///
///     level 0    张三 -> 0, 李四 -> 1
///     level 1    (0, CNY) -> 0, (0, USD) -> 1, (1, CNY) -> 2
///
/// A list of texts is numbered by a level for each: the number of the first
/// ones, with the next text, has a number of the next level.
#ifndef LUALARK_INTERN_H
#define LUALARK_INTERN_H

#include "frame.h"

#define INTERN_NONE UINT32_MAX

typedef struct lualark_intern {
  uint32_t count;  ///< numbers so far
  uint64_t seed;   ///< so that nobody can choose texts that collide
  uint32_t *slots; ///< numbers by hash, or INTERN_NONE
  size_t slot_count;
  struct lualark_interned *known;
  size_t known_room;
  uint64_t probes; ///< how many places were looked at, for counting steps
} lualark_intern;

void lualark_intern_init(lua_State *L, lualark_intern *intern);
void lualark_intern_clear(const lualark_extents *blocks,
                          lualark_intern *intern);

/// The number of a text behind that of the ones before it. A missing text is
/// one of its own. Raises without memory. The text must stay where it is.
uint32_t lualark_intern_add(lua_State *L, lualark_intern *intern,
                            uint32_t before, lualark_text text);

/// The same without adding: INTERN_NONE where it is not known.
uint32_t lualark_intern_find(lualark_intern *intern, uint32_t before,
                             lualark_text text);

#endif
