// SPDX-License-Identifier: MIT

/// lualark recording: what is in a recording.
#ifndef RECORDED_H
#define RECORDED_H

#include <lua.h>

/// recorded{ path =, max_age_ms = }: erases the answers that are older than
/// that, where it is given, and lists the others: { time_ms =, app_id =,
/// method =, path =, http_status =, log_id =, bytes = }. Returns the list, how
/// many were erased, and the fields that are redacted, or nil; or nil and a
/// message.
int recorded_list(lua_State *L);

#endif
