// SPDX-License-Identifier: MIT

/// The last steps of starting a call, whatever it is.
#ifndef LARK_START_H
#define LARK_START_H

#include "call.h"

/// Starts a call that is filled in, or frees it where memory lacked for that.
lark_status lark_start_launch(lark_active_call *call, lark_done *done,
                              void *user, lark_call *handle);

/// Frees a call that is not launched. Returns `status`, and notes it where
/// memory lacked; others are noted already.
lark_status lark_start_drop(lark_active_call *call, lark_status status);

/// Checks the token of a call in a person's name. LARK_OK or LARK_EPARAM.
lark_status lark_start_check_token(const char *user_token,
                                   lark_failure *failure);

/// Forgets the name that the call was to have, if it could not be started.
/// Returns `status`.
lark_status lark_start_over(lark_client *client, lark_status status);

/// Notes why no call is started, and returns it.
lark_status lark_start_starved(lark_client *client);
lark_status lark_start_refuse_closed(lark_client *client);

/// Makes the result that says why a preview is refused, with the allocator of
/// `text`; returns `status`.
lark_status lark_start_explain(lark_status status, const lark_text *text,
                               const lark_failure *failure, lark_result **why);

#endif
