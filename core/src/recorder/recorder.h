// SPDX-License-Identifier: MIT

/// Between the client and the host's recorder, or its journal: what they are
/// asked and told, and what they never get to see.
///
/// This room decides and reports. It does not know what a call is: flow shows
/// it each call as a lark_exchange, and follows the verdict.
#ifndef LARK_RECORDER_INSIDE_H
#define LARK_RECORDER_INSIDE_H

#include "reply.h"
#include "settings.h"

/// Asks both whether a client with these settings may be opened. LARK_OK, or
/// another status with `failure` saying why not.
lark_status lark_recorder_join(const lark_settings *settings,
                               lark_failure *failure);

/// An exchange with nothing in it but whose client it is.
lark_exchange lark_recorder_exchange(const lark_settings *settings);

/// Asks for the answer to a request, and keeps the recorder's note in the
/// exchange. `*recordable` says whether the recorder was asked: a request that
/// shows a secret is not for it.
lark_recall lark_recorder_recall(const lark_settings *settings,
                                 lark_exchange *exchange,
                                 const lark_secrets *secrets, bool *recordable);

/// Whether a request or its answer shows a secret.
bool lark_recorder_shows_secret(const lark_settings *settings,
                                const lark_exchange *exchange,
                                const lark_secrets *secrets);

/// Has what the recorder was told and asked in this round committed.
void lark_recorder_settle(const lark_settings *settings);

/// After LARK_RECALL_REFUSE: why it was refused, without secrets that the
/// recorder may have repeated. Returns the status.
lark_status lark_recorder_explain(const lark_exchange *exchange,
                                  const lark_secrets *secrets,
                                  lark_failure *failure);

/// Hands over a request with its last answer, unless it shows a secret.
void lark_recorder_record(const lark_settings *settings,
                          const lark_exchange *exchange,
                          const lark_secrets *secrets);

#endif
