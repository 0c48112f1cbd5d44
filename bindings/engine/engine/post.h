// SPDX-License-Identifier: MIT

/// Events and answers from other threads.
#ifndef LUALARK_POST_H
#define LUALARK_POST_H

#include "engine.h"

/// Gives what is in the mailbox to its scripts, until that time at most.
void lualark_post_deliver(lualark_engine *engine, uint64_t stop_us);

#endif
