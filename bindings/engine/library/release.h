// SPDX-License-Identifier: MIT

/// The release of the Lua that runs, which may be another one than that whose
/// headers the engine was compiled with.
#ifndef LUALARK_RELEASE_H
#define LUALARK_RELEASE_H

/// The release, such as 50404 for Lua 5.4.4; 0 where Lua does not tell it.
int lualark_release(void);

/// Reads the text that Lua has as lua_ident.
int lualark_release_read(const char *ident);

#endif
