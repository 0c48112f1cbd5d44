// SPDX-License-Identifier: MIT

/// Scripts with limits: the command as a host of the engine.
#ifndef LIMITED_H
#define LIMITED_H

#include <lua.h>

/// run_limited{...}: runs cli/lua/inside.lua in an engine to its end, where it
/// can require the report library. Fields:
///
///   arguments            its own, a JSON array
///   sandbox              true for a stranger's
///   memory, instructions, time_ms   its limits; 0 for none
///   path                 package.path; not in a sandbox
///   to_stderr            true: what it prints goes to stderr
///   message(name, json)  gets what it sends
///   log(entry)           gets attempts of calls; may be nil
///   progress(...)        gets how far it is, ten times a second; see watch.h
///   erase()              called before anything is printed; may be nil
///
/// Returns first, where Ctrl-C interrupted it, how many rows of lark.map there
/// were to be read then, else nil; and unless all went well its error, the
/// traceback, and why there was no client for it, if that was so.
int limited_run(lua_State *L);

#endif
