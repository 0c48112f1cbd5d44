// SPDX-License-Identifier: MIT

/// Makes sense of a reply: success, or an error and what it asks of us.
#ifndef LARK_ANSWER_H
#define LARK_ANSWER_H

#include "catalog.h"
#include "reply.h"
#include "result.h"

typedef struct lark_answer {
  bool ok;
  lark_reaction reaction; ///< of a failure
} lark_answer;

/// Reads a reply into `result`: its document and, on success, its data. On
/// failure `failure` is filled in but for endpoint and attempts, and it is the
/// caller's to put it into the result; `secrets` are masked in both. `endpoint`
/// may be NULL. Adds padding to the reply's body.
lark_answer lark_answer_read(lark_reply *reply, const lark_endpoint *endpoint,
                             const lark_secrets *secrets, lark_result *result,
                             lark_failure *failure);

/// Whether asking again would bring the same: a success, or a refusal by the
/// platform itself that is no passing trouble.
bool lark_answer_is_final(lark_answer answer, const lark_failure *failure);

#endif
