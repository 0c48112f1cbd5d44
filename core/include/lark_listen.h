// SPDX-License-Identifier: MIT

/// Events over a long connection: the client connects to the platform, which
/// then sends the app's events. No address of one's own is needed, no web
/// server, no Encrypt Key. For self-built apps only; in the developer console
/// choose "long connection" under events and callbacks.
///
///     static void on_event(lark_client *client, lark_event event,
///                          lark_received *received, void *user) {
///       bool taken = keep(received->type, received->event);
///       lark_received_free(received);
///       lark_listen_answer(client, event, taken);
///     }
///
///     lark_listen_options options;
///     lark_listen_options_init(&options, sizeof options);
///     options.on_event = on_event;
///     options.on_end = on_end;
///     if (lark_listen(client, &options) != LARK_OK) ... // lark_last_error()
///     while (!ended) lark_wait(client, -1);
///
/// - The connection lives in the client's steps and on its descriptor, beside
///   its calls. It goes through the client's proxy and trusts its `ca_file`.
/// - Answer each event within 3 s: do what takes longer afterwards. An event
///   that was not answered, or not with true, is sent again after 15 s, 5 min,
///   1 h and 6 h. It then has the same `id`; dropping duplicates is the
///   caller's.
/// - The platform sends an event to one connection of the app, chosen at
///   random, and allows 50. So a client has one, and programs that are to get
///   all events do not share an app.
/// - A connection that breaks, or that is silent for two pings, is made anew at
///   the pace that the platform asks for: by default after up to 30 s, and then
///   every 120 s without end. One that could never be made for a reason that
///   lasts, such as a certificate that is not trusted, ends it. What happens to
///   the connection, and each event that is lost or refused, is an entry of the
///   client's log with the endpoint "events".
/// - The memory is bounded by `max_events` and `max_bytes`. Events beyond that
///   are answered with false at once, so that the platform sends them again.
#ifndef LARK_LISTEN_H
#define LARK_LISTEN_H

#include "lark_events.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The handle of an event that waits for its answer. It goes stale with the
/// answer, and with the connection that the event came by.
typedef uint64_t lark_event;

/// Gets an event, from a step. `received` is the callback's, which ends it with
/// lark_received_free(), then or later, also after the client has closed. Its
/// `kind` is LARK_RECEIVED_EVENT. The callback may answer, stop, start calls
/// and close.
typedef void lark_listen_event(lark_client *client, lark_event event,
                               lark_received *received, void *user);

/// Runs once, when the listening has ended: from a step, or from lark_close()
/// (not from lark_abandon()). `error` NULL: by lark_listen_stop().
/// LARK_ECLOSED: the client closes. Others: the platform refuses the
/// connection, or the tries that it allows are used up. `error` lives until the
/// callback returns, which may listen again.
typedef void lark_listen_end(lark_client *client, const lark_error *error,
                             void *user);

/// Gets what happens to the connection, as the client's log does: a sentence
/// such as "connected", in the language that is set, and why where it is a
/// trouble (else LARK_OK). It must not call the client's functions.
typedef void lark_listen_note(void *user, lark_status status, const char *note);

/// How a client listens. lark_listen_options_init() fills in the defaults.
typedef struct lark_listen_options {
  size_t size; ///< sizeof (lark_listen_options), by lark_listen_options_init()
  lark_listen_event *on_event; ///< required
  lark_listen_end *on_end;     ///< NULL: nobody asks
  void *user;
  uint32_t max_events; ///< 256; not answered yet
  size_t max_bytes;    ///< 8 MiB; of their JSON, and again of events whose
                       ///< parts have not all come; also of one event
  lark_listen_note *on_note; ///< NULL: nobody asks
} lark_listen_options;

LARK_API void lark_listen_options_init(lark_listen_options *options,
                                       size_t size);

/// Begins to listen; connects in the steps that follow. The options are copied.
///
/// On LARK_OK `on_end` will run. Otherwise nothing was begun: LARK_ECONFIG
/// where the client has no `app_id` and `app_secret`, or is a store app's, or
/// only replays, or this build has no long connections; LARK_EINVAL where
/// `on_event` is NULL or a bound is 0; LARK_EAGAIN where the client listens
/// already; LARK_ECLOSED; or LARK_ENOMEM. lark_last_error() has the
/// particulars.
LARK_API lark_status lark_listen(lark_client *client,
                                 const lark_listen_options *options);

/// Answers an event: true, it is taken; false, the platform is to send it
/// again. May be called in the callback or later. LARK_OK; LARK_ESTALE where it
/// is answered already, or its connection has ended: then the platform sends it
/// again; or LARK_ENOMEM, which leaves it unanswered.
LARK_API lark_status lark_listen_answer(lark_client *client, lark_event event,
                                        bool taken);

/// Ends the listening: no event is handed out any more. Those that were may
/// still be answered for 3 s; then, or at once when all are, the connection is
/// closed and `on_end` runs. Nothing happens where the client does not listen.
LARK_API void lark_listen_stop(lark_client *client);

typedef enum lark_listen_state {
  LARK_LISTEN_OFF,
  LARK_LISTEN_CONNECTING,
  LARK_LISTEN_CONNECTED,
  LARK_LISTEN_WAITING, ///< for the next try
  LARK_LISTEN_CLOSING
} lark_listen_state;

/// The figures of a client's listening, since the client was opened.
typedef struct lark_listen_stats {
  size_t size; ///< sizeof (lark_listen_stats), set by the caller
  lark_listen_state state;
  uint32_t unanswered;  ///< events that were handed out or are about to be
  uint64_t connections; ///< how often it was connected
  uint64_t events;      ///< handed out
  uint64_t refused;     ///< answered with false for want of room, or at the end
  uint64_t dropped; ///< whose parts did not all come, or that cannot be read
  uint64_t pings;   ///< sent
} lark_listen_stats;

/// Fills in `*stats`, up to `stats->size`.
LARK_API void lark_client_listen_stats(const lark_client *client,
                                       lark_listen_stats *stats);

/// Whether this build has long connections: it has libwslay and OpenSSL.
LARK_API bool lark_can_listen(void);

#ifdef __cplusplus
}
#endif

#endif
