// SPDX-License-Identifier: MIT

/// __call without chains that nothing interrupts.
///
/// To call a value that is no function, Lua takes the __call of its metatable,
/// puts it below the arguments, and starts anew, all in one instruction in
/// which no hook runs. A table that is its own __call keeps it busy until its
/// stack is full: 42 s with 64 MiB.
///
/// So Lua finds no __call that a script writes: the name that it looks for is
/// hidden (hide.h). setmetatable() puts a function under the hidden name, which
/// reads the script's __call when it is called, and goes through a chain of
/// them, which may have 200 links. next() and pairs() leave the hidden name
/// out.
#ifndef LUALARK_CALLABLE_H
#define LUALARK_CALLABLE_H

#include <lua.h>
#include <stdbool.h>

struct script;

/// Hides __call, and replaces next and pairs. May raise.
void lualark_callable_open(lua_State *L, struct script *script);

/// Lets Lua find the __call of the table at `metatable`, which is or becomes a
/// metatable: the one that it has now, and those that it gets later. May raise.
void lualark_callable_prepare(lua_State *L, int metatable);

/// Pushes a setmetatable() of its caller's, with upvalues for the next
/// function. May raise.
void lualark_callable_push_setter(lua_State *L, lua_CFunction set);

/// In such a function: does all there is to do if the table has no metatable
/// yet, and the one that it gets is a table that was prepared and has no __gc.
/// False, with nothing done, otherwise.
bool lualark_callable_set_plain(lua_State *L);

/// The same for all types that C code has made with luaL_newmetatable(), and
/// that have a __call. May raise.
void lualark_callable_prepare_types(lua_State *L);

/// Replaces getmetatable() and debug.getmetatable(): they do the same for what
/// they return, such as the metatable of strings. May raise.
void lualark_callable_watch(lua_State *L);

#endif
