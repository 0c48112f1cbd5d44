// SPDX-License-Identifier: MIT

/// Events that came by a way that vouches for them.
#ifndef LARK_RECEIVED_H
#define LARK_RECEIVED_H

#include "lark_events.h"

/// Reads an event without asking for a signature or a token. Like
/// lark_event_receive(); what is no event is refused.
lark_status lark_received_read(const lark_allocator *allocator,
                               const char *body, size_t body_bytes,
                               lark_received **out);

#endif
