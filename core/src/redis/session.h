// SPDX-License-Identifier: MIT

/// A client in the store on Redis: its connection, and what it knows of the
/// tokens and budgets there.
///
/// While the server is away, each credential and allowance goes by what it
/// keeps in this process (`local`), as in the store in memory.
#ifndef LARK_REDIS_SESSION_H
#define LARK_REDIS_SESSION_H

#include "inbox.h"
#include "index.h"
#include "link.h"

typedef enum lark_redis_mode {
  LARK_REDIS_WAIT, ///< a connection is being opened: the first, or the one
                   ///< after an idle one
  LARK_REDIS_ASK,  ///< the server is asked
  LARK_REDIS_LOCAL ///< it is away
} lark_redis_mode;

typedef struct lark_redis_session {
  lark_inbox inbox; ///< first, so that a session is its inbox; its host is the
                    ///< session itself, which collects in the same step
  lark_store_host host;
  lark_redis_link link;
  lark_redis_words words; ///< of the command that is written
  struct lark_redis_credential *credentials;
  struct lark_redis_allowance *allowances;
  lark_index by_endpoint; ///< the allowances, by their local ones
  uint32_t made;          ///< allowances, since the last sweep
  char id[20];            ///< drawn at random
  bool decided;           ///< the connection to wait for was opened, or was not
  bool away;              ///< the log says so
  bool refused;      ///< the server replied an error: it is back when a command
                     ///< succeeds
  uint64_t alarm_us; ///< what the host's alarm is set to
  lark_allocator allocator;
} lark_redis_session;

lark_redis_mode lark_redis_session_mode(const lark_redis_session *session);

/// Makes the host call collect() at `due_us` or earlier.
void lark_redis_session_due(lark_redis_session *session, uint64_t due_us);

/// Says in the log that the server is used again, where it said the opposite.
void lark_redis_session_back(lark_redis_session *session);

/// Whether a reply is of use: neither NULL nor an error. An error ends the
/// connection: all that was asked is answered from what is kept here.
bool lark_redis_session_heard(lark_redis_session *session, const void *reply);

#endif
