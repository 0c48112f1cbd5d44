// SPDX-License-Identifier: MIT

/// Parsed JSON, in a userdata that frees it even where pushing its values runs
/// out of memory.
///
/// Parsing takes memory that the next text can use again, so a state keeps one
/// such userdata, the spare, for the next text.
#ifndef LUALARK_DOCUMENT_H
#define LUALARK_DOCUMENT_H

#include "native.h"

typedef struct lualark_document {
  lualark_native native;
  bool in_use;
  bool is_hidden; ///< the state does not keep it
  lark_document *parsed;
  size_t charged;
} lualark_document;

/// Parses JSON text and pushes the document. False, with nothing pushed, where
/// the text is not JSON: `*why` says what is wrong with it, as a constant. May
/// raise a memory error.
bool lualark_document_parse(lua_State *L, const char *text, size_t length,
                            const char **why);

/// Ends the use of the document at `index`, which stays on the stack.
void lualark_document_give_back(lua_State *L, int index);

#endif
