// SPDX-License-Identifier: MIT
#include "connection.h"

#include "arrivals.h"
#include "clock.h"
#include "notes.h"
#include "shortage.h"

static const uint64_t SECOND_US = 1000000;

// How long the call for the address, and then the connection, may take.
enum { ASK_MS = 15000, OPENING_S = 15 };

// How long answers are waited for at the end, and what is to be sent.
enum { ANSWERS_S = 3, SENDING_S = 1 };

static void set(lark_listener *listener, lark_timer *timer, uint64_t wait_us) {
  lark_timer_set(listener->timers, timer, lark_now_us() + wait_us + 1);
}

static void stop_timers(lark_listener *listener) {
  lark_timer_stop(listener->timers, &listener->pause);
  lark_timer_stop(listener->timers, &listener->ping);
  lark_timer_stop(listener->timers, &listener->patience);
  lark_timer_stop(listener->timers, &listener->sweep);
}

// ------------------------------------------------------------------ its ends

// Lets go of the connection, or of what was to become one.
static void disconnect(lark_listener *listener) {
  stop_timers(listener);
  if (listener->call != 0)
    listener->host.cancel(listener->host.user, listener->call);
  listener->call = 0;
  lark_websocket_free(listener->socket);
  listener->socket = NULL;
  lark_direct_close(&listener->direct);
  lark_address_clear(&listener->address, &listener->settings->allocator);
  lark_arrivals_forget(listener);
}

// Ends the listening. `why` NULL: it was stopped.
static void end(lark_listener *listener, const lark_failure *why) {
  disconnect(listener);
  listener->state = LARK_LISTEN_CLOSING;
  listener->has_ended = true;
  listener->is_failed = why != NULL;
  if (why != NULL) lark_failure_copy(&listener->why, why);
}

static void give_up(lark_listener *listener, const lark_failure *why) {
  lark_notes_add(listener, why->error.status, "given up: %s", why->error.msg);
  end(listener, why);
}

// Plans the next try, if there is to be one.
static void lose(lark_listener *listener, const lark_failure *why) {
  disconnect(listener);
  if (listener->is_stopping) {
    end(listener, NULL);
    return;
  }
  listener->tries++;
  if (lark_pace_is_over(&listener->pace, listener->tries)) {
    give_up(listener, why);
    return;
  }
  uint64_t wait_us = lark_pace_wait_us(&listener->pace, listener->tries,
                                       lark_random_next(listener->random));
  listener->state = LARK_LISTEN_WAITING;
  set(listener, &listener->pause, wait_us);
  lark_notes_add(listener, why->error.status,
                 "not connected: %s; the next try is in %.1f s", why->error.msg,
                 (double)wait_us / (double)SECOND_US);
}

static void starve(lark_listener *listener, lark_status status) {
  lark_failure failure;
  lark_shortage_fail(&failure, status);
  lose(listener, &failure);
}

// Whether a failure is one that the client's own set-up has, such as a
// certificate that it does not trust, or a proxy that refuses. A connection
// that has worked may pass through a network that is wrong for a while.
static bool is_hopeless(const lark_listener *listener,
                        const lark_failure *failure) {
  return !listener->has_worked && failure->error.http_status == 0 &&
         (failure->error.status == LARK_ENETWORK ||
          failure->error.status == LARK_ECONFIG) &&
         !failure->error.retryable;
}

static void follow(lark_listener *listener, lark_gateway_verdict verdict,
                   const lark_failure *failure) {
  if (verdict == LARK_GATEWAY_GIVE_UP || is_hopeless(listener, failure))
    give_up(listener, failure);
  else
    lose(listener, failure);
}

// ------------------------------------------------------------------ connecting

static void on_asked(void *user, const lark_result *result) {
  lark_listener *listener = user;
  lark_failure failure;
  listener->call = 0;
  lark_gateway_verdict verdict =
      lark_gateway_read(listener->settings, result, &listener->address,
                        &listener->pace, &failure);
  if (verdict != LARK_GATEWAY_OPEN) {
    follow(listener, verdict, &failure);
    return;
  }
  lark_status status =
      lark_direct_open(&listener->direct, listener->address.url);
  if (status != LARK_OK)
    starve(listener, status);
  else
    set(listener, &listener->patience, OPENING_S * SECOND_US);
}

static void try_once(lark_listener *listener) {
  listener->state = LARK_LISTEN_CONNECTING;
  lark_status status = listener->host.ask(listener->host.user, ASK_MS, on_asked,
                                          listener, &listener->call);
  if (status != LARK_OK) starve(listener, status);
}

static void on_pause(void *owner, uint64_t now_us) {
  (void)now_us;
  try_once(owner);
}

static void ping(lark_listener *listener) {
  listener->heard_bytes = lark_websocket_received(listener->socket);
  lark_arrivals_ping(listener);
  listener->stats.pings++;
  set(listener, &listener->ping, listener->pace.ping_s * SECOND_US);
  lark_direct_again(&listener->direct);
}

static void on_ping(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_listener *listener = owner;
  if (lark_websocket_received(listener->socket) != listener->heard_bytes) {
    ping(listener);
    return;
  }
  lark_failure failure;
  lark_fail(&failure, LARK_ENETWORK, "the platform does not answer pings");
  lose(listener, &failure);
}

static void begin_to_listen(lark_listener *listener) {
  lark_timer_stop(listener->timers, &listener->patience);
  // Its ticket has served.
  listener->service_id = listener->address.service_id;
  lark_address_clear(&listener->address, &listener->settings->allocator);
  listener->state = LARK_LISTEN_CONNECTED;
  listener->has_worked = true;
  listener->connection++;
  listener->stats.connections++;
  lark_notes_add(listener, LARK_OK, "connected");
  ping(listener);
}

// --------------------------------------------------------------------- traffic

static void on_message(void *user, lark_span message) {
  lark_arrivals_take(user, message);
}

static void work(lark_listener *listener) {
  lark_failure failure;
  lark_websocket_state state = lark_websocket_work(listener->socket);
  switch (state) {
  case LARK_WEBSOCKET_OPENING: return;
  case LARK_WEBSOCKET_OPEN:
    if (listener->state == LARK_LISTEN_CONNECTING) begin_to_listen(listener);
    if (listener->state == LARK_LISTEN_CLOSING &&
        lark_websocket_is_sent(listener->socket))
      end(listener, NULL);
    return;
  case LARK_WEBSOCKET_REFUSED: {
    lark_websocket_explain(listener->socket, &failure);
    lark_gateway_verdict verdict =
        lark_gateway_judge(lark_websocket_upgraded(listener->socket), &failure);
    follow(listener, verdict, &failure);
    return;
  }
  case LARK_WEBSOCKET_BROKEN:
    lark_websocket_explain(listener->socket, &failure);
    lose(listener, &failure);
    return;
  }
}

static void on_ready(void *user, uint64_t now_us) {
  (void)now_us;
  lark_listener *listener = user;
  lark_failure failure;
  if (listener->direct.state == LARK_DIRECT_FAILED) {
    char host[128];
    lark_address_host(&listener->address, host, sizeof host);
    lark_direct_explain(&listener->direct, host, &failure);
    follow(listener, LARK_GATEWAY_AGAIN, &failure);
    return;
  }
  if (listener->socket == NULL)
    listener->socket = lark_websocket_new(
        &listener->direct, &listener->address, listener->settings->user_agent,
        listener->options.max_bytes, on_message, listener);
  if (listener->socket == NULL)
    starve(listener, LARK_ENOMEM);
  else
    work(listener);
}

// --------------------------------------------------------------------- closing

static void begin_to_close(lark_listener *listener) {
  listener->state = LARK_LISTEN_CLOSING;
  lark_timer_stop(listener->timers, &listener->ping);
  lark_websocket_end(listener->socket);
  lark_direct_again(&listener->direct);
  set(listener, &listener->patience, SENDING_S * SECOND_US);
}

void lark_connection_flush(lark_listener *listener) {
  if (listener->state != LARK_LISTEN_CONNECTED) return;
  if (listener->is_stopping && lark_arrivals_count(listener) == 0)
    begin_to_close(listener);
  else
    lark_direct_again(&listener->direct);
}

// The connection, or its end, has taken too long.
static void on_patience(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_listener *listener = owner;
  lark_failure failure;
  switch (listener->state) {
  case LARK_LISTEN_CONNECTED: begin_to_close(listener); return;
  case LARK_LISTEN_CLOSING: end(listener, NULL); return;
  default:
    lark_fail(&failure, LARK_ETIMEOUT,
              "the long connection could not be opened in time");
    lose(listener, &failure);
  }
}

static void on_sweep(void *owner, uint64_t now_us) {
  lark_arrivals_sweep(owner, now_us);
}

void lark_connection_stop(lark_listener *listener) {
  if (listener->state == LARK_LISTEN_OFF || listener->is_stopping) return;
  if (listener->has_ended) return;
  listener->is_stopping = true;
  if (listener->state != LARK_LISTEN_CONNECTED) {
    end(listener, NULL);
    return;
  }
  lark_arrivals_refuse(listener);
  set(listener, &listener->patience, ANSWERS_S * SECOND_US);
  lark_connection_flush(listener);
}

void lark_connection_close(lark_listener *listener, bool silent) {
  lark_failure failure;
  if (listener->state == LARK_LISTEN_OFF) return;
  if (listener->state == LARK_LISTEN_CONNECTED) {
    listener->is_stopping = true;
    lark_arrivals_refuse(listener);
    lark_websocket_end(listener->socket);
  }
  // What the socket takes at once is sent.
  if (listener->socket != NULL) (void)lark_websocket_work(listener->socket);
  lark_fail(&failure, LARK_ECLOSED, "the client is closed");
  if (!listener->has_ended) end(listener, &failure);
  if (silent) listener->options.on_end = NULL;
  while (lark_connection_deliver(listener))
    ;
}

// -------------------------------------------------------------------- delivery

bool lark_connection_has_work(const lark_listener *listener) {
  return listener->has_ended || listener->arrived.first != NULL;
}

static void tell_end(lark_listener *listener) {
  const lark_listen_options options = listener->options;
  lark_failure why;
  if (listener->is_failed) lark_failure_copy(&why, &listener->why);
  const lark_error *error = listener->is_failed ? &why.error : NULL;
  listener->has_ended = listener->is_stopping = false;
  listener->state = LARK_LISTEN_OFF;
  // It may listen again.
  if (options.on_end != NULL)
    options.on_end(listener->client, error, options.user);
}

bool lark_connection_deliver(lark_listener *listener) {
  if (listener->has_ended) lark_arrivals_refuse(listener);
  if (lark_arrivals_hand_out(listener)) return true;
  if (!listener->has_ended) return false;
  tell_end(listener);
  return true;
}

// ------------------------------------------------------------- init and start

lark_status lark_connection_init(lark_listener *listener, lark_client *client,
                                 const lark_settings *settings, lark_loop *loop,
                                 lark_timers *timers, lark_random *random,
                                 const lark_listen_host *host) {
  enum { TIMERS = 4 };
  *listener = (lark_listener){.settings = settings,
                              .timers = timers,
                              .random = random,
                              .host = *host,
                              .client = client};
  listener->events.allocator = settings->allocator;
  listener->pause = (lark_timer){.fire = on_pause, .owner = listener};
  listener->ping = (lark_timer){.fire = on_ping, .owner = listener};
  listener->patience = (lark_timer){.fire = on_patience, .owner = listener};
  listener->sweep = (lark_timer){.fire = on_sweep, .owner = listener};
  lark_status status =
      lark_direct_init(&listener->direct, settings, loop, timers);
  listener->direct.on_ready = on_ready;
  listener->direct.user = listener;
  if (status != LARK_OK) return status;
  return lark_timers_reserve(timers, TIMERS);
}

void lark_connection_start(lark_listener *listener,
                           const lark_listen_options *options) {
  listener->options = *options;
  listener->pace = lark_pace_default();
  listener->tries = 0;
  listener->has_worked = false;
  lark_fragments_init(&listener->fragments, &listener->settings->allocator,
                      options->max_bytes);
  try_once(listener);
}

void lark_connection_clear(lark_listener *listener) {
  lark_slots_clear(&listener->events);
}
