// SPDX-License-Identifier: MIT

/// JSON texts as Lua values. Large ones in turns: checked piece by piece, and
/// then read without a document. simdjson would parse the whole text at once,
/// and take 14 bytes for each of it.
#ifndef LUALARK_READER_H
#define LUALARK_READER_H

#include "push.h"

typedef struct lualark_reader_text {
  const char *bytes; ///< a NUL stands behind them
  size_t length;
  /// The text's holder, as for lualark_push_answer(); NULL: the text outlives
  /// the reading.
  lualark_push_source *source;
  /// Returns what the C function returns where the text is no JSON; `why` is a
  /// constant.
  int (*refuse)(lua_State *L, const char *why);
} lualark_reader_text;

/// Pushes the value of a text. It yields meanwhile if the text is long and an
/// engine runs the state, so a C function ends with it:
/// `return lualark_reader_push(L, state, &text);`.
int lualark_reader_push(lua_State *L, lualark_state *state,
                        const lualark_reader_text *text);

#endif
