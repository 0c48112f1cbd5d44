// SPDX-License-Identifier: MIT

/// Asks a server for permission before a body is sent (Expect: 100-continue).
///
/// A server may close a kept connection at any moment, also with a request in
/// its kernel that nobody has read; then the request can be lost, or have been
/// done, and nothing tells which. A server that permits the body has read the
/// request, and reads on. Where it closes before, it has got no body, and has
/// done nothing.
#ifndef LARK_PERMIT_H
#define LARK_PERMIT_H

#include "body.h"
#include "reply.h"

typedef struct lark_permit {
  const lark_text *text; ///< the body; NULL: its request does not ask
  const lark_reply *reply;
  size_t sent_bytes;
  bool unanswered; ///< the server did not permit it in time
  struct curl_slist line;
} lark_permit;

/// Makes a handle with a loaded body ask, in place of what load() did with
/// `text`. Returns the header lines to send, or NULL where memory lacks. The
/// permit must not move in memory before lark_permit_end().
const struct curl_slist *lark_permit_ask(lark_permit *permit, CURL *easy,
                                         const lark_text *text,
                                         const struct curl_slist *headers,
                                         const lark_reply *reply);

/// Whether the server may have got something of the body.
bool lark_permit_has_sent(const lark_permit *permit);

/// Whether the server does not know the question.
bool lark_permit_is_unknown(const lark_permit *permit);

/// Takes off the handle what ask() put there.
void lark_permit_end(lark_permit *permit, CURL *easy);

#endif
