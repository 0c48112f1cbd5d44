// SPDX-License-Identifier: MIT
#include "decode.h"

#include <errno.h>
#include <lauxlib.h>
#include <string.h>

static const char utf16[] = "UTF-16";

const char *lualark_decode_by_mark(const lualark_sheet *sheet) {
  if (sheet->length < 2) return NULL;
  bool has_mark = memcmp(sheet->text, "\xFF\xFE", 2) == 0 ||
                  memcmp(sheet->text, "\xFE\xFF", 2) == 0;
  return has_mark ? utf16 : NULL;
}

bool lualark_decode_begin(lualark_decoding *decoding, lualark_sheet *sheet,
                          const char *name) {
  const char *from = name == utf16 ? utf16 : "GB18030";
  iconv_t converter = iconv_open("UTF-8", from);
  if (converter == (iconv_t)-1) return false; // NOLINT: iconv's own value
  *decoding = (lualark_decoding){.blocks = sheet->blocks,
                                 .converter = converter,
                                 .name = name,
                                 .text = sheet->text,
                                 .length = sheet->length,
                                 .capacity = sheet->capacity};
  sheet->text = NULL;
  sheet->length = sheet->capacity = 0;
  return true;
}

void lualark_decode_end(lualark_decoding *decoding) {
  if (decoding->text == NULL) return;
  iconv_close(decoding->converter);
  lualark_extent_free(&decoding->blocks, decoding->text, decoding->capacity);
  decoding->text = NULL;
}

static bool is_euro(const lualark_decoding *decoding) {
  return decoding->name != utf16 &&
         (unsigned char)decoding->text[decoding->at] == 0x80;
}

static void add_euro(lualark_decoding *decoding, lualark_sheet *sheet) {
  static const char euro[] = "\xE2\x82\xAC";
  memcpy(sheet->text + sheet->length, euro, sizeof euro - 1);
  sheet->length += sizeof euro - 1;
  decoding->at++;
}

lualark_decoded lualark_decode_more(lua_State *L, lualark_decoding *decoding,
                                    lualark_sheet *sheet, size_t bytes) {
  // A byte becomes three at most; four of GB18030 become four.
  size_t stop = decoding->at + bytes;
  if (stop > decoding->length) stop = decoding->length;
  if (!lualark_sheet_reserve(L, sheet, (stop - decoding->at) * 3 + 4))
    luaL_error(L, "a CSV text has at most 4 GiB");
  while (decoding->at < stop) {
    char *from = decoding->text + decoding->at;
    size_t left = stop - decoding->at;
    char *to = sheet->text + sheet->length;
    size_t room = sheet->capacity - SHEET_PADDING - sheet->length;
    size_t done = iconv(decoding->converter, &from, &left, &to, &room);
    int why = done == (size_t)-1 ? errno : 0;
    decoding->at = (size_t)(from - decoding->text);
    sheet->length = (size_t)(to - sheet->text);
    // A character that the piece cuts is the next piece's.
    if (why == EINVAL && stop < decoding->length) return DECODE_MORE;
    if (why == EILSEQ && is_euro(decoding))
      add_euro(decoding, sheet);
    else if (why != 0)
      return DECODE_BAD;
  }
  if (decoding->at < decoding->length) return DECODE_MORE;
  lualark_decode_end(decoding);
  return DECODE_DONE;
}
