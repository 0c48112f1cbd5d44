// SPDX-License-Identifier: MIT

/// How many connections the shared lane opens: few, and more only where a
/// server's limit of streams keeps attempts waiting.
#ifndef LARK_WIDTH_H
#define LARK_WIDTH_H

#include "lane.h"
#include "transfer.h"

/// Looks at the shared lane when an attempt in it has ended. `busy` has all
/// that are on the wire; `version` is libcurl's, of the answer (0: none came).
void lark_width_look(lark_lane *lane, const lark_queue *busy, long version,
                     uint64_t now_us);

#endif
