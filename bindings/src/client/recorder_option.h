// SPDX-License-Identifier: MIT

/// The options `replay` and `answers`: a recorder of the client's own.
#ifndef LUALARK_RECORDER_OPTION_H
#define LUALARK_RECORDER_OPTION_H

#include "client.h"

/// Reads both from the table at index 1, if it is one. Leaves three values for
/// lualark_recorder_option_keep(), and `*out` is the recorder, NULL where none
/// is asked for. False, with nil and an error pushed.
bool lualark_recorder_option_read(lua_State *L, const lark_recorder **out);

/// Gives them to the client on top, and removes them: they start at `first`.
void lualark_recorder_option_keep(lua_State *L, lualark_client *client,
                                  int first);

#endif
