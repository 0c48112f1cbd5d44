// SPDX-License-Identifier: MIT

/// Notes in the log, about what is no call.
#ifndef LARK_NOTE_H
#define LARK_NOTE_H

#include "settings.h"

/// Adds an entry to the host's log, if there is one. `subject` stands where a
/// call has its endpoint.
void lark_note(const lark_settings *settings, const char *subject,
               lark_status status, const char *text);

#endif
