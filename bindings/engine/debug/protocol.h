// SPDX-License-Identifier: MIT

/// The logic of the protocol, in Lua (lua/), in a state of its
/// own with the codec for JSON. Calls of it never raise: a failure breaks the
/// connection.
#ifndef LUALARK_PROTOCOL_H
#define LUALARK_PROTOCOL_H

#include "debugger.h"

/// Makes the state; false if memory lacks.
bool lualark_protocol_open(lualark_debugger *d);
void lualark_protocol_close(lualark_debugger *d);

/// A message has come.
void lualark_protocol_message(lualark_debugger *d, const char *text,
                              size_t bytes);

/// A line with breakpoints, or the end of a step (`why`, else NULL), is
/// reached. True if the script is to stop there.
bool lualark_protocol_line(lualark_debugger *d, const lua_Debug *record,
                           const char *why);

/// The script has stopped, for a reason of the protocol's ("pause"); `detail`
/// is shown, unless NULL. And it goes on.
void lualark_protocol_stopped(lualark_debugger *d, const char *why,
                              const char *detail);
void lualark_protocol_resumed(lualark_debugger *d);

/// Whether the client wants to know of uncaught errors.
bool lualark_protocol_wants_errors(lualark_debugger *d);

/// A script was started, or has ended.
void lualark_protocol_began(lualark_debugger *d, lualark_script script);
void lualark_protocol_finished(lualark_debugger *d, lualark_script script);

/// A script printed a line; debugging ends.
void lualark_protocol_printed(lualark_debugger *d, const char *text,
                              size_t bytes);
void lualark_protocol_ended(lualark_debugger *d);

#endif
