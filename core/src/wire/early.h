// SPDX-License-Identifier: MIT

/// Answers that come before their request is sent: a gateway refuses it by its
/// headers.
///
/// Over HTTP/2, libcurl 7.88 does not always notice that such an answer is
/// whole, and waits for more of it, or for room for the rest of the body.
#ifndef LARK_EARLY_H
#define LARK_EARLY_H

#include "pool.h"

/// Its timer. LARK_OK or LARK_ENOMEM.
lark_status lark_early_open(lark_pool *pool);

/// Ends the attempts whose early answer is whole: it is as long as the server
/// told, or, where the server told no length, nothing came for a second.
void lark_early_look(lark_pool *pool);

#endif
