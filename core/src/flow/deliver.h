// SPDX-License-Identifier: MIT

/// Callbacks: the last stop of each call.
#ifndef LARK_DELIVER_H
#define LARK_DELIVER_H

#include "call.h"

/// Runs the callback of the first call that has ended. False where none has, or
/// it ended in `round` or later.
bool lark_deliver(lark_client *client, uint64_t round);

/// Cancels all calls.
void lark_deliver_cancel_all(lark_client *client);

#endif
