// SPDX-License-Identifier: MIT

/// The end of a script: its report is written, it leaves the engine's lists,
/// and its state is closed.
#ifndef LUALARK_ENDING_H
#define LUALARK_ENDING_H

#include "script.h"

/// Ends a script whose turn is over, and frees it. `status` LARK_OK: as it
/// returned or raised; otherwise with `why` as the message.
void lualark_ending_run(struct script *script, lark_status status,
                        const char *why);

/// Ends a script from outside: at once if it is idle, else as soon as its turn
/// is over.
void lualark_ending_order(struct script *script, lark_status status,
                          const char *why);

/// Ends the script, `owner`, whose time is over: a timer calls it.
void lualark_ending_on_deadline(void *owner, uint64_t now_us);

/// Lets a script finish, and ends it where that takes longer than the host
/// allows. LARK_OK or LARK_ENOMEM.
lark_status lualark_ending_retire(struct script *script);

/// Closes the state of a script that is in no list any more, and frees it.
void lualark_ending_close(struct script *script);

#endif
