// SPDX-License-Identifier: MIT

/// Where tokens and rate budgets are kept: the seam between a client and those
/// with whom it shares an app and a tenant. In this process that is
/// store_memory.c; a store that other processes reach implements the same.
///
/// A store answers at once where it can, else in a later step. Whoever asks
/// brings an ask of its own; until it is answered it stands in a queue of the
/// store's, from which lark_ask_withdraw() takes it. An answer may come from
/// inside another client's step, so that who gets one arms its own loop.
///
/// The other side may run on another clock: what crosses are durations.
/// `now_us` is the caller's clock.
#ifndef LARK_STORE_H
#define LARK_STORE_H

#include "failure.h"
#include "queue.h"

/// What stands at the start of each kind of ask.
typedef struct lark_ask {
  lark_link link; ///< in a queue of the store's while it waits
  /// Runs once for each ask that was not answered at once.
  void (*answered)(struct lark_ask *ask, uint64_t now_us);
  void *owner;
} lark_ask;

// ---------------------------------------------------------------- credentials

/// A secret with a life of its own: a token, or a store app's ticket.
typedef struct lark_credential lark_credential;

typedef enum lark_credential_kind {
  LARK_APP_TICKET,
  LARK_APP_TOKEN,
  LARK_TENANT_TOKEN
} lark_credential_kind;

/// Of a credential. One of those who ask while there is none, or while it is
/// due, is told to fetch one; the others wait for that, or use the old one.
typedef struct lark_credential_ask {
  lark_ask ask;
  const char *value; ///< until the store is used next; NULL: there is none
  uint64_t life_us;  ///< what is left of it
  uint64_t fresh_us; ///< how long until asking again is worth while
  bool must_fetch;   ///< put() or fail() is this asker's duty now
  const lark_failure *failure; ///< of the one who fetched, as of `value`; NULL
} lark_credential_ask;

// ----------------------------------------------------------------- allowances

/// The rate limits of one endpoint, for one app and tenant.
typedef struct lark_allowance lark_allowance;

/// Of so many slots, each of which lets one attempt go.
typedef struct lark_allowance_ask {
  lark_ask ask;
  uint32_t wanted;  ///< at least 1
  uint32_t granted; ///< the first of these may go
  uint64_t wait_us; ///< of fewer than wanted: before asking for the rest
} lark_allowance_ask;

// ---------------------------------------------------------------------- stores

/// Where a thing belongs to: a text that is different for each base URL, app,
/// secret and tenant. It holds the secret.
typedef struct lark_owner {
  const char *bytes;
  size_t length_bytes;
} lark_owner;

typedef struct lark_store_methods {
  void (*close)(lark_store *store);

  /// The credential of an owner; it stays the store's. NULL where memory lacks.
  lark_credential *(*credential)(lark_store *store, lark_credential_kind kind,
                                 const lark_owner *owner);

  /// True where the ask is answered at once. Who must fetch may ask again, and
  /// then waits for what another brings.
  bool (*get)(lark_credential *credential, lark_credential_ask *ask,
              uint64_t now_us);

  /// Keeps a new value for `life_us`, and answers who waits for one. LARK_OK,
  /// or LARK_ENOMEM: then it is as if the fetch had failed.
  lark_status (*put)(lark_credential *credential, const char *value,
                     uint64_t life_us, uint64_t now_us);

  /// The fetch failed: those who wait fail likewise. `failure` NULL: it was
  /// given up, and one of those who wait takes it over. Returns how long to
  /// leave the platform alone while the old value serves.
  uint64_t (*fail)(lark_credential *credential, const lark_failure *failure,
                   uint64_t now_us);

  /// Forgets a value that the platform rejected, unless another has taken its
  /// place meanwhile.
  void (*drop)(lark_credential *credential, const char *value);

  /// The allowance of an endpoint, made with these rates by who comes first; it
  /// stays the store's. NULL where memory lacks.
  lark_allowance *(*allowance)(lark_store *store, const lark_owner *owner,
                               const char *endpoint, const lark_rate *rates,
                               size_t count);

  /// True where the ask is answered at once.
  bool (*take)(lark_allowance *allowance, lark_allowance_ask *ask,
               uint64_t now_us);

  /// An attempt was answered, `round_trip_us` after it was sent; or given up
  /// for lost, with 0. `quickest_us` is what another endpoint's took at least:
  /// it counts while this one has been seen in one burst only.
  void (*answer)(lark_allowance *allowance, uint64_t round_trip_us,
                 uint64_t quickest_us, uint64_t now_us);

  /// Slots were granted, but nothing was sent.
  void (*give_back)(lark_allowance *allowance, uint32_t count, uint64_t now_us);

  /// The server named its limit, which may be lower than the documented one.
  void (*learn)(lark_allowance *allowance, uint32_t allowed);

  /// Lets nobody pass for a while: the server said so.
  void (*hold)(lark_allowance *allowance, uint64_t for_us, uint64_t now_us);
} lark_store_methods;

/// What each implementation starts with.
struct lark_store {
  const lark_store_methods *methods;
  unsigned references;
};

lark_store *lark_store_share(lark_store *store);

static inline bool lark_ask_waits(const lark_ask *ask) {
  return ask->link.queue != NULL;
}

/// Takes an ask back from its store, if it waits there.
static inline void lark_ask_withdraw(lark_ask *ask) {
  lark_queue_remove(&ask->link);
}

#endif
