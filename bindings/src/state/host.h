// SPDX-License-Identifier: MIT

/// The program that runs a Lua state in place of lark.run(): an engine.
#ifndef LUALARK_HOST_H
#define LUALARK_HOST_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lark.h"

struct lualark_state;

typedef struct lualark_host {
  /// A task is ready, and none was before.
  void (*wake)(struct lualark_state *state);

  /// A task failed: `thread` has the error on top, and still its stack.
  void (*failed)(struct lualark_state *state, lua_State *thread, int status);

  /// Returns the client for these options, which other states may share; `key`
  /// tells options apart. NULL, with `why` as of lark_open(), where there is
  /// none. The state gives it back once. Without options it is the host's own
  /// client, or NULL where the host has none.
  lark_client *(*take_client)(struct lualark_state *state,
                              const lark_options *options, const char *key,
                              size_t key_bytes, lark_result **why);
  void (*give_client)(struct lualark_state *state, lark_client *client);

  /// Counts `steps` of a C function, each about the cost of one of Lua's
  /// instructions. True where the function is to yield now, with no values and
  /// a continuation. Raises where the script is to end.
  bool (*pause)(struct lualark_state *state, lua_State *L, uint64_t steps);

  /// Counts memory outside of the state against the script's limit; negative
  /// `bytes` give back. False where it would pass the limit; then nothing was
  /// counted. NULL where there is no limit.
  bool (*charge)(struct lualark_state *state, ptrdiff_t bytes);

  /// Such memory lacks. May end the script, and does not return then; else an
  /// error is raised. NULL: an error is always raised.
  void (*starve)(struct lualark_state *state);

  /// A coroutine is about to run: for the first time, or once more.
  void (*enter)(struct lualark_state *state, lua_State *thread, bool is_new);

  /// Whether client:request() may ask for that path; NULL: for any.
  bool (*allows)(struct lualark_state *state, const char *method,
                 const char *path);
} lualark_host;

#endif
