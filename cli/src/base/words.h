// SPDX-License-Identifier: MIT

/// The sentences of the command's C, in the language that is spoken. Its Lua
/// says more: lua/words.lua.
#ifndef WORDS_H
#define WORDS_H

/// The sentence in that language, or as it is where cli/words/ lacks it. A
/// format keeps its conversions.
const char *words_of(const char *english) __attribute__((format_arg(1)));

#endif
