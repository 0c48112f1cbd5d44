// SPDX-License-Identifier: MIT

/// Clients that scripts share: one for each set of options.
#ifndef LUALARK_SHARED_CLIENTS_H
#define LUALARK_SHARED_CLIENTS_H

#include "engine.h"

/// Adds the host's client, if there is one. LARK_OK, LARK_ENOMEM or
/// LARK_EFILES.
lark_status lualark_shared_clients_open(lualark_engine *engine);

/// The client for these options, for a script's scheduler: see lualark_host.
lark_status lualark_shared_clients_take(lualark_state *state,
                                        const lark_options *options,
                                        const char *key, size_t key_bytes,
                                        lark_client **out, lark_result **why);

/// A script changes what it has to do.
void lualark_shared_clients_touch(lualark_state *state, lark_client *client);

/// A script does not use it any more.
void lualark_shared_clients_give_back(lualark_state *state,
                                      lark_client *client);

/// Steps the clients that have work.
lark_status lualark_shared_clients_step(lualark_engine *engine,
                                        uint64_t stop_us);

/// When one of them has work of its own, as lark_timeout_ms() says; UINT64_MAX
/// for never.
uint64_t lualark_shared_clients_due_us(lualark_engine *engine);

/// Closes those that no script uses any more, except for the newest; `all`:
/// every one.
void lualark_shared_clients_close(lualark_engine *engine, bool all);

#endif
