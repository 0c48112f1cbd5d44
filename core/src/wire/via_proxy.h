// SPDX-License-Identifier: MIT

/// Failures that are a proxy's and not the server's.
#ifndef LARK_VIA_PROXY_H
#define LARK_VIA_PROXY_H

#include "lark.h"
#include "reply.h"

/// Whether an attempt without an answer failed at the client's proxy. If so it
/// fills in `failure`, which names the variable that the proxy stands in, and
/// `reaction`. A proxy's refusal is final: wrong passwords, sent again and
/// again, lock an account.
bool lark_via_proxy_explain(const lark_reply *reply, lark_failure *failure,
                            lark_reaction *reaction);

/// Explains that the proxy does not take user or password, with its status.
lark_reaction lark_via_proxy_refuse_user(const lark_reply *reply, long status,
                                         lark_failure *failure);

#endif
