// SPDX-License-Identifier: MIT

/// The scripts that get an event of the host's. Of two versions of a script it
/// is the newest.
#ifndef LUALARK_RECIPIENTS_H
#define LUALARK_RECIPIENTS_H

#include "script.h"

/// Puts an event into a script's queue.
typedef lark_status lualark_recipients_put(struct script *script,
                                           lualark_event_texts *texts);

/// Puts an event into the queue of a script, and wakes it. LARK_OK if it takes
/// no events.
lark_status lualark_recipients_one(struct script *script,
                                   lualark_event_texts *texts,
                                   lualark_recipients_put *put);

/// Does so for all scripts. Returns the first failure, after which the others
/// get it.
lark_status lualark_recipients_all(struct scripts *all,
                                   lualark_event_texts *texts,
                                   lualark_recipients_put *put);

#endif
