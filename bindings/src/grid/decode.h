// SPDX-License-Identifier: MIT

/// Text in another encoding than UTF-8, as spreadsheets save it: UTF-16, and
/// GBK in China. It becomes UTF-8 in pieces, by iconv.
///
/// GBK, GB2312 and CP936 are read as GB18030, which has all their characters; a
/// lone byte 80, the euro sign of CP936, is one of its own.
#ifndef LUALARK_DECODE_H
#define LUALARK_DECODE_H

#include <iconv.h>

#include "sheet.h"

typedef struct lualark_decoding {
  lualark_extents blocks;
  iconv_t converter;
  const char *name; ///< "UTF-16" or "GBK"; NULL: nothing was decoded
  char *text;       ///< the old one; NULL: none, and no converter
  size_t length, capacity, at;
} lualark_decoding;

/// The encoding that a text begins with: "UTF-16" by its mark, else NULL.
const char *lualark_decode_by_mark(const lualark_sheet *sheet);

/// Takes the sheet's text away, to decode it. False where the machine has no
/// such converter.
bool lualark_decode_begin(lualark_decoding *decoding, lualark_sheet *sheet,
                          const char *name);

typedef enum lualark_decoded {
  DECODE_MORE,
  DECODE_DONE, ///< the sheet has the text again, as UTF-8
  DECODE_BAD   ///< `at` is at bytes that are none of that encoding
} lualark_decoded;

/// Decodes up to `bytes` more. Raises where memory lacks.
lualark_decoded lualark_decode_more(lua_State *L, lualark_decoding *decoding,
                                    lualark_sheet *sheet, size_t bytes);

/// Gives back what it holds; called once or more.
void lualark_decode_end(lualark_decoding *decoding);

#endif
