// SPDX-License-Identifier: MIT
#include "connection.h"

#include "auth.h"
#include "call.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
  BUSY_CONNECTIONS = 50,
  FORBIDDEN = 403,
  AUTH_FAILED = 514,
  TOO_MANY = 1000040350,
};

static bool is_full(const struct push *push) {
  return (int64_t)push->open >= push_number(push, "max", BUSY_CONNECTIONS);
}

// The code that refuses an app; 0: none does.
static long refusal_of(const struct call *call) {
  const char *id = auth_member(call, "AppID");
  const char *secret = auth_member(call, "AppSecret");
  if (id == NULL || secret == NULL) return AUTH_FAILED;
  if (strcmp(id, auth_store_app.id) == 0) return FORBIDDEN;
  if (strcmp(id, auth_id(call->simulator, &auth_custom_app)) != 0 ||
      strcmp(secret, auth_custom_app.secret) != 0) {
    return AUTH_FAILED;
  }
  return is_full(&call->simulator->push) ? TOO_MANY : 0;
}

static const char *message_of(long code) {
  switch (code) {
  case FORBIDDEN: return "forbidden";
  case TOO_MANY: return "the number of connections exceeded the limit";
  default: return "auth failed";
  }
}

static void answer_address(struct call *call) {
  struct push *push = &call->simulator->push;
  enum problem_id problem = call_read_body(call);
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  long code = refusal_of(call);
  if (code != 0) {
    reply_error(call->reply, 200, code, message_of(code), NULL);
    return;
  }
  char ticket[PUSH_TICKET_SIZE];
  const char *host = call->request->headers[HEADER_HOST];
  push_issue(push, ticket);
  char *url = memory_format(
      "%s://%s/callback/ws/connect?device_id=%llu&service_id=%d&ticket=%s",
      call->simulator->settings.tls ? "wss" : "ws",
      host != NULL ? host : "127.0.0.1", 7000000ull + push->issued,
      PUSH_SERVICE_ID, ticket);
  reply_data(
      call->reply, call->endpoint->msg,
      json_pack("{s:s, s:o}", "URL", url, "ClientConfig", push_config(push)));
  free(url);
}

static void refuse_upgrade(struct call *call, unsigned status, long code,
                           const char *msg) {
  call->simulator->push.refused++;
  reply_error(call->reply, 400, status, msg, NULL);
  reply_header_number(call->reply, "Handshake-Status", status);
  reply_header(call->reply, "Handshake-Msg", msg);
  if (code != 0) {
    reply_header_number(call->reply, "Handshake-Autherrcode", (uint64_t)code);
  }
}

// Refuses as the test wants, so many times.
static bool is_refused_by_test(struct call *call) {
  struct push *push = &call->simulator->push;
  json_t *wish = json_object_get(push->settings, "handshake");
  json_int_t times = json_integer_value(json_object_get(wish, "times"));
  if (!json_is_object(wish) || times < 1) return false;
  json_object_set_new(wish, "times", json_integer(times - 1));
  json_int_t status = json_integer_value(json_object_get(wish, "status"));
  json_int_t code = json_integer_value(json_object_get(wish, "code"));
  refuse_upgrade(call, (unsigned)status, (long)code, "refused by a test");
  return true;
}

static bool is_upgrade(const struct request *request) {
  const char *upgrade = request->headers[HEADER_UPGRADE];
  return upgrade != NULL && strcasecmp(upgrade, "websocket") == 0 &&
         request->headers[HEADER_WEBSOCKET_KEY] != NULL;
}

static void answer_upgrade(struct call *call) {
  struct push *push = &call->simulator->push;
  const struct text *ticket = uri_param(&call->request->uri, "ticket");
  if (is_refused_by_test(call)) return;
  if (!is_upgrade(call->request)) {
    reply_error(call->reply, 400, 9499, "no upgrade to a WebSocket", NULL);
    return;
  }
  char *text = ticket != NULL ? memory_copy(ticket->bytes, ticket->length)
                              : memory_copy("", 0);
  bool is_good = push_redeem(push, text);
  free(text);
  if (!is_good) {
    refuse_upgrade(call, AUTH_FAILED, 0, "the ticket is used or unknown");
  } else if (is_full(push)) {
    refuse_upgrade(call, AUTH_FAILED, TOO_MANY, message_of(TOO_MANY));
  } else {
    call->reply->http_status = 101;
  }
}

const struct endpoint connection_endpoints[] = {
    {
        .name = "events.endpoint",
        .method = "POST",
        .path = "/callback/ws/endpoint",
        .msg = "success",
        .answer = answer_address,
    },
    {
        .name = "events.connect",
        .method = "GET",
        .path = "/callback/ws/connect",
        .msg = "success",
        .answer = answer_upgrade,
    },
    {.name = NULL},
};
