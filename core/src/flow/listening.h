// SPDX-License-Identifier: MIT

/// What a client does for its listener.
#ifndef LARK_LISTENING_H
#define LARK_LISTENING_H

#include "client.h"

/// Prepares a client for listening. LARK_OK or LARK_ENOMEM.
lark_status lark_listening_open(lark_client *client);

#endif
