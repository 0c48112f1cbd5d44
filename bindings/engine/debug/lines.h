// SPDX-License-Identifier: MIT

/// The callbacks of lualark_debugging: a debugger's part in the hook.
#ifndef LUALARK_DEBUG_LINES_H
#define LUALARK_DEBUG_LINES_H

#include "debugger.h"

void lualark_lines_line(lualark_debugging *debugging, struct script *script,
                        lua_State *L, lua_Debug *record);
void lualark_lines_look(lualark_debugging *debugging, struct script *script,
                        lua_State *L);
void lualark_lines_failed(lualark_debugging *debugging, struct script *script,
                          lua_State *thread);
void lualark_lines_printed(lualark_debugging *debugging, const char *text,
                           size_t bytes);

#endif
