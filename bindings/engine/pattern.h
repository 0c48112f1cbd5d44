// SPDX-License-Identifier: MIT

/// Lua patterns, matched step by step: a match can pause at any point and go on
/// later, so that no pattern stalls a program. Same results as Lua's own.
///
/// Where Lua's matcher calls itself, this one notes a choice on a stack of its
/// own; where Lua's returns without a match, the last choice is taken back. A
/// choice stands for one level of Lua's recursion, whose bound (200) is ours.
#ifndef LUALARK_PATTERN_H
#define LUALARK_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  PATTERN_CAPTURES = 32,
  PATTERN_DEPTH = 200,
  PATTERN_UNFINISHED = -1, ///< a capture's length: it is not closed
  PATTERN_POSITION = -2    ///< it is a position
};

typedef struct pattern_capture {
  const char *start;
  ptrdiff_t length;
} pattern_capture;

/// What to do where a path leads nowhere.
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
  const char *item;    ///< LESS: the least that it took; MORE: the item
  const char *pattern; ///< what follows the item; UNCLOSE: none
  int capture;
} pattern_choice;

typedef enum pattern_outcome {
  PATTERN_MATCHED, ///< `at` is the end of the match
  PATTERN_FAILED,
  PATTERN_PAUSED, ///< pattern_run() goes on
  PATTERN_WRONG   ///< `error` says what is wrong with the pattern
} pattern_outcome;

/// No pointer leads into it, so that it may be copied while it is paused.
typedef struct pattern {
  const char *subject, *subject_end;
  const char *text, *text_end;
  const char *first, *first_end; ///< the item that a match begins with, or NULL
  const char *at;                ///< in the subject
  const char *next;              ///< in the pattern
  const char *many; ///< where an item that takes many began; NULL: none does
  int depth;
  int level; ///< captures
  pattern_capture captures[PATTERN_CAPTURES];
  const char *error; ///< a constant; may hold one %d
  int error_number;
  int choices;
  pattern_choice stack[PATTERN_DEPTH + 2];
  uint64_t weight; ///< what a step costs, in steps
} pattern;

/// Whether a text means itself: string.find() looks for it as it is then.
bool pattern_is_plain(const char *text, size_t bytes);

/// Readies a pattern for a subject; both have a NUL behind their end, and stay.
void pattern_init(pattern *p, const char *subject, size_t subject_bytes,
                  const char *text, size_t text_bytes);

/// The first place from `at` on where a match may begin, or NULL where there is
/// none; where `*steps` come to their end, as far as it got.
const char *pattern_skip(const pattern *p, const char *at, uint64_t *steps);

/// Begins a match at a place in the subject.
void pattern_begin(pattern *p, const char *at);

/// Goes on for about `*steps`, which it counts down.
pattern_outcome pattern_run(pattern *p, uint64_t *steps);

#endif
