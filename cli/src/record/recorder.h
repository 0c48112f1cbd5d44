// SPDX-License-Identifier: MIT

/// --record and --replay: the recorder of the command's clients.
#ifndef RECORDER_H
#define RECORDER_H

#include <lua.h>

#include "lark.h"

/// open_recording{...}: from now on, the state has a recorder, which the
/// clients of its module get. Fields:
///
///   path        the file
///   replay      true: it alone answers, and nothing is sent
///   max_age_ms  older answers of repeatable calls are asked for again; 0:
///               never
///   redact      which members get pseudonyms; nil: none
///   redact_key  the file of their key; nil: the one beside it
///
/// Returns true, or nil and a message. The file is closed with the state,
/// or with the process.
int recorder_open(lua_State *L);

/// The recorder that was opened, or NULL.
const lark_recorder *recorder_of_run(void);

#endif
