// SPDX-License-Identifier: MIT

/// Calls that look blocking: start, wait, push what came.
///
///     lualark_call *call = lualark_call_begin(L, client, bytes);
///     if (call == NULL) return 2;
///     status = lark_start...(..., lualark_call_done, call, &call->number);
///     return lualark_call_end(L, call, status);
#ifndef LUALARK_CALL_H
#define LUALARK_CALL_H

#include "client.h"
#include "push.h"
#include "wait.h"

/// A call that a coroutine waits for.
typedef struct lualark_call {
  lualark_wait_head wait;
  lark_client *core; ///< NULL: it has ended
  lualark_client *client;
  const char *endpoint; ///< its name, a constant; NULL: a path
  lark_call number;
  lark_result *result;        ///< of a call that is over
  size_t own_bytes;           ///< charged apart from the answer
  lualark_push_source source; ///< while its answer is pushed
} lualark_call;

/// Makes a wait for a call that is about to be started with the client, which
/// will copy so many bytes of it. NULL, with nil and an error pushed, where
/// there are too many calls. Raises a memory error.
lualark_call *lualark_call_begin(lua_State *L, lualark_client *client,
                                 size_t sent_bytes);

/// The callback for such calls, whose `user` is the lualark_call.
void lualark_call_done(lark_client *core, lark_call number, lark_result *result,
                       void *user);

/// Takes what starting it returned. Waits for it, and returns its data, or nil
/// and an error.
int lualark_call_end(lua_State *L, lualark_call *call, lark_status status);

/// A client that shares its core ends: cancels its calls. If `silent`, their
/// state closes, and they outlive it until the core says that they have ended.
void lualark_call_end_all(const lualark_client *client, bool silent);

/// A core ends without callbacks: its calls have ended.
void lualark_call_forget_all(const lualark_scheduler *s,
                             const lark_client *core);

#endif
