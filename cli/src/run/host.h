// SPDX-License-Identifier: MIT

/// lualark run: the command as a host of the engine.
#ifndef HOST_H
#define HOST_H

#include <lua.h>

/// run_script{...}: runs a script in an engine to its end. Fields:
///
///   script               what inside.lua gets
///   sandbox              true: the script is sandboxed
///   memory, instructions, time_ms   its limits; nil for none
///   unrestricted         true: its Lua is as the stock interpreter's; without
///                        sandbox and limits
///   path                 package.path; not in a sandbox
///   to_stderr            true: what it prints goes to standard error
///   log(entry)           gets attempts of calls; may be nil
///   progress(...)        called ten times a second with how far lark.map is:
///                        rows that ended, all rows, waits for rate limits so
///                        far, and calls that wait for one now; without
///                        arguments if no lark.map runs
///   erase()              called before anything is printed; may be nil
///   listens              true: the first signal stops the script, and only
///                        after grace_ms interrupts it
///   stops()              called then
///   say(text)            called by listen/inside.lua
///   output, missing, refused, finish   called by inside.lua; see host.lua
///
/// Returns how many rows of lark.map there were to read when Ctrl-C interrupted
/// the script, nil if it did not; and unless all went well the script's error,
/// its traceback, and the error that explains why it has no client, if any.
int host_run(lua_State *L);

#endif
