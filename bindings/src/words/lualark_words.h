// SPDX-License-Identifier: MIT

/// The sentences of the binding's C, in the language that is set
/// (lark_set_language).
#ifndef LUALARK_WORDS_H
#define LUALARK_WORDS_H

#include <lua.h>

/// The sentence in that language, or as it is where bindings/words/ lacks it. A
/// format keeps its conversions.
const char *lualark_words(const char *english) __attribute__((format_arg(1)));

/// How the type of a value is called there: "string", as luaL_typename() has
/// it, or what people say in place of that.
const char *lualark_words_type(lua_State *L, int index);

#endif
