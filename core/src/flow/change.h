// SPDX-License-Identifier: MIT

/// Changes and the host's journal: has each written down before it is sent, and
/// again when it ends.
#ifndef LARK_CHANGE_H
#define LARK_CHANGE_H

#include "call.h"

/// Asks the journal for a change that an earlier run made, once. True where the
/// call has ended: with that answer, or refused.
bool lark_change_look(lark_active_call *call);

/// Has a change written down, before its first attempt is sent. True where the
/// call has ended instead, as above.
bool lark_change_write(lark_active_call *call);

/// Whether that is to be done first.
bool lark_change_is_unwritten(const lark_active_call *call);

/// Makes all that was written last for good. False where it cannot be; then
/// `why` says so, for lark_change_refuse().
bool lark_change_commit(lark_client *client, lark_exchange *why);

/// Ends a change that was written, but not for good.
void lark_change_refuse(lark_active_call *call, const lark_exchange *why);

/// Has the answer of a change that succeeded written down.
void lark_change_answer(lark_active_call *call, const lark_reply *reply,
                        const lark_secrets *secrets);

/// The same for a call that has ended otherwise, if it stands in the journal.
void lark_change_end(lark_active_call *call);

#endif
