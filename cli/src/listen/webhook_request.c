// SPDX-License-Identifier: MIT
#include "webhook_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "clock.h"
#include "words.h"

enum {
  REQUEST_MS = 10000,   // a request and its body take no longer
  MOST_HELD = 64 << 20, // bodies of all requests
  TAKEN = 200,
  WRONG = 400,
  NOT_POST = 405,
  TOO_LONG = 413,
  TOO_MANY = 429,
  FAILED = 500,
  BUSY = 503,
};

struct webhook_connection {
  webhook_connection *next, **place;
  struct MHD_Connection *mhd;
  int64_t since_ms; // when its present request may have begun
};

struct webhook_request {
  webhook_request *next; // of those that wait to be written
  struct MHD_Connection *connection;
  lark_text body;
  lark_received *received; // an event
  lark_text event;         // its body as JSON
  int status;              // of the answer; 0: not decided
};

static int64_t now_of(void) {
  return (int64_t)(lark_now_us() / 1000);
}

static void refuse(webhook_server *s, const char *msg) {
  refusals_say(&s->refused, now_of(), msg, NULL);
}

// ----------------------------------------------------------------- connections

void webhook_on_connection(void *server, struct MHD_Connection *connection,
                           void **context,
                           enum MHD_ConnectionNotificationCode what) {
  webhook_server *s = server;
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    // Without one it is not swept, but libmicrohttpd's own timeout holds.
    webhook_connection *new = calloc(1, sizeof *new);
    *context = new;
    if (new == NULL) return;
    *new = (webhook_connection){.next = s->connections,
                                .place = &s->connections,
                                .mhd = connection,
                                .since_ms = now_of()};
    if (new->next != NULL) new->next->place = &new->next;
    s->connections = new;
    return;
  }
  webhook_connection *ended = *context;
  if (ended == NULL) return;
  *ended->place = ended->next;
  if (ended->next != NULL) ended->next->place = ended->place;
  free(ended);
  *context = NULL;
}

void webhook_sweep(webhook_server *server, int64_t now_ms) {
  for (webhook_connection *c = server->connections; c != NULL; c = c->next) {
    if (now_ms - c->since_ms < REQUEST_MS) continue;
    const union MHD_ConnectionInfo *info = server->mhd->get_connection_info(
        c->mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info != NULL) shutdown(info->connect_fd, SHUT_RDWR);
    c->since_ms = now_ms;
  }
}

// --------------------------------------------------------------------- answers

static enum MHD_Result answer(const webhook_server *s, webhook_request *r) {
  const lark_received *received = r->received;
  if (received == NULL || received->kind != LARK_RECEIVED_CHALLENGE)
    return s->mhd->queue_response(r->connection, (unsigned)r->status, s->empty);
  struct MHD_Response *challenge = s->mhd->create_response_from_buffer(
      received->answer_bytes, (void *)(uintptr_t)received->answer,
      MHD_RESPMEM_MUST_COPY);
  if (challenge == NULL) return MHD_NO;
  s->mhd->add_response_header(challenge, "Content-Type", "application/json");
  enum MHD_Result queued =
      s->mhd->queue_response(r->connection, (unsigned)r->status, challenge);
  s->mhd->destroy_response(challenge);
  return queued;
}

static enum MHD_Result answer_with(const webhook_server *s, webhook_request *r,
                                   int status) {
  r->status = status;
  return answer(s, r);
}

// -------------------------------------------------------------------- requests

static const char *header_of(const webhook_server *s,
                             struct MHD_Connection *from, const char *name) {
  return s->mhd->lookup_connection_value(from, MHD_HEADER_KIND, name);
}

// Takes a request from what may come in a second; false where nothing is left.
static bool is_allowed(webhook_server *s) {
  enum { BURST_S = 3 };
  int64_t now_ms = now_of();
  double most = (double)s->rate * BURST_S;
  s->allowance += (double)(now_ms - s->counted_ms) * s->rate / 1000;
  if (s->allowance > most) s->allowance = most;
  s->counted_ms = now_ms;
  if (s->allowance < 1) return false;
  s->allowance -= 1;
  return true;
}

// The first call of a request, before its body.
static enum MHD_Result begin(webhook_server *s, struct MHD_Connection *from,
                             const char *method, void **request) {
  webhook_request *r = calloc(1, sizeof *r);
  if (r == NULL) return MHD_NO;
  *request = r;
  r->connection = from;
  if (!is_allowed(s)) {
    refuse(s, words_of("more requests than --rate came"));
    return answer_with(s, r, TOO_MANY);
  }
  if (strcmp(method, "POST") != 0) {
    refuse(s, words_of("it is no POST"));
    return answer_with(s, r, NOT_POST);
  }
  const char *length = header_of(s, from, "Content-Length");
  if (length == NULL || strtoull(length, NULL, 10) <= s->options.max_body_bytes)
    return MHD_YES;
  refuse(s, words_of("its body is longer than --max-body"));
  return answer_with(s, r, TOO_LONG);
}

static enum MHD_Result take(webhook_server *s, webhook_request *r,
                            const char *data, size_t *data_bytes) {
  size_t count = *data_bytes;
  *data_bytes = 0;
  if (r->status != 0) return MHD_YES; // an answer is on its way
  if (r->body.length_bytes + count > s->options.max_body_bytes) {
    refuse(s, words_of("its body is longer than --max-body"));
    return MHD_NO;
  }
  if (s->held_bytes + count > MOST_HELD) {
    refuse(s, words_of("too many bodies come at once"));
    return MHD_NO;
  }
  lark_text_add(&r->body, data, count);
  s->held_bytes += count;
  return r->body.failed ? MHD_NO : MHD_YES;
}

static void give_back_body(webhook_server *s, webhook_request *r) {
  s->held_bytes -= r->body.length_bytes;
  lark_text_clear(&r->body);
}

// Holds the connection until the event is written.
static enum MHD_Result wait_for_round(webhook_server *s, webhook_request *r) {
  lark_text_add_json(&r->event, r->received->event);
  if (r->event.failed) return answer_with(s, r, FAILED);
  r->next = s->waiting;
  s->waiting = r;
  s->mhd->suspend_connection(r->connection);
  return MHD_YES;
}

static enum MHD_Result read_body(webhook_server *s, webhook_request *r) {
  lark_event_request request = {
      .size = sizeof request,
      .body = r->body.bytes != NULL ? r->body.bytes : "",
      .body_bytes = r->body.length_bytes,
      .timestamp = header_of(s, r->connection, "X-Lark-Request-Timestamp"),
      .nonce = header_of(s, r->connection, "X-Lark-Request-Nonce"),
      .signature = header_of(s, r->connection, "X-Lark-Signature"),
  };
  lark_status status =
      lark_event_receive(&s->options, &request, lark_wall_ms(), &r->received);
  give_back_body(s, r);
  if (status != LARK_OK) return answer_with(s, r, FAILED);
  if (r->received->kind == LARK_RECEIVED_EVENT) return wait_for_round(s, r);
  if (r->received->kind == LARK_RECEIVED_NOTHING)
    refusals_say(&s->refused, now_of(), r->received->error.msg,
                 r->received->error.hint);
  return answer_with(s, r, r->received->http_status);
}

enum MHD_Result webhook_on_request(void *server, struct MHD_Connection *from,
                                   const char *url, const char *method,
                                   const char *version, const char *data,
                                   size_t *data_bytes, void **request) {
  webhook_server *s = server;
  webhook_request *r = *request;
  (void)url, (void)version;
  if (r == NULL) return begin(s, from, method, request);
  if (*data_bytes > 0) return take(s, r, data, data_bytes);
  return r->status != 0 ? answer(s, r) : read_body(s, r);
}

void webhook_on_end(void *server, struct MHD_Connection *from, void **request,
                    enum MHD_RequestTerminationCode why) {
  webhook_server *s = server;
  webhook_request *r = *request;
  (void)why;
  if (r == NULL) return;
  const union MHD_ConnectionInfo *info =
      s->mhd->get_connection_info(from, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  webhook_connection *connection = info != NULL ? info->socket_context : NULL;
  if (connection != NULL) connection->since_ms = now_of();
  give_back_body(s, r);
  lark_text_clear(&r->event);
  lark_received_free(r->received);
  free(r);
  *request = NULL;
}

// --------------------------------------------------------------------- writing

static bool add_event(webhook_server *s, const webhook_request *r,
                      int64_t now_ms) {
  const lark_received *received = r->received;
  lualark_inbox_event event = {
      .event_id = received->id,
      .type = received->type,
      .app_id = received->app_id,
      .tenant_key = received->tenant_key,
      .create_ms = received->create_time_ms,
      .body = r->event.bytes,
      .body_bytes = r->event.length_bytes,
  };
  return lualark_inbox_add(s->inbox, &event, now_ms) >= 0;
}

// True where all are in the file, for good.
static bool write_all(webhook_server *s) {
  int64_t now_ms = lark_wall_ms();
  if (!lualark_inbox_begin(s->inbox)) return false;
  for (const webhook_request *r = s->waiting; r != NULL; r = r->next) {
    if (add_event(s, r, now_ms)) continue;
    lualark_inbox_roll_back(s->inbox);
    return false;
  }
  return lualark_inbox_commit(s->inbox) && lualark_inbox_sync(s->inbox);
}

// The list is built from its end: the first to arrive is written first.
static void turn_round(webhook_server *s) {
  webhook_request *turned = NULL;
  while (s->waiting != NULL) {
    webhook_request *r = s->waiting;
    s->waiting = r->next;
    r->next = turned;
    turned = r;
  }
  s->waiting = turned;
}

bool webhook_write(webhook_server *server) {
  if (server->waiting == NULL) return false;
  turn_round(server);
  bool written = write_all(server);
  if (!written) {
    char why[640];
    snprintf(why, sizeof why, words_of("the inbox %s cannot be written: %s"),
             server->inbox->path, lualark_inbox_error(server->inbox));
    refuse(server, why);
  }
  while (server->waiting != NULL) {
    webhook_request *r = server->waiting;
    server->waiting = r->next;
    r->status = written ? TAKEN : BUSY;
    server->mhd->resume_connection(r->connection);
  }
  return true;
}
