// SPDX-License-Identifier: MIT

/// A client's connection to a Redis server: hiredis on the client's own loop.
///
///     APART ──► OPENING ──► READY          up(): commands may be sent
///       ▲          │          │
///       └──────────┴──────────┘            down(): nothing can be asked
///
/// While it opens, it logs in, chooses the database, loads the scripts and
/// tries a write. A server that refuses any of that, or that is slow, counts as
/// away: it is tried again after a pause that grows.
#ifndef LARK_REDIS_LINK_H
#define LARK_REDIS_LINK_H

#include <hiredis/async.h>

#include "address.h"
#include "lark_store.h"
#include "random.h"
#include "scripts.h"

typedef enum lark_redis_state {
  LARK_REDIS_APART,
  LARK_REDIS_OPENING,
  LARK_REDIS_READY
} lark_redis_state;

typedef struct lark_redis_events {
  void (*up)(void *user, uint64_t now_us);

  /// Nothing that was sent is answered any more. Also runs each time that
  /// opening fails.
  void (*down)(void *user, uint64_t now_us);

  /// The server closed the connection while nothing was asked: many do so after
  /// some minutes. Nothing is lost, and the next tick, due at once, opens it
  /// again: `up` or `down` follows.
  void (*lapsed)(void *user, uint64_t now_us);
} lark_redis_events;

typedef struct lark_redis_link {
  const lark_redis_address *address;
  const lark_store_host *host;
  const lark_redis_events *events;
  void *user;
  redisAsyncContext *context; ///< NULL: none
  void *tls_session;          ///< of that connection; NULL: no TLS
  lark_redis_state state;
  int fd;               ///< watched; -1: none
  unsigned wanted;      ///< LARK_WATCH_* that hiredis wants
  unsigned watched;     ///< that the loop watches
  unsigned pending;     ///< commands without a reply
  unsigned greetings;   ///< those of them that open the connection
  bool looks;           ///< whether the server has closed it while idle
  uint64_t progress_us; ///< when the last reply came, or the first command left
  uint64_t retry_us;    ///< when to open again; UINT64_MAX: never
  uint32_t failures;    ///< since a command succeeded
  lark_random random;
  char digests[LARK_REDIS_SCRIPTS][41]; ///< of the loaded scripts
  char why[200]; ///< why it is apart, for people: no secret
} lark_redis_link;

/// Starts without a connection; the first tick opens one. What it is given
/// outlives it.
void lark_redis_link_init(lark_redis_link *link,
                          const lark_redis_address *address,
                          const lark_store_host *host,
                          const lark_redis_events *events, void *user);

/// Writes what can be written at once, and ends. Callbacks of commands get
/// NULL; `down` does not run.
void lark_redis_link_close(lark_redis_link *link);

/// Does what is due: opens, gives a silent server up.
void lark_redis_link_tick(lark_redis_link *link, uint64_t now_us);

/// Finds out, before something is sent, whether the server has closed an idle
/// connection. Runs `lapsed` then.
void lark_redis_link_look(lark_redis_link *link, uint64_t now_us);

/// When something will be due; UINT64_MAX: nothing.
uint64_t lark_redis_link_due_us(const lark_redis_link *link);

/// Sends a script's call; `fn` gets the reply, or NULL where none comes. False
/// where it is not sent: memory lacks, or the link is not READY.
bool lark_redis_link_send(lark_redis_link *link, lark_redis_script script,
                          const lark_redis_words *words, redisCallbackFn *fn,
                          void *user, uint64_t now_us);

/// Each callback of a command calls this first.
void lark_redis_link_replied(lark_redis_link *link);

/// Writes what was sent.
void lark_redis_link_flush(lark_redis_link *link);

/// Gives the connection up for an error that the server replied, such as
/// "OOM ...". Runs `down`.
void lark_redis_link_fail(lark_redis_link *link, const char *error,
                          uint64_t now_us);

#endif
