// SPDX-License-Identifier: MIT

/// Keeps secrets out of errors: a server may echo what it was sent.
#ifndef LARK_SCRUB_H
#define LARK_SCRUB_H

#include "client.h"

/// Takes out of a failure whatever the server said, if the answer (`body`)
/// holds a secret of the client, or the token that the request was sent with.
void lark_scrub(const lark_client *client, const lark_token *sent_with,
                const lark_text *body, lark_failure *failure);

#endif
