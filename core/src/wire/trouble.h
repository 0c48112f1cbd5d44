// SPDX-License-Identifier: MIT

/// Attempts without an answer: what each of libcurl's codes means here.
#ifndef LARK_TROUBLE_H
#define LARK_TROUBLE_H

#include "failure.h"
#include "reply.h"

typedef struct lark_trouble {
  lark_status status;
  lark_reaction reaction;
  const char *message; ///< NULL: libcurl's own
  const char *hint;
} lark_trouble;

/// The meaning of a code. `begun`: there was a connection for the request;
/// `sent`: the server may have read it. NULL for a code that libcurl did not
/// have when this was written.
const lark_trouble *lark_trouble_of(CURLcode code, bool begun, bool sent);

/// The meaning of a code of a multi handle: LARK_OK (nothing was lost),
/// LARK_ENOMEM, or LARK_EINVAL (the caller is wrong).
lark_status lark_trouble_of_multi(CURLMcode code);

/// Explains an attempt that ended without an answer.
lark_reaction lark_trouble_explain(const lark_reply *reply,
                                   lark_failure *failure);

#endif
