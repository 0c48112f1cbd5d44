// SPDX-License-Identifier: MIT
#include "exchange.h"

#include "auth.h"
#include "envelope.h"
#include "hub.h"
#include "memory.h"
#include "raw.h"
#include "respond.h"
#include "service.h"
#include "webhook.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum stage {
  READING_HEAD,
  READING_BODY,
  HELD_BACK,   // suspended until its answer is due
  MISBEHAVING, // suspended; `raw` has the socket
  OVER,        // the connection only has to be closed
};

struct exchange {
  struct exchanges *all;
  struct exchange *previous, *next;
  struct MHD_Connection *connection;
  struct request *request;
  struct fault_hit hit;
  struct reply reply;
  struct raw raw;
  enum stage stage;
  bool internal;
  bool watched; // in the epoll set
};

uint64_t exchanges_now_us(const struct exchanges *exchanges) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000 -
         exchanges->started_us;
}

// ---- The beginning and the end. ----

void *exchange_begin(void *exchanges_pointer, const char *uri,
                     struct MHD_Connection *connection) {
  struct exchanges *all = exchanges_pointer;
  struct exchange *exchange = memory_new(1, sizeof *exchange);
  exchange->all = all;
  exchange->connection = connection;
  exchange->request = request_new(uri);
  exchange->internal = request_is_internal(exchange->request);
  if (!exchange->internal) stats_request_begins(&all->simulator->stats);

  exchange->next = all->first;
  if (all->first != NULL) all->first->previous = exchange;
  all->first = exchange;
  return exchange;
}

static void unlink_exchange(struct exchange *exchange) {
  struct exchange *next = exchange->next;
  struct exchange *previous = exchange->previous;
  if (next != NULL) next->previous = previous;
  if (previous != NULL) {
    previous->next = next;
  } else {
    exchange->all->first = next;
  }
}

void exchange_end(void *exchanges_pointer, struct MHD_Connection *connection,
                  void **context, enum MHD_RequestTerminationCode how) {
  (void)connection;
  (void)how;
  struct exchanges *all = exchanges_pointer;
  struct exchange *exchange = *context;
  if (exchange == NULL) return;
  if (!exchange->internal) stats_request_ends(&all->simulator->stats);
  unlink_exchange(exchange);
  raw_clear(&exchange->raw);
  reply_clear(&exchange->reply);
  request_release(exchange->request);
  free(exchange);
  *context = NULL;
}

// ---- Answers that misbehave: raw.h explains how. ----

static int socket_of(const struct exchange *exchange) {
  return MHD_get_connection_info(exchange->connection,
                                 MHD_CONNECTION_INFO_CONNECTION_FD)
      ->connect_fd;
}

static void wake_at(struct exchange *exchange, uint64_t due_us) {
  waiting_add(&exchange->all->waiting, due_us, exchange);
}

static void watch(struct exchange *exchange, uint32_t events) {
  struct epoll_event event = {.events = events | EPOLLRDHUP,
                              .data.ptr = exchange};
  exchange->watched = true;
  epoll_ctl(exchange->all->watch_fd, EPOLL_CTL_ADD, exchange->raw.fd, &event);
}

static void unwatch(struct exchange *exchange) {
  if (!exchange->watched) return;
  exchange->watched = false;
  epoll_ctl(exchange->all->watch_fd, EPOLL_CTL_DEL, exchange->raw.fd, NULL);
}

// Sends more, and arranges for the next step. An exchange is either in
// `waiting` or watched, never both: so neither can wake one that the other has
// ended.
static void misbehave(struct exchange *exchange) {
  uint64_t now_us = exchanges_now_us(exchange->all);
  switch (raw_continue(&exchange->raw)) {
  case RAW_PAUSE:
    wake_at(exchange, now_us + exchange->raw.wire.pause_ms * 1000ull);
    break;
  case RAW_BLOCKED: watch(exchange, EPOLLOUT); break;
  case RAW_HANG: watch(exchange, 0); break;
  case RAW_DONE:
    exchange->stage = OVER;
    // Wakes it in the next turn: the callback that suspended it may still run.
    wake_at(exchange, now_us);
    break;
  }
}

static enum MHD_Result start_misbehaving(struct exchange *exchange) {
  exchange->stage = OVER;
  if (exchange->all->closing) return MHD_NO;
  struct wire wire;
  wire_make(&wire, &exchange->reply, &exchange->hit);
  MHD_suspend_connection(exchange->connection);
  raw_init(&exchange->raw, socket_of(exchange), &wire);
  exchange->stage = MISBEHAVING;
  misbehave(exchange);
  return MHD_YES;
}

// ---- A request on its way to its answer. ----

static bool fails_at_arrival(const struct exchange *exchange) {
  const struct fault_kind *kind = exchange->hit.kind;
  return kind != NULL && kind->stage == FAULT_AT_ARRIVAL;
}

// The headers have arrived: decides which fault hits the request.
static enum MHD_Result read_headers(struct exchange *exchange,
                                    const char *method) {
  struct request *request = exchange->request;
  exchange->stage = READING_BODY;
  request->method = memory_copy(method, strlen(method));
  for (size_t i = 0; i < HEADER_COUNT; i++) {
    const char *value = MHD_lookup_connection_value(
        exchange->connection, MHD_HEADER_KIND, request_header_names[i]);
    if (value == NULL) continue;
    request->headers[i] = memory_copy(value, strlen(value));
  }
  exchange->hit = service_meet(exchange->all->simulator, request);
  exchanges_refuse(exchange->all);
  if (fault_is(&exchange->hit, FAULT_RESET_BEFORE)) {
    return start_misbehaving(exchange);
  }
  return MHD_YES;
}

// Adds the time of a clock that is wrong.
static void add_wrong_date(struct reply *reply, int32_t skew_s) {
  char text[40];
  struct tm parts;
  time_t shown = time(NULL) + skew_s;
  gmtime_r(&shown, &parts);
  // The program keeps the "C" locale: names of days and months are English.
  strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  reply_header(reply, "Date", text);
}

static enum MHD_Result deliver(struct exchange *exchange) {
  int32_t skew_s = exchange->all->clock_skew_s;
  if (skew_s != 0) add_wrong_date(&exchange->reply, skew_s);
  const struct fault_kind *kind = exchange->hit.kind;
  if (kind != NULL && fault_kind_is_raw(kind)) {
    return start_misbehaving(exchange);
  }
  if (exchange->reply.http_status == MHD_HTTP_SWITCHING_PROTOCOLS) {
    return hub_upgrade(exchange->all->hub, exchange->connection,
                       exchange->request->headers[HEADER_WEBSOCKET_KEY]);
  }
  return respond(exchange->connection, exchange->request, &exchange->reply);
}

static uint64_t draw_latency_us(struct exchanges *all) {
  if (all->latency_min_us == all->latency_max_us) return all->latency_min_us;
  return random_between(&all->jitter, all->latency_min_us, all->latency_max_us);
}

// Sends an event to those that get such.
static void tell_event(struct exchanges *all, json_t *event) {
  const char *id = envelope_name(event);
  char *text = envelope_write(all->event_token, event);
  const char *app_id = json_string_value(json_object_get(event, "app_id"));
  // Store apps have no long connections, and nobody checks one.
  const char *custom = auth_id(all->simulator, &auth_custom_app);
  if (app_id != NULL && strcmp(app_id, custom) == 0) {
    hub_send(all->hub, text, id);
  }
  webhook_put(all->webhook, text, id);
  free(text);
}

// Sends what has happened since the last request.
static void tell_events(struct exchanges *all) {
  json_t *events = all->simulator->company->events;
  for (size_t i = 0; i < json_array_size(events); i++) {
    tell_event(all, json_array_get(events, i));
  }
  json_array_clear(events);
}

// The whole request has arrived. It counts for tokens and limits now, even if
// the answer is held back.
static enum MHD_Result answer_request(struct exchange *exchange) {
  struct exchanges *all = exchange->all;
  uint64_t arrived_us = exchanges_now_us(all);
  // An orderly close is possible only after the whole request was read: with
  // bytes left unread, the kernel would send a reset.
  if (fails_at_arrival(exchange)) return start_misbehaving(exchange);

  service_answer(all->simulator, exchange->request, &exchange->hit,
                 arrived_us / 1000, &exchange->reply);
  tell_events(all);
  // Closes the port before it answers the request that asked for that.
  exchanges_refuse(all);
  if (exchange->internal || all->closing) return deliver(exchange);
  uint64_t latency_us = draw_latency_us(all);
  if (latency_us == 0) return deliver(exchange);
  exchange->stage = HELD_BACK;
  MHD_suspend_connection(exchange->connection);
  wake_at(exchange, arrived_us + latency_us);
  return MHD_YES;
}

static enum MHD_Result read_body(struct exchange *exchange,
                                 const char *upload_data,
                                 size_t *upload_data_size) {
  if (*upload_data_size == 0) return answer_request(exchange);
  // Reads a body that is too large to its end: a client that is still writing
  // would see a reset rather than the answer.
  request_add_body(exchange->request, upload_data, *upload_data_size);
  *upload_data_size = 0;
  return MHD_YES;
}

enum MHD_Result exchange_handle(void *exchanges_pointer,
                                struct MHD_Connection *connection,
                                const char *url, const char *method,
                                const char *version, const char *upload_data,
                                size_t *upload_data_size, void **context) {
  (void)exchanges_pointer;
  (void)connection;
  (void)url;
  (void)version;
  struct exchange *exchange = *context;
  switch (exchange->stage) {
  case READING_HEAD: return read_headers(exchange, method);
  case READING_BODY: return read_body(exchange, upload_data, upload_data_size);
  case HELD_BACK: return deliver(exchange);
  case MISBEHAVING:
  case OVER: break;
  }
  return MHD_NO;
}

// ---- All exchanges. ----

int exchanges_open(struct exchanges *exchanges, struct simulator *simulator,
                   struct listener *listener) {
  *exchanges = (struct exchanges){.simulator = simulator, .listener = listener};
  exchanges->watch_fd = epoll_create1(EPOLL_CLOEXEC);
  exchanges->started_us = exchanges_now_us(exchanges);
  random_init(&exchanges->jitter, ~simulator->settings.seed);
  return exchanges->watch_fd >= 0 ? 0 : -1;
}

void exchanges_refuse(struct exchanges *exchanges) {
  uint32_t refuse_ms = exchanges->simulator->refuse_ms;
  if (refuse_ms == 0) return;
  exchanges->simulator->refuse_ms = 0;
  exchanges->refuse_until_us =
      exchanges_now_us(exchanges) + refuse_ms * 1000ull;
  listener_refuse(exchanges->listener);
}

static void wake(struct exchange *exchange) {
  if (exchange->stage == MISBEHAVING && !exchange->all->closing) {
    misbehave(exchange);
  } else {
    if (exchange->stage == MISBEHAVING) exchange->stage = OVER;
    MHD_resume_connection(exchange->connection);
  }
}

static void wake_due(struct exchanges *exchanges, uint64_t now_us) {
  struct exchange *exchange = waiting_take(&exchanges->waiting, now_us);
  while (exchange != NULL) {
    wake(exchange);
    exchange = waiting_take(&exchanges->waiting, now_us);
  }
}

// A client has left, or reads again.
static void wake_watched(struct exchange *exchange, uint32_t events) {
  static const uint32_t gone = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
  unwatch(exchange);
  if ((events & gone) != 0) exchange->stage = OVER;
  wake(exchange);
}

void exchanges_turn(struct exchanges *exchanges) {
  struct epoll_event events[64];
  int count = epoll_wait(exchanges->watch_fd, events, 64, 0);
  for (int i = 0; i < count; i++) {
    wake_watched(events[i].data.ptr, events[i].events);
  }
  uint64_t now_us = exchanges_now_us(exchanges);
  wake_due(exchanges, now_us);
  // If the port is not free yet, the next turn tries again.
  if (exchanges->listener->fd < 0 && now_us >= exchanges->refuse_until_us) {
    listener_resume(exchanges->listener);
  }
}

uint64_t exchanges_idle_us(const struct exchanges *exchanges) {
  uint64_t due_us = UINT64_MAX;
  if (exchanges->waiting.count > 0) {
    due_us = exchanges->waiting.heap[0].due_us;
  }
  if (exchanges->listener->fd < 0 && exchanges->refuse_until_us < due_us) {
    due_us = exchanges->refuse_until_us;
  }
  if (due_us == UINT64_MAX) return UINT64_MAX;
  uint64_t now_us = exchanges_now_us(exchanges);
  return due_us > now_us ? due_us - now_us : 0;
}

void exchanges_abandon(struct exchanges *exchanges) {
  exchanges->closing = true;
  wake_due(exchanges, UINT64_MAX);
  for (struct exchange *exchange = exchanges->first; exchange != NULL;
       exchange = exchange->next) {
    if (exchange->watched) wake_watched(exchange, EPOLLHUP);
  }
}

void exchanges_close(struct exchanges *exchanges) {
  waiting_clear(&exchanges->waiting);
  close(exchanges->watch_fd);
}
