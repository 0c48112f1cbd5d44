// SPDX-License-Identifier: MIT

/// The sentences of the binding's C, in the language that is set
/// (lark_set_language).
#ifndef LUALARK_WORDS_H
#define LUALARK_WORDS_H

/// The sentence in that language, or as it is where bindings/words/ lacks it. A
/// format keeps its conversions.
const char *lualark_words(const char *english) __attribute__((format_arg(1)));

#endif
