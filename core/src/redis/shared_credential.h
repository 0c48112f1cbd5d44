// SPDX-License-Identifier: MIT

/// A credential on a Redis server, as one client knows it.
#ifndef LARK_REDIS_CREDENTIAL_H
#define LARK_REDIS_CREDENTIAL_H

#include "credential.h"
#include "seal.h"
#include "session.h"

typedef struct lark_redis_credential {
  struct lark_redis_credential *next; ///< in its session
  lark_redis_session *session;
  lark_credential *local;
  char key[64]; ///< on the server
  lark_redis_key seal;
  lark_credential_ask *ask; ///< waits for the server; NULL: none
  bool asked;               ///< a command is under way
  bool fetching;            ///< this client has the duty, on the server
  bool unsent;              ///< the server was away when the value came
  char duty[24];            ///< whose end the ask waits for; "0": none
  uint64_t due_us;          ///< when to ask again, or to keep the duty
} lark_redis_credential;

/// Makes one for an owner; NULL where memory lacks, or OpenSSL fails.
lark_redis_credential *lark_redis_credential_new(lark_redis_session *session,
                                                 lark_credential_kind kind,
                                                 const lark_owner *owner);
void lark_redis_credential_free(lark_redis_credential *credential);

// The methods of lark_store.h, by their names there.
bool lark_redis_credential_get(lark_redis_credential *credential,
                               lark_credential_ask *ask, uint64_t now_us);
void lark_redis_credential_cancel(lark_redis_credential *credential,
                                  lark_credential_ask *ask, uint64_t now_us);
lark_status lark_redis_credential_put(lark_redis_credential *credential,
                                      const char *value, uint64_t life_us,
                                      uint64_t now_us);
void lark_redis_credential_fail(lark_redis_credential *credential,
                                const lark_error *failure, uint64_t now_us);
void lark_redis_credential_drop(lark_redis_credential *credential,
                                const char *value, uint64_t now_us);

/// Does what is due.
void lark_redis_credential_tick(lark_redis_credential *credential,
                                uint64_t now_us);

// The server is there, or away.
void lark_redis_credential_up(lark_redis_credential *credential,
                              uint64_t now_us);
void lark_redis_credential_down(lark_redis_credential *credential,
                                uint64_t now_us);

#endif
