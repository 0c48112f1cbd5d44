// SPDX-License-Identifier: MIT

/// Whether a text is JSON, in pieces: simdjson reads a text as a whole, which
/// takes long where it is large. It accepts the texts that simdjson accepts
/// for us (lark_json.h), and takes no memory but for a table of large
/// containers.
#ifndef LUALARK_SYNTAX_H
#define LUALARK_SYNTAX_H

#include "lark.h"

enum {
  LUALARK_SYNTAX_DEEPEST = 1024, ///< open containers
  LUALARK_SYNTAX_LARGE = 512     ///< members from which on they are counted
};

/// A container with many members.
typedef struct lualark_syntax_large {
  size_t at; ///< where it begins
  uint32_t count;
} lualark_syntax_large;

typedef struct lualark_syntax_level {
  uint32_t count; ///< members so far
  uint32_t large; ///< its place in the table, and 1; 0: it is not there
  size_t at;
} lualark_syntax_level;

typedef struct lualark_syntax {
  const char *text; ///< a NUL stands behind it
  size_t length, at;
  size_t utf8; ///< up to here it is UTF-8
  int expects;
  bool in_string; ///< a string goes on at `at`
  uint32_t depth;
  const char *why;             ///< it is no JSON; a constant
  bool starved;                ///< memory lacked for a number
  uint32_t root_count;         ///< members of the outermost container
  lualark_syntax_large *large; ///< sorted once the text is through
  uint32_t large_count, large_room;
  lualark_syntax_level levels[LUALARK_SYNTAX_DEEPEST];
  uint64_t objects[LUALARK_SYNTAX_DEEPEST / 64]; ///< a bit for each level
} lualark_syntax;

/// Begins with a text, which stays the caller's, and has a NUL behind it.
void lualark_syntax_begin(lualark_syntax *s, const char *text, size_t length);

/// Goes through `bytes` bytes or a few more. True where it is done: the text is
/// JSON if `why` is NULL and it is not `starved`.
bool lualark_syntax_go_on(lualark_syntax *s, size_t bytes);

/// Frees the table.
void lualark_syntax_clear(lualark_syntax *s);

/// Whether a text is JSON. If not, and `why` is not NULL, it gets a constant
/// that says what is wrong. `count`, unless NULL, gets the number of members of
/// an array, and UINT32_MAX for other values.
lark_status lualark_syntax_check(const char *text, const char **why,
                                 uint32_t *count);

/// A number of a text that is JSON.
typedef struct lualark_syntax_number {
  bool is_integer; ///< `integer` is exact; otherwise `number` is
  int64_t integer;
  double number;
} lualark_syntax_number;

/// Reads the number that begins at `text`, and ends before `*end`. False where
/// it is beyond int64_t or double; or memory lacks, and `*starved` is set.
bool lualark_syntax_number_at(const char *text, const char **end,
                              lualark_syntax_number *out, bool *starved);

static inline bool lualark_syntax_is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/// How many bytes of a string stand before the next quote, backslash or control
/// character, or before `end`.
size_t lualark_syntax_plain(const char *text, const char *end);

/// The value of four hexadecimal digits; -1 where they are none.
int lualark_syntax_hex(const char *text);

#endif
