// SPDX-License-Identifier: MIT

/// Stores: where tokens and rate budgets are kept. They belong to an app and a
/// tenant rather than to a client, so that clients may share a store: in one
/// process (lark_store_memory(), lark_store_named()), or in a store of the
/// host's own: it implements lark_store_methods, and gives the store to its
/// clients as `options.store`.
///
///     client ── session ──┐               a session is one client in a store
///     client ── session ──┼── store ──┬── credentials (tokens, tickets)
///     client ── session ──┘           └── allowances (rate limits)
///
/// A client asks with a lark_ask of its own. The store answers at once where it
/// can. Otherwise it keeps the ask, and when the answer is there it wakes the
/// client, whose step then calls collect(), which runs `answered`. So each
/// client hears its answers on its own thread, and none from inside another's
/// step. What a store waits for itself (sockets, timers) it watches on the loop
/// of a client that is attached to it: there is one descriptor for all.
///
/// A store may be used by clients on several threads if it is named
/// (lark_store_named()), or was opened by lark_store_open(). Each method may
/// then be called from any of them, each session's by one at a time.
///
/// A store on another machine has another clock: what crosses are durations.
/// `now_us` is the caller's clock, CLOCK_MONOTONIC in microseconds.
#ifndef LARK_STORE_H
#define LARK_STORE_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

// ------------------------------------------------------------------- watching

/// Events of a descriptor, to be or-ed. An error or a hang-up counts as both.
enum { LARK_WATCH_READ = 1, LARK_WATCH_WRITE = 2 };

/// Runs from inside a step while one of `events` holds (level-triggered). It
/// may watch and unwatch descriptors.
typedef void lark_watcher(void *user, int fd, unsigned events);

// ------------------------------------------------------------------- sessions

/// The loop of a client that is attached to a store, for the store's use.
typedef struct lark_store_host {
  size_t size; ///< sizeof (lark_store_host), as the library knows it
  void *user;  ///< for the functions

  /// Makes the client call collect() in its next step, which it takes soon.
  /// May be called from any thread, with the store's own lock held.
  void (*wake)(void *user);

  /// Watches a descriptor on the client's loop, in place of what it was watched
  /// for before. LARK_OK or LARK_ENOMEM.
  lark_status (*watch)(void *user, int fd, unsigned events,
                       lark_watcher *watcher, void *watcher_user);
  void (*unwatch)(void *user, int fd);

  /// Calls collect() at `due_us`, in place of the time set before; UINT64_MAX
  /// for never.
  void (*alarm)(void *user, uint64_t due_us);

  /// Writes a line to the client's log, such as why the store is out of reach.
  /// It holds no secret. Only from inside a method that the client called, or
  /// a watcher.
  void (*say)(void *user, lark_status status, const char *text);
} lark_store_host;

/// One client in a store. Each implementation's session starts with this.
typedef struct lark_session {
  lark_store *store;
} lark_session;

/// How a store answers.
typedef enum lark_store_status {
  LARK_STORE_OK,
  LARK_STORE_NO_MEMORY,
  LARK_STORE_UNREACHABLE ///< it is elsewhere, and did not answer in time
} lark_store_status;

/// Part of an ask: a store that keeps asks in lists may use it as it likes.
typedef struct lark_link {
  struct lark_link *next, *previous;
  struct lark_queue *queue; ///< NULL: in none
} lark_link;

/// The head of each kind of ask. It is the caller's, zeroed but for
/// `answered` and `owner`, and stays where it is until it is answered or
/// cancelled.
typedef struct lark_ask {
  lark_link link;        ///< for the store's lists, while the ask waits
  lark_session *session; ///< the store's: who asked
  lark_store_status status;
  uint64_t at_us; ///< when it was answered, by the clock that answered it

  /// Runs once for each ask that was not answered at once, inside collect().
  void (*answered)(struct lark_ask *ask, uint64_t at_us);
  void *owner;
} lark_ask;

// ---------------------------------------------------------------- credentials

/// A secret that expires: a token, or a store app's ticket.
typedef struct lark_credential lark_credential;

typedef enum lark_credential_kind {
  LARK_APP_TICKET,
  LARK_APP_TOKEN,
  LARK_TENANT_TOKEN
} lark_credential_kind;

/// Asks for a credential. Where there is none, or it is due for renewal, one
/// asker is told to fetch it. The others wait for that one, or use the old
/// value. Unless `status` is LARK_STORE_OK, the other fields are empty.
typedef struct lark_credential_ask {
  lark_ask ask;
  const char
      *value; ///< a copy, until get() or cancel_get(); NULL: there is none
  uint64_t life_us;  ///< how long the value is still good; UINT64_MAX: unknown
  uint64_t fresh_us; ///< how long to use the value before asking again
  bool must_fetch;   ///< the asker must call put() or fail()
  const lark_error *failure; ///< why the fetcher failed; lives as `value`, or
                             ///< NULL
} lark_credential_ask;

// ----------------------------------------------------------------- allowances

/// The rate limits of one endpoint, for one app and tenant.
typedef struct lark_allowance lark_allowance;

/// Asks for `wanted` slots, each of which lets one attempt go. `granted` of
/// them are granted. Unless `status` is LARK_STORE_OK, none is.
typedef struct lark_allowance_ask {
  lark_ask ask;
  uint32_t wanted; ///< at least 1
  uint32_t granted;
  uint64_t wait_us; ///< how long to wait before asking for the others
} lark_allowance_ask;

// --------------------------------------------------------------------- stores

/// Whom a credential or an allowance belongs to: bytes that differ for each
/// base URL, app, secret and tenant. They hold the secret: a store must not
/// write them down.
typedef struct lark_owner {
  const char *bytes;
  size_t length_bytes;
} lark_owner;

typedef struct lark_store_methods {
  size_t size; ///< sizeof (lark_store_methods), as the store knows it

  /// Frees the store. It has no sessions any more.
  void (*close)(lark_store *store);

  /// Attaches a client; the store copies `host`. NULL where memory lacks.
  lark_session *(*attach)(lark_store *store, const lark_store_host *host);

  /// Ends a session whose asks are all answered or cancelled.
  void (*detach)(lark_session *session);

  /// Does what the store was woken for: runs `answered` of each ask of the
  /// session that has an answer.
  void (*collect)(lark_session *session, uint64_t now_us);

  /// Finds the credential of an owner. It stays the store's. NULL where memory
  /// lacks.
  lark_credential *(*credential)(lark_session *session,
                                 lark_credential_kind kind,
                                 const lark_owner *owner);

  /// Asks for a credential. True where the ask is answered at once. An asker
  /// that must fetch may ask again, and then waits for what another brings.
  bool (*get)(lark_session *session, lark_credential *credential,
              lark_credential_ask *ask, uint64_t now_us);

  /// Takes an ask back and empties it. If its answer was a duty to fetch that
  /// the asker has not heard of, another asker gets the duty.
  void (*cancel_get)(lark_session *session, lark_credential *credential,
                     lark_credential_ask *ask, uint64_t now_us);

  /// Keeps a new value for `life_us` and answers the asks that wait for it.
  /// LARK_OK; or LARK_ENOMEM, and the fetch counts as failed.
  lark_status (*put)(lark_session *session, lark_credential *credential,
                     const char *value, uint64_t life_us, uint64_t now_us);

  /// Says that a fetch failed: the asks that wait fail likewise, and nobody
  /// fetches for a while. NULL says that it was given up: one of the askers
  /// that wait takes over.
  void (*fail)(lark_session *session, lark_credential *credential,
               const lark_error *failure, uint64_t now_us);

  /// Forgets a value that the platform rejected, unless another has replaced
  /// it.
  void (*drop)(lark_session *session, lark_credential *credential,
               const char *value);

  /// Finds the allowance of an endpoint. The first to ask makes it, with these
  /// rates. It stays the store's. NULL where memory lacks.
  lark_allowance *(*allowance)(lark_session *session, const lark_owner *owner,
                               const char *endpoint, const lark_rate *rates,
                               size_t count);

  /// Asks for slots. True where the ask is answered at once.
  bool (*take)(lark_session *session, lark_allowance *allowance,
               lark_allowance_ask *ask, uint64_t now_us);

  /// Takes an ask back. Slots that were granted to it, and that the asker has
  /// not heard of, are free again.
  void (*cancel_take)(lark_session *session, lark_allowance *allowance,
                      lark_allowance_ask *ask, uint64_t now_us);

  /// Says that an attempt was answered, `round_trip_us` after it was sent; 0
  /// where it is given up for lost. `quickest_us` is the shortest round trip of
  /// other endpoints: it counts while this one has seen only one burst.
  void (*answer)(lark_session *session, lark_allowance *allowance,
                 uint64_t round_trip_us, uint64_t quickest_us, uint64_t now_us);

  /// Gives back slots that were granted and not used.
  void (*give_back)(lark_session *session, lark_allowance *allowance,
                    uint32_t count, uint64_t now_us);

  /// Says which limit the server named. It may be lower than the documented
  /// one.
  void (*learn)(lark_session *session, lark_allowance *allowance,
                uint32_t allowed);

  /// Grants no slot for `for_us`: the server said so.
  void (*hold)(lark_session *session, lark_allowance *allowance,
               uint64_t for_us, uint64_t now_us);

  /// Says that the client, which has found an allowance, is done with it: it
  /// finds it again before it uses it. A store may forget one that all who
  /// found it have released and that holds back nothing any more. Optional:
  /// NULL, or a `size` that ends before it, in a store that keeps all.
  void (*release)(lark_session *session, lark_allowance *allowance);
} lark_store_methods;

/// The head of each implementation's store, which lark_store_init() fills in.
struct lark_store {
  const lark_store_methods *methods;
  unsigned references;
  bool named; ///< it is in the registry of lark_store_named()
};

/// Fills in the head of a host's own store, with one reference for the caller,
/// who gives it back with lark_store_release(). The store ends, by its method
/// `close`, when no client has it any more. All methods but
/// `release` must be there: lark_open() says LARK_ECONFIG otherwise. Such a
/// store and all its clients are used by one thread at a time.
LARK_API void lark_store_init(lark_store *store,
                              const lark_store_methods *methods);

/// Opens a store on a Redis server (7.0 or later) or a Valkey server, which
/// clients of many processes and machines share.
///
/// `url` is one of
///
///     redis://[[user]:password@]host[:port][/database]
///     rediss://...[?ca_file=file.pem]
///     unix:///path/to/socket[?db=database]
///
/// with percent-encoding in user, password and paths. By default the port is
/// 6379 and the database 0. rediss:// is TLS, where the library was built with
/// hiredis 1.0 or later; the certificates of `ca_file` are trusted, or those of
/// the system. A host's name is looked up here, once, which may
/// block.
///
/// Each client that is opened with the store has a connection of its own. The
/// server need not be there: until it is, and while it is away, each client
/// keeps a careful share of the limits for itself, and says so once in its log.
///
/// On LARK_OK the caller owns a reference in `*out`, and gives it back with
/// lark_store_release(). Otherwise `*out` is NULL: LARK_ECONFIG where the URL
/// is wrong, its host is unknown, or the library was built without hiredis; or
/// LARK_ENOMEM. `why`, unless NULL, then gets the particulars as in
/// lark_open(). `allocator` NULL: realloc() and free().
LARK_API lark_status lark_store_open(const char *url,
                                     const lark_allocator *allocator,
                                     lark_store **out, lark_result **why);

#ifdef __cplusplus
}
#endif

#endif
