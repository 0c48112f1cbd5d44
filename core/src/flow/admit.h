// SPDX-License-Identifier: MIT

/// Admission: decides when a call may be sent, and sends it.
#ifndef LARK_ADMIT_H
#define LARK_ADMIT_H

#include "call.h"

/// Sends what may be sent, at most `most` calls.
void lark_admit(lark_client *client, uint64_t now_us, uint32_t most);

/// Says how many may be on the wire in the next round, after one in which there
/// was nothing to handle (`quiet`) or something.
void lark_admit_make_room(lark_client *client, bool quiet);

/// Takes back an attempt for which no descriptor was left: its call waits until
/// one that is on the wire ends, and fewer are sent at once from now on. False
/// where nothing is on the wire, or nothing waits for that: the attempt has
/// failed then.
bool lark_admit_retreat(lark_active_call *call, uint64_t now_us);

/// Whether there is something left that may be sent, or may be soon.
bool lark_admit_has_more(const lark_client *client);

#endif
