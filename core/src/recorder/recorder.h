// SPDX-License-Identifier: MIT

/// Between calls and the host's recorder: what it is asked and told, and what
/// it never gets to see.
#ifndef LARK_RECORDER_H
#define LARK_RECORDER_H

#include "call.h"

/// Asks whether a client with these settings may be opened. LARK_OK, or another
/// status with `failure` saying why not.
lark_status lark_recorder_join(const lark_settings *settings,
                               lark_failure *failure);

/// Asks for a call's answer, once. True: it has ended, with that answer or with
/// why there is none.
bool lark_recorder_recall(call *asked);

/// Hands a call's last answer over, unless it holds a secret.
void lark_recorder_record(const call *ended, const lark_reply *reply,
                          const lark_secrets *secrets);

#endif
