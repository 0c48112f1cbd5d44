// SPDX-License-Identifier: MIT

/// Calls and the host's recorder: shows it each call, and follows its verdict.
#ifndef LARK_RECALL_H
#define LARK_RECALL_H

#include "call.h"

/// Asks the recorder for a call's answer, once. True where the call has ended,
/// with that answer or with the reason why there is none.
bool lark_recall_try(lark_active_call *call);

/// A call as a recorder or a journal sees it.
lark_exchange lark_recall_exchange(const lark_active_call *call);

/// Follows their verdict: ends the call with the answer or the refusal. False
/// where it is to be sent.
bool lark_recall_follow(lark_active_call *call, lark_recall verdict,
                        const lark_exchange *exchange,
                        const lark_secrets *secrets);

/// Fills the last answer of a call into an exchange.
void lark_recall_add_answer(const lark_active_call *call,
                            const lark_reply *reply, lark_exchange *exchange);

/// Hands a call's last answer to the recorder, if it is for it.
void lark_recall_record(const lark_active_call *call, const lark_reply *reply,
                        const lark_secrets *secrets);

#endif
