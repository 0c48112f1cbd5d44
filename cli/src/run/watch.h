// SPDX-License-Identifier: MIT

/// What looks after a script while it waits: how far its maps are, and whether
/// somebody asked it to end.
#ifndef WATCH_H
#define WATCH_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

enum { WATCH_EACH_MS = 100 };

/// How far it is.
typedef struct watch_view {
  bool running; ///< a map does
  uint64_t ended, total;
  uint64_t waits;   ///< for rate limits, so far
  uint64_t waiting; ///< calls that wait for one now
} watch_view;

/// Pushes a view's four numbers, or nothing where no map runs; returns how many
/// values.
int watch_push(lua_State *L, const watch_view *view);

/// Into the table on top:
///
///   watch(fn)  from now on fn is called ten times a second while lark.run
///              waits, with a view's numbers, or nothing; it must not wait.
///              Ctrl-C and SIGTERM interrupt the script.
///   unwatch()  ends that; how many calls and sleeps were given up because of
///              an interruption (nil: there was none), and how many rows there
///              were to be read then
///   now()      seconds on a clock that only rises
void watch_register(lua_State *L);

#endif
