// SPDX-License-Identifier: MIT

/// What comes over a long connection, and the answers to it.
#ifndef LARK_ARRIVALS_H
#define LARK_ARRIVALS_H

#include "listener.h"

/// Takes a message.
void lark_arrivals_take(lark_listener *listener, lark_span message);

/// Sends a ping. Where memory lacks, none is sent.
void lark_arrivals_ping(lark_listener *listener);

/// Drops the parts of messages that have waited too long.
void lark_arrivals_sweep(lark_listener *listener, uint64_t now_us);

/// Hands the first event out. False where there is none.
bool lark_arrivals_hand_out(lark_listener *listener);

/// As lark_listen_answer() says.
lark_status lark_arrivals_answer(lark_listener *listener, uint64_t event,
                                 bool taken);

/// Refuses the events that were not handed out.
void lark_arrivals_refuse(lark_listener *listener);

/// The connection has ended: forgets the parts, and the events that were handed
/// out. Others can still be, without an answer.
void lark_arrivals_forget(lark_listener *listener);

/// How many events wait for their answer, or to be handed out.
uint32_t lark_arrivals_count(const lark_listener *listener);

#endif
