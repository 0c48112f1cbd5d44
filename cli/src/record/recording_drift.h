// SPDX-License-Identifier: MIT

/// lualark drift: compares the answers of recordings with the catalog.
#ifndef RECORDING_DRIFT_H
#define RECORDING_DRIFT_H

#include <lua.h>

/// recorded_drift{path, ...}: reads recordings. Returns the list of differences
/// (as client:drift() does), how many answers were compared, whether the list
/// is complete, and how many answers are of no endpoint of the catalog or of
/// lark.define; or nil and a message.
int recording_drift(lua_State *L);

#endif
