// SPDX-License-Identifier: MIT

/// The command's half in a script's state: lua/run/inside.lua, and the
/// functions by which it reaches the command.
///
/// The script cannot name these functions. They are arguments of inside.lua,
/// which keeps them in local variables, and they exist before any code of the
/// script's does.
///
///     the command's state          the script's state
///     lua/run/host.lua             lua/run/inside.lua --calls--> the script
///           ^                              |
///           |                              | command.output(text), ...
///         host.c <------ copies ------ inside.c
#ifndef INSIDE_H
#define INSIDE_H

#include <lua.h>
#include <stdbool.h>

typedef struct inside {
  lua_State *command; ///< its state; at index 1 is the table that host.h
                      ///< describes
  bool unrestricted;
  bool stops;  ///< a program that listens is to end
  bool prints; ///< the command prints lines for an unrestricted script

  /// Calls the command's field `name` with copies of the arguments of `from`.
  /// Does not raise.
  void (*tell)(void *user, const char *name, lua_State *from);

  /// Prints a line.
  void (*print)(void *user, const char *text, size_t bytes);
  void *user; ///< of both
} inside;

/// Pushes inside.lua's function and its arguments; returns how many these are.
/// `user` is an inside, which outlives the state. May raise.
int inside_push(lua_State *L, void *user);

#endif
