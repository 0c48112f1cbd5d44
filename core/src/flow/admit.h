// SPDX-License-Identifier: MIT

/// Which calls may be sent, how many at once, and their sending.
#ifndef LARK_ADMIT_H
#define LARK_ADMIT_H

#include "call.h"

/// Sends what may be sent, at most `most` calls.
void lark_admit(lark_client *client, uint64_t now_us, uint32_t most);

/// Says how many may be on the wire in the next round, after one in which there
/// was nothing to handle (`quiet`) or something.
void lark_admit_make_room(lark_client *client, bool quiet);

/// Whether there is something left that may be sent, or may be soon.
bool lark_admit_has_more(const lark_client *client);

#endif
