// SPDX-License-Identifier: MIT

/// The end of a client, and what postpones it.
#ifndef LARK_CLOSE_H
#define LARK_CLOSE_H

#include "client.h"

/// Each function that may run callbacks stands between these two, so that a
/// close inside a callback waits for the outermost one to end. After
/// lark_close_leave() the client may be gone.
void lark_close_enter(lark_client *client);
void lark_close_leave(lark_client *client);

/// Frees a client whose calls have all ended, or one that could not be opened.
void lark_close_destroy(lark_client *client);

#endif
