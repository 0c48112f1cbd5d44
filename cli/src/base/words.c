// SPDX-License-Identifier: MIT
#include "words.h"

#include "language.h"

extern const lark_sentence cli_words_zh[];
extern const size_t cli_words_zh_count;

const char *words_of(const char *english) {
  return lark_words_in(cli_words_zh, cli_words_zh_count, english);
}
