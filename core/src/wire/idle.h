// SPDX-License-Identifier: MIT

/// Ends attempts on which no byte has moved for `idle_timeout`. libcurl's own
/// rule goes by the average speed of several seconds, and is late.
#ifndef LARK_IDLE_H
#define LARK_IDLE_H

#include "timer.h"
#include "transfer.h"

/// Readies the client's timer; LARK_OK or LARK_ENOMEM.
lark_status lark_idle_open(lark_client *client);

/// An attempt goes out.
void lark_idle_watch(lark_client *client, lark_transfer *transfer,
                     uint64_t now_us);

#endif
