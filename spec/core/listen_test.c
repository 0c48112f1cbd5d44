// SPDX-License-Identifier: MIT

// Listening from C, against a server that sends an event on each connection:
// each allocation fails once, and nothing is left.
#include "lark_listen.h"

#include <openssl/evp.h>

#include "check.h"
#include "frame.h"
#include "server.h"

enum { HEADER = 16, PATIENCE_MS = 10000 };

// ------------------------------------------------------------------- a server

static void send_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(fd, bytes, length);
    if (sent <= 0) return;
    bytes += sent;
    length -= (size_t)sent;
  }
}

static void give_address(int fd, int port) {
  char body[256], head[128];
  int length =
      snprintf(body, sizeof body,
               "{\"code\":0,\"msg\":\"\",\"data\":{\"URL\":\"ws://127.0.0.1:%d/"
               "?service_id=7\",\"ClientConfig\":{\"ReconnectNonce\":0}}}",
               port);
  int head_bytes =
      snprintf(head, sizeof head,
               "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n"
               "Content-Type: application/json\r\n\r\n",
               length);
  send_all(fd, head, (size_t)head_bytes);
  send_all(fd, body, (size_t)length);
}

static void upgrade(int fd, const char *request) {
  char joined[128], accept[64], head[256];
  unsigned char hashed[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  const char *key = strstr(request, "Sec-WebSocket-Key: ");
  if (key == NULL) return;
  snprintf(joined, sizeof joined, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
           key + strlen("Sec-WebSocket-Key: "));
  EVP_Digest(joined, strlen(joined), hashed, &length, EVP_sha1(), NULL);
  EVP_EncodeBlock((unsigned char *)accept, hashed, (int)length);
  int bytes = snprintf(head, sizeof head,
                       "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n"
                       "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                       "%s\r\n\r\n",
                       accept);
  send_all(fd, head, (size_t)bytes);
}

static void send_part(int fd, const char *seq, const char *payload) {
  const lark_frame frame = {.seq_id = 1, .method = LARK_FRAME_DATA};
  lark_text text = {0};
  lark_frame_write_head(&text, &frame);
  lark_frame_write_header(&text, "type", "event");
  lark_frame_write_header(&text, "message_id", "m");
  lark_frame_write_header(&text, "sum", "2");
  lark_frame_write_header(&text, "seq", seq);
  lark_frame_write_payload(&text, lark_span_of(payload));
  size_t length = text.length_bytes;
  const char short_head[] = {(char)0x82, (char)length};
  const char long_head[] = {(char)0x82, 126, (char)(length >> 8),
                            (char)(length & 255)};
  if (length < 126)
    send_all(fd, short_head, sizeof short_head);
  else
    send_all(fd, long_head, sizeof long_head);
  send_all(fd, text.bytes, text.length_bytes);
  lark_text_clear(&text);
}

// Sends an event, and waits until nothing comes any more.
static void serve_socket(int fd, const char *request) {
  char bytes[4096];
  struct pollfd waited = {.fd = fd, .events = POLLIN};
  upgrade(fd, request);
  send_part(fd, "1", "\"create_time\":\"1\"},\"event\":{\"n\":1}}");
  send_part(fd, "0",
            "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"e1\","
            "\"event_type\":\"a.b\",\"app_id\":\"a\",");
  while (poll(&waited, 1, PATIENCE_MS) > 0 && read(fd, bytes, sizeof bytes) > 0)
    ;
}

_Noreturn static void serve_all(int listener, int port) {
  char request[8192];
  alarm(SERVER_LIVES_S);
  signal(SIGPIPE, SIG_IGN);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    // A process for each: a kept connection must not hold up the next.
    if (fork() == 0) {
      alarm(SERVER_LIVES_S);
      if (read_request(fd, request, sizeof request)) {
        if (strncmp(request, "POST", 4) == 0)
          give_address(fd, port);
        else
          serve_socket(fd, request);
      }
      _exit(0);
    }
    close(fd);
    while (waitpid(-1, NULL, WNOHANG) > 0)
      ;
  }
}

// ------------------------------------------------------------------ listening

typedef struct counted {
  size_t blocks, requests;
  size_t refuse_at; // 0: none
} counted;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  counted *memory = user;
  char *start = block != NULL ? (char *)block - HEADER : NULL;
  if (start != NULL) CHECK(*(size_t *)(void *)start == old_bytes);
  if (new_bytes == 0) {
    if (start != NULL) memory->blocks--;
    free(start);
    return NULL;
  }
  if (++memory->requests == memory->refuse_at) return NULL;
  start = realloc(start, new_bytes + HEADER);
  if (block == NULL) memory->blocks++;
  *(size_t *)(void *)start = new_bytes;
  return start + HEADER;
}

typedef struct heard {
  unsigned events, ends;
  lark_status answered;
  bool stops; // in the callback, before the answer
  bool troubled;
} heard;

static void on_event(lark_client *client, lark_event event,
                     lark_received *received, void *user) {
  heard *h = user;
  CHECK(received->kind == LARK_RECEIVED_EVENT);
  CHECK(strcmp(received->id, "e1") == 0);
  CHECK(lark_json_integer(lark_json_get(received->event, "n")) == 1);
  CHECK(received->create_time_ms == 1);
  lark_received_free(received);
  h->events++;
  if (h->stops) lark_listen_stop(client);
  h->answered = lark_listen_answer(client, event, true);
  CHECK(lark_listen_answer(client, event, true) == LARK_ESTALE);
  lark_listen_stop(client);
}

static void on_note(void *user, lark_status status, const char *note) {
  heard *h = user;
  CHECK(note[0] != '\0');
  if (status != LARK_OK) h->troubled = true;
}

static void on_end(lark_client *client, const lark_error *error, void *user) {
  heard *h = user;
  h->ends++;
  CHECK(error == NULL || error->msg[0] != '\0');
  CHECK(lark_pending(client) == 0);
}

static lark_listen_state state_of(const lark_client *client) {
  lark_listen_stats stats = {.size = sizeof stats};
  lark_client_listen_stats(client, &stats);
  return stats.state;
}

static lark_client *open_client(counted *memory, int port) {
  char url[64];
  lark_options options;
  lark_client *client = NULL;
  snprintf(url, sizeof url, "http://127.0.0.1:%d", port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.app_id = "a";
  options.app_secret = "b";
  options.retries = 0;
  options.allocator = (lark_allocator){resize, memory};
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static lark_listen_options options_for(heard *h) {
  lark_listen_options options;
  lark_listen_options_init(&options, sizeof options);
  options.on_event = on_event;
  options.on_end = on_end;
  options.on_note = on_note;
  options.user = h;
  return options;
}

// Listens until that has ended; stops at the first trouble.
static void listen_once(lark_client *client, heard *h) {
  const lark_listen_options options = options_for(h);
  if (lark_listen(client, &options) != LARK_OK) return;
  CHECK(lark_listen(client, &options) == LARK_EAGAIN);
  CHECK(lark_pending(client) == 1);
  while (h->ends == 0) {
    lark_wait(client, 100);
    if (h->troubled) lark_listen_stop(client);
  }
  CHECK(state_of(client) == LARK_LISTEN_OFF);
}

static void listens_twice(int port) {
  counted memory = {0};
  lark_client *client = open_client(&memory, port);
  for (int i = 0; i < 2; i++) {
    heard h = {.stops = i == 1};
    listen_once(client, &h);
    CHECK(h.events == 1 && h.ends == 1 && h.answered == LARK_OK);
  }
  lark_close(client);
  CHECK(memory.blocks == 0);
}

static void ends_with_its_client(int port) {
  for (int steps = 0; steps < 12; steps++) {
    counted memory = {0};
    heard h = {0};
    lark_client *client = open_client(&memory, port);
    const lark_listen_options options = options_for(&h);
    CHECK(lark_listen(client, &options) == LARK_OK);
    for (int i = 0; i < steps; i++)
      lark_wait(client, 20);
    bool is_silent = steps % 2 == 1;
    unsigned before = h.ends;
    if (is_silent)
      lark_abandon(client);
    else
      lark_close(client);
    CHECK(h.ends == (is_silent ? before : 1));
    CHECK(memory.blocks == 0);
  }
}

static void survives_lack_of_memory(int port) {
  bool was_refused = true;
  unsigned heard_in_all = 0;
  for (size_t refuse_at = 1; was_refused; refuse_at++) {
    counted memory = {0};
    heard h = {0};
    lark_client *client = open_client(&memory, port);
    memory.requests = 0;
    memory.refuse_at = refuse_at;
    listen_once(client, &h);
    was_refused = memory.requests >= refuse_at;
    heard_in_all += h.events;
    CHECK(was_refused || (h.events == 1 && h.answered == LARK_OK));
    lark_close(client);
    CHECK(memory.blocks == 0);
  }
  CHECK(heard_in_all > 0);
}

int main(void) {
  int port = 0;
  if (!lark_can_listen()) return 77;
  int listener = listen_on_loopback(&port);
  pid_t process = fork();
  if (process == 0) serve_all(listener, port);
  close(listener);
  listens_twice(port);
  ends_with_its_client(port);
  survives_lack_of_memory(port);
  kill(process, SIGKILL);
  waitpid(process, NULL, 0);
  return check_failures();
}
