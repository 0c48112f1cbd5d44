// SPDX-License-Identifier: MIT

/// "Did you mean": finds the name nearest to one that is misspelt.
///
///     lark_suggestion best = lark_suggest_for("talent_idd");
///     for each known name: lark_suggest_try(&best, name);
///     best.name is the nearest, or NULL where none is near
#ifndef LARK_SUGGEST_H
#define LARK_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes of a name; longer ones are never suggested, nor is anything for them.
enum { LARK_SUGGEST_LONGEST = 63 };

typedef struct lark_suggestion {
  const char *wanted;
  const char *name;
  size_t distance; ///< in edits; a name must be nearer than this
} lark_suggestion;

/// Starts a search. A name counts if at most a third of `wanted` is edited.
lark_suggestion lark_suggest_for(const char *wanted);

/// The set of a text's letters, a bit for each.
uint32_t lark_suggest_letters(const char *text);

/// How many edits two texts with these letters differ in, at least.
uint32_t lark_suggest_least(uint32_t letters, uint32_t others);

/// Takes `name` if it is nearer than the best so far; true then.
bool lark_suggest_try(lark_suggestion *best, const char *name);

/// Tries a name that what was wanted is a part of, such as "talent" of
/// "talent_id", where none is near. True where it is the shortest so far.
bool lark_suggest_part(lark_suggestion *best, const char *name);

#endif
