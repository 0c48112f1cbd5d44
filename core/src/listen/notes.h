// SPDX-License-Identifier: MIT

/// Notes about a long connection, for the client's log.
#ifndef LARK_NOTES_H
#define LARK_NOTES_H

#include "listener.h"

/// Adds a note, as printf() writes it, in the language that is set.
void lark_notes_add(const lark_listener *listener, lark_status status,
                    const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
