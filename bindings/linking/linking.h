// SPDX-License-Identifier: MIT

/// How the Lua of the engine is linked; linking.cmake has both ways.
#ifndef LUALARK_LINKING_H
#define LUALARK_LINKING_H

#include <stdbool.h>

/// Whether nothing outside of the library sees the Lua. Modules written in C
/// would not find it, or another one, so that scripts cannot load any.
extern const bool lualark_linking_is_hidden;

#endif
