// SPDX-License-Identifier: MIT

/// Calls and the host's recorder: shows it each call, and follows its verdict.
#ifndef LARK_RECALL_H
#define LARK_RECALL_H

#include "call.h"

/// Asks the recorder for a call's answer, once. True where the call has ended,
/// with that answer or with the reason why there is none.
bool lark_recall_try(lark_active_call *call);

/// Hands a call's last answer to the recorder, if it is for it.
void lark_recall_record(const lark_active_call *call, const lark_reply *reply,
                        const lark_secrets *secrets);

#endif
