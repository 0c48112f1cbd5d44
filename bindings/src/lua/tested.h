// SPDX-License-Identifier: MIT

/// The releases of Lua that the tests run on: `make test` takes the machine's,
/// `make test-luas` the others. This is the only list of them:
/// tools/lua-releases.sh reads it, too.
#ifndef LUALARK_TESTED_H
#define LUALARK_TESTED_H

#define LUALARK_TESTED_RELEASES "5.4.4 5.4.7 5.4.9 5.5.1"

/// The newest version that the binding compiles with, as LUA_VERSION_NUM.
#define LUALARK_NEWEST_VERSION 505

/// The releases that the sandbox runs on: these and those between them, as
/// LUA_VERSION_RELEASE_NUM. docs/sandbox.md says what an earlier one would
/// break; a later one may lay out strings and tables otherwise (layout.h).
#define LUALARK_SANDBOX_FROM 50404
#define LUALARK_SANDBOX_TO 50409

#endif
