// SPDX-License-Identifier: MIT

/// Flow's side of the room `auth`: sends the requests that bring tokens,
/// and lets the calls that wait for a token go on, or fail.
#ifndef LARK_AUTHORIZE_H
#define LARK_AUTHORIZE_H

#include "call.h"

/// Opens the client's auth. LARK_OK or LARK_ENOMEM.
lark_status lark_authorize_open(lark_client *client);

#endif
