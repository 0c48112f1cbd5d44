// SPDX-License-Identifier: MIT

/// The meaning of a reply: success, or an error and how to react to it.
#ifndef LARK_ANSWER_H
#define LARK_ANSWER_H

#include "lark.h"
#include "reply.h"
#include "result.h"

typedef struct lark_answer {
  bool ok;
  lark_reaction reaction; ///< to a failure
} lark_answer;

/// Reads a reply with an envelope into `result`: its document and, on success,
/// its data. On failure it fills in `failure`, all but endpoint and attempts,
/// and leaves it to the caller to put that into the result. It masks `secrets`
/// in both. `endpoint` may be NULL. Adds padding to the reply's body.
lark_answer lark_answer_read(lark_reply *reply, const lark_endpoint *endpoint,
                             const lark_secrets *secrets, lark_result *result,
                             lark_failure *failure);

/// Whether a reply is a success with an answer that is neither JSON nor HTML.
bool lark_answer_is_text(const lark_reply *reply);

/// Moves such an answer into the result.
lark_answer lark_answer_take_text(lark_reply *reply, lark_result *result,
                                  lark_failure *failure);

/// Whether asking again would bring the same answer: a success, or a lasting
/// refusal by the platform itself.
bool lark_answer_is_final(lark_answer answer, const lark_failure *failure);

#endif
