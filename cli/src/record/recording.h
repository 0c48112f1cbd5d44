// SPDX-License-Identifier: MIT

/// --record and --replay: a recorder for clients, on a file.
#ifndef RECORDING_H
#define RECORDING_H

#include <lua.h>

#include "lark.h"

/// open_recording{...}: from now on, the state has a recorder, which the
/// clients of its module get. Fields:
///
///   path        the file
///   replay      true: it alone answers, and nothing is sent
///   max_age_ms  older answers of repeatable calls are asked for again; 0:
///   never
///
/// Returns true, or nil and a message. The file is closed with the state.
int recording_open(lua_State *L);

/// The state's recorder, or NULL.
const lark_recorder *recording_recorder(lua_State *L);

#endif
