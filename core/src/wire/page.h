// SPDX-License-Identifier: MIT

/// Pages: answers that are not the platform's, but of something before it.
#ifndef LARK_PAGE_H
#define LARK_PAGE_H

#include "reply.h"

/// The title of an HTML page, on one line, without `secrets`; "" where there is
/// none.
void lark_page_title(const lark_text *body, const lark_secrets *secrets,
                     char *room, size_t room_bytes);

/// Adds what to do about such an answer, by its status.
void lark_page_hint(const lark_reply *reply, const char *title,
                    lark_failure *failure);

#endif
