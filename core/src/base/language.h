// SPDX-License-Identifier: MIT

/// The language of the library's own sentences. Code says them in English; a
/// table has the others: core/words/.
#ifndef LARK_LANGUAGE_H
#define LARK_LANGUAGE_H

#include <stddef.h>

/// A sentence, or the format of one, in English and in another language.
typedef struct lark_sentence {
  const char *english;
  const char *translated;
} lark_sentence;

/// The sentences of core/words/zh.lua, sorted by the English.
extern const lark_sentence lark_words_zh[];
extern const size_t lark_words_zh_count;

/// The sentence of such a table, or as it is where the table lacks it. In
/// English no table is looked into.
const char *lark_words_in(const lark_sentence *table, size_t count,
                          const char *english) __attribute__((format_arg(3)));

/// The sentence in the language that is set, or as it is where no table has it.
/// A format keeps its conversions.
const char *lark_words(const char *english) __attribute__((format_arg(1)));

#endif
