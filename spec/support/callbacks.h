// SPDX-License-Identifier: MIT

/// Callbacks of an engine's host that several tests use.
#ifndef CALLBACKS_H
#define CALLBACKS_H

#include "lualark.h"

// Answers a host function with its own arguments.
static inline void echo(void *user, lualark_engine *engine,
                        lualark_script script, lualark_pending pending,
                        const char *arguments, size_t bytes) {
  (void)user, (void)script, (void)bytes;
  lualark_answer(engine, pending, arguments);
}

// Ignores a message.
static inline void drop_message(void *user, lualark_engine *engine,
                                lualark_script script, const char *name,
                                const char *json, size_t bytes) {
  (void)user, (void)engine, (void)script, (void)name, (void)json, (void)bytes;
}

#endif
