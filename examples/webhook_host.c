// SPDX-License-Identifier: MIT

// A server for events without Lua: the platform POSTs them to it, by way of a
// proxy that speaks TLS. Each event is printed as a line of JSON once the
// platform has its answer; a refused request is a line on stderr.
//
//     cc webhook_host.c $(pkg-config --cflags --libs lark libmicrohttpd)
//         -o webhook_host
//     LARK_ENCRYPT_KEY=... ./webhook_host [PORT]
//
// It listens on loopback, prints the port, and ends with its input. In nginx:
//
//     location = /lark/events {
//       proxy_pass http://127.0.0.1:8080;
//       client_max_body_size 1m;
//     }
#include <arpa/inet.h>
#include <lark_events.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { MOST_BODY_BYTES = 1 << 20, SECONDS_A_REQUEST = 10, CONNECTIONS = 100 };

// A request on its way; one event waits in it until it is answered.
typedef struct post {
  lark_text body;
  lark_received *received;
} post;

static int64_t now_ms(void) {
  struct timeval now;
  gettimeofday(&now, NULL);
  return now.tv_sec * 1000LL + now.tv_usec / 1000;
}

static enum MHD_Result answer(struct MHD_Connection *connection, int status,
                              const char *text, size_t bytes) {
  struct MHD_Response *response = MHD_create_response_from_buffer(
      bytes, (void *)text, MHD_RESPMEM_MUST_COPY);
  if (response == NULL) return MHD_NO;
  MHD_add_response_header(response, "Content-Type", "application/json");
  enum MHD_Result queued =
      MHD_queue_response(connection, (unsigned)status, response);
  MHD_destroy_response(response);
  return queued;
}

static const char *header(struct MHD_Connection *connection, const char *name) {
  return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

// The body is there: asks the library what it is.
static enum MHD_Result receive(struct MHD_Connection *connection,
                               const lark_event_options *options, post *p) {
  lark_event_request request = {
      .size = sizeof request,
      .body = p->body.bytes,
      .body_bytes = p->body.length_bytes,
      .timestamp = header(connection, "X-Lark-Request-Timestamp"),
      .nonce = header(connection, "X-Lark-Request-Nonce"),
      .signature = header(connection, "X-Lark-Signature")};
  if (p->body.failed ||
      lark_event_receive(options, &request, now_ms(), &p->received) != LARK_OK)
    return answer(connection, 500, "", 0); // the platform sends it again
  const lark_received *r = p->received;
  if (r->kind == LARK_RECEIVED_NOTHING)
    fprintf(stderr, "refused: %s%s%s\n", r->error.msg,
            r->error.hint ? ". " : "", r->error.hint ? r->error.hint : "");
  return answer(connection, r->http_status, r->answer, r->answer_bytes);
}

// Called once for the request's head, then with pieces of its body, then at
// its end.
static enum MHD_Result on_request(void *user, struct MHD_Connection *connection,
                                  const char *url, const char *method,
                                  const char *version, const char *piece,
                                  size_t *piece_bytes, void **its) {
  (void)url, (void)version;
  post *p = *its;
  if (p == NULL) {
    if (strcmp(method, "POST") != 0) return answer(connection, 405, "", 0);
    *its = calloc(1, sizeof *p);
    return *its != NULL ? MHD_YES : MHD_NO;
  }
  if (*piece_bytes == 0) return receive(connection, user, p);
  // What is too long is read to its end, and refused.
  if (p->body.length_bytes <= MOST_BODY_BYTES)
    lark_text_add(&p->body, piece, *piece_bytes);
  *piece_bytes = 0;
  return MHD_YES;
}

// The answer is out: now there is time for the event. A program that must lose
// none writes it down before it answers, and drops ids that it has seen.
static void on_answered(void *user, struct MHD_Connection *connection,
                        void **its, enum MHD_RequestTerminationCode how) {
  (void)user, (void)connection, (void)how;
  post *p = *its;
  if (p == NULL) return;
  lark_text line = {0};
  if (p->received != NULL && p->received->kind == LARK_RECEIVED_EVENT) {
    lark_text_add_json(&line, p->received->event);
    printf("%s %s %.*s\n", p->received->id, p->received->type,
           (int)line.length_bytes, line.bytes);
    fflush(stdout);
  }
  lark_text_clear(&line);
  lark_text_clear(&p->body);
  lark_received_free(p->received);
  free(p);
}

int main(int argc, char **argv) {
  lark_event_options options;
  lark_event_options_init(&options, sizeof options);
  options.encrypt_key = getenv("LARK_ENCRYPT_KEY");
  options.verification_token = getenv("LARK_VERIFICATION_TOKEN");
  options.max_body_bytes = MOST_BODY_BYTES;

  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons((uint16_t)(argc > 1 ? atoi(argv[1]) : 0)),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct MHD_Daemon *server = MHD_start_daemon(
      MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL, 0, NULL, NULL,
      on_request, &options, MHD_OPTION_SOCK_ADDR, &address,
      MHD_OPTION_NOTIFY_COMPLETED, on_answered, NULL,
      MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS_A_REQUEST,
      MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_END);
  if (server == NULL) {
    perror("webhook_host");
    return 1;
  }
  printf("%u\n", MHD_get_daemon_info(server, MHD_DAEMON_INFO_BIND_PORT)->port);
  fflush(stdout);
  char unread[256];
  while (read(STDIN_FILENO, unread, sizeof unread) > 0) {
  }
  MHD_stop_daemon(server);
  return 0;
}
