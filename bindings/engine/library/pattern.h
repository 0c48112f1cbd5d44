// SPDX-License-Identifier: MIT

/// Lua patterns, matched step by step: a match can pause at any point and go on
/// later, so that no pattern stalls a program. The results are those of Lua's
/// own functions.
///
/// Where Lua's matcher calls itself, this one pushes a choice onto a stack of
/// its own; where Lua's returns without a match, it goes back to the last
/// choice. A choice stands for one level of Lua's recursion; both allow 200 of
/// them.
#ifndef LUALARK_PATTERN_H
#define LUALARK_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  PATTERN_CAPTURES = 32,
  PATTERN_DEPTH = 200,
  PATTERN_UNFINISHED = -1, ///< the length of a capture that is not closed,
  PATTERN_POSITION = -2    ///< and of one that is a position
};

typedef struct pattern_capture {
  const char *start;
  ptrdiff_t length;
} pattern_capture;

/// Another way to match, to try when the match fails further on.
typedef struct pattern_choice {
  enum {
    CHOICE_SKIP,    ///< go on without the optional item
    CHOICE_LESS,    ///< give back one of many
    CHOICE_MORE,    ///< take one more of few
    CHOICE_UNOPEN,  ///< forget a capture
    CHOICE_UNCLOSE, ///< open it again
  } kind;
  int depth;
  const char *subject; ///< where to go on
  const char *item;    ///< LESS: where the item must stop; MORE: the item
  const char *pattern; ///< what follows the item; UNCLOSE: none
  int capture;
} pattern_choice;

typedef enum pattern_outcome {
  PATTERN_MATCHED, ///< `at` is the end of the match
  PATTERN_FAILED,
  PATTERN_PAUSED, ///< lualark_pattern_run() goes on
  PATTERN_WRONG   ///< `error` says what is wrong with the pattern
} pattern_outcome;

/// A match. No pointer leads into it, so that it may be copied while it pauses.
typedef struct pattern {
  const char *subject, *subject_end;
  const char *text, *text_end;
  const char *first, *first_end; ///< the item that a match begins with, or NULL
  const char *at;                ///< place in the subject
  const char *next;              ///< place in the pattern
  const char *many; ///< where an item began that is taking many; NULL: none
  int depth;
  int level; ///< captures that are open or closed
  pattern_capture captures[PATTERN_CAPTURES];
  const char *error; ///< a constant; may hold one %d
  int error_number;
  int choices;
  pattern_choice stack[PATTERN_DEPTH + 2];
  uint64_t weight; ///< what a step with this pattern costs, in ordinary steps
} pattern;

/// Whether a pattern has no special characters: it matches only itself.
bool lualark_pattern_is_plain(const char *text, size_t bytes);

/// Prepares matching a pattern in a subject. Both have a NUL behind their end,
/// and stay the caller's while they are matched.
void lualark_pattern_init(pattern *p, const char *subject, size_t subject_bytes,
                          const char *text, size_t text_bytes);

/// The first place from `at` on where a match may begin; NULL if there is none.
/// If `*steps` run out, how far it got.
const char *lualark_pattern_skip(const pattern *p, const char *at,
                                 uint64_t *steps);

/// Begins a match at a place in the subject.
void lualark_pattern_begin(pattern *p, const char *at);

/// Goes on for about `*steps`, and counts them down.
pattern_outcome lualark_pattern_run(pattern *p, uint64_t *steps);

#endif
