// SPDX-License-Identifier: MIT
#include "lualark_words.h"

#include "language.h"

extern const lark_sentence lualark_words_zh[];
extern const size_t lualark_words_zh_count;

const char *lualark_words(const char *english) {
  return lark_words_in(lualark_words_zh, lualark_words_zh_count, english);
}
