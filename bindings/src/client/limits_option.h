// SPDX-License-Identifier: MIT

/// The option `limits` of lark.client{...}: false, or rates by endpoint.
#ifndef LUALARK_LIMITS_OPTION_H
#define LUALARK_LIMITS_OPTION_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "lark.h"

/// Reads the value on top into `*options`, and leaves what keeps that alive
/// below it. False, with nil and an error pushed, where it is wrong.
bool lualark_limits_option_read(lua_State *L, lark_options *options);

/// Adds bytes that differ where the limits differ.
void lualark_limits_option_add_key(luaL_Buffer *key,
                                   const lark_options *options);

/// Reads the value on top, false, "100/s" or { "50/s", "1000/min" }, and pushes
/// the rates' memory, or nil for false. False, with nil and an error pushed,
/// where it is none of these. `limit->endpoint` is for the error.
bool lualark_limits_option_rates(lua_State *L, lark_limit_option *limit);

#endif
