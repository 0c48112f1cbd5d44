// SPDX-License-Identifier: MIT
#include "websocket.h"

#include <openssl/evp.h>
#include <sys/random.h>
#include <wslay/wslay.h>

#include "language.h"
#include "memory.h"
#include "secret.h"

enum {
  KEY_BYTES = 16,
  KEY_SIZE = (KEY_BYTES + 2) / 3 * 4 + 1, // in base64, with its NUL
  HEAD_BYTES = 16384,                     // of the answer to the upgrade
  ROUND_BYTES = 1 << 18,                  // received before others have a turn
  MOST_WAITING = 4096,                    // messages that nobody reads
  FRAME_BYTES = 65536                     // of a message besides its payload
};

struct lark_websocket {
  lark_direct *direct;
  lark_allocator allocator;
  lark_websocket_message *on_message;
  void *user;
  wslay_event_context_ptr frames;
  lark_websocket_state state;
  lark_text request;
  size_t sent_bytes; // of the request
  char key[KEY_SIZE];
  char head[HEAD_BYTES]; // and what came behind it
  size_t head_bytes, taken_bytes;
  lark_upgraded upgraded;
  uint64_t received_bytes;
  size_t round_bytes;  // left in this round
  bool ends;           // lark_websocket_end() was called
  bool has_ended;      // and has been queued
  bool is_cut;         // the other side ended the connection, or it broke
  uint16_t close_code; // the other side's
  const char *why;     // it is broken
};

bool lark_websocket_is_there(void) {
  return true;
}

// ----------------------------------------------------------- wslay calls these

// Takes what came behind the head of the answer, or else from the connection.
static bool receive(lark_websocket *socket, uint8_t *bytes, size_t room,
                    size_t *moved) {
  size_t kept = socket->head_bytes - socket->taken_bytes;
  if (kept == 0) return lark_direct_receive(socket->direct, bytes, room, moved);
  *moved = kept < room ? kept : room;
  memcpy(bytes, socket->head + socket->taken_bytes, *moved);
  socket->taken_bytes += *moved;
  return true;
}

static ssize_t on_receive(wslay_event_context_ptr frames, uint8_t *bytes,
                          size_t room, int flags, void *user) {
  (void)flags;
  lark_websocket *socket = user;
  size_t moved = 0;
  if (room > socket->round_bytes) room = socket->round_bytes;
  if (room > 0 && !receive(socket, bytes, room, &moved)) {
    socket->is_cut = true;
    wslay_event_set_error(frames, WSLAY_ERR_CALLBACK_FAILURE);
    return -1;
  }
  socket->received_bytes += moved;
  socket->round_bytes -= moved;
  if (moved > 0) return (ssize_t)moved;
  wslay_event_set_error(frames, WSLAY_ERR_WOULDBLOCK);
  return -1;
}

static ssize_t on_send(wslay_event_context_ptr frames, const uint8_t *bytes,
                       size_t length, int flags, void *user) {
  (void)flags;
  lark_websocket *socket = user;
  size_t moved = 0;
  if (!lark_direct_send(socket->direct, bytes, length, &moved)) {
    socket->is_cut = true;
    wslay_event_set_error(frames, WSLAY_ERR_CALLBACK_FAILURE);
    return -1;
  }
  if (moved > 0) return (ssize_t)moved;
  wslay_event_set_error(frames, WSLAY_ERR_WOULDBLOCK);
  return -1;
}

static bool draw(void *bytes, size_t length) {
  return getrandom(bytes, length, GRND_NONBLOCK) == (ssize_t)length;
}

static int on_mask(wslay_event_context_ptr frames, uint8_t *bytes,
                   size_t length, void *user) {
  (void)user;
  if (draw(bytes, length)) return 0;
  wslay_event_set_error(frames, WSLAY_ERR_CALLBACK_FAILURE);
  return -1;
}

static void on_arrival(wslay_event_context_ptr frames,
                       const struct wslay_event_on_msg_recv_arg *got,
                       void *user) {
  (void)frames;
  lark_websocket *socket = user;
  if (got->opcode == WSLAY_CONNECTION_CLOSE)
    socket->close_code = got->status_code;
  else if (got->opcode == WSLAY_BINARY_FRAME)
    socket->on_message(socket->user,
                       (lark_span){(const char *)got->msg, got->msg_length});
}

static const struct wslay_event_callbacks callbacks = {
    .recv_callback = on_receive,
    .send_callback = on_send,
    .genmask_callback = on_mask,
    .on_msg_recv_callback = on_arrival,
};

// --------------------------------------------------------------- new and free

lark_websocket *lark_websocket_new(lark_direct *direct,
                                   const lark_address *address,
                                   const char *user_agent, size_t max_bytes,
                                   lark_websocket_message *on_message,
                                   void *user) {
  const lark_allocator *allocator = &direct->settings->allocator;
  uint8_t key[KEY_BYTES];
  lark_websocket *socket = lark_alloc(allocator, sizeof *socket);
  if (socket == NULL) return NULL;
  socket->direct = direct;
  socket->allocator = *allocator;
  socket->on_message = on_message;
  socket->user = user;
  lark_text_init(&socket->request, allocator);
  if (draw(key, sizeof key)) {
    EVP_EncodeBlock((unsigned char *)socket->key, key, sizeof key);
    lark_upgrade_write(&socket->request, address, socket->key, user_agent);
    if (!socket->request.failed &&
        wslay_event_context_client_init(&socket->frames, &callbacks, socket) ==
            0) {
      wslay_event_config_set_max_recv_msg_length(socket->frames,
                                                 max_bytes + FRAME_BYTES);
      return socket;
    }
  }
  lark_websocket_free(socket);
  return NULL;
}

static void forget_request(lark_websocket *socket) {
  lark_secret_clear(&socket->request);
}

void lark_websocket_free(lark_websocket *socket) {
  if (socket == NULL) return;
  lark_allocator allocator = socket->allocator;
  if (socket->frames != NULL) wslay_event_context_free(socket->frames);
  forget_request(socket);
  lark_release(&allocator, socket, sizeof *socket);
}

// --------------------------------------------------------------------- upgrade

static lark_websocket_state fall(lark_websocket *socket, const char *why) {
  socket->why = why;
  return socket->state = LARK_WEBSOCKET_BROKEN;
}

static const char ended_early[] =
    "the connection ended before it was a WebSocket";

// What RFC 6455 wants for a key.
static bool is_accepted(const lark_websocket *socket) {
  static const char suffix[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  char joined[KEY_SIZE + sizeof suffix], wanted[32];
  unsigned char hashed[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  memcpy(joined, socket->key, KEY_SIZE - 1);
  memcpy(joined + KEY_SIZE - 1, suffix, sizeof suffix);
  if (EVP_Digest(joined, strlen(joined), hashed, &length, EVP_sha1(), NULL) !=
      1)
    return false;
  EVP_EncodeBlock((unsigned char *)wanted, hashed, (int)length);
  return strcmp(wanted, socket->upgraded.accept) == 0;
}

static lark_websocket_state judge(lark_websocket *socket) {
  const lark_upgraded *head = &socket->upgraded;
  size_t length = socket->taken_bytes;
  if (!lark_upgrade_read(socket->head, length, &socket->upgraded))
    return fall(socket, "the server does not speak HTTP");
  if (head->http_status != 101) return socket->state = LARK_WEBSOCKET_REFUSED;
  if (!head->is_websocket || head->has_extensions || !is_accepted(socket))
    return fall(socket, "the server's upgrade is not one of RFC 6455");
  forget_request(socket);
  return socket->state = LARK_WEBSOCKET_OPEN;
}

static bool send_request(lark_websocket *socket) {
  size_t moved = 1;
  while (socket->sent_bytes < socket->request.length_bytes && moved > 0) {
    if (!lark_direct_send(
            socket->direct, socket->request.bytes + socket->sent_bytes,
            socket->request.length_bytes - socket->sent_bytes, &moved))
      return false;
    socket->sent_bytes += moved;
  }
  return true;
}

// The length of a head with its empty line; 0 where it has not ended.
static size_t find_end(const lark_websocket *socket) {
  static const char end[] = "\r\n\r\n";
  const char *found = memmem(socket->head, socket->head_bytes, end, 4);
  return found != NULL ? (size_t)(found - socket->head) + 4 : 0;
}

static lark_websocket_state open_up(lark_websocket *socket) {
  if (!send_request(socket)) return fall(socket, ended_early);
  for (;;) {
    size_t moved = 0;
    size_t room = HEAD_BYTES - socket->head_bytes;
    if (room == 0) return fall(socket, "the server's answer is too long");
    bool goes_on = lark_direct_receive(
        socket->direct, socket->head + socket->head_bytes, room, &moved);
    socket->head_bytes += moved;
    socket->taken_bytes = find_end(socket);
    if (socket->taken_bytes > 0) return judge(socket);
    if (!goes_on) return fall(socket, ended_early);
    if (moved == 0) return LARK_WEBSOCKET_OPENING;
  }
}

// ---------------------------------------------------------------------- frames

// Sends what waits, and then the end. libwslay would send that before messages,
// and drop them.
static int send_all(lark_websocket *socket) {
  int sent = wslay_event_send(socket->frames);
  bool is_next = sent == 0 && socket->ends && !socket->has_ended &&
                 wslay_event_want_write(socket->frames) == 0;
  if (!is_next) return sent;
  socket->has_ended = true;
  wslay_event_queue_close(socket->frames, WSLAY_CODE_NORMAL_CLOSURE, NULL, 0);
  return wslay_event_send(socket->frames);
}

static lark_websocket_state exchange(lark_websocket *socket) {
  socket->round_bytes = ROUND_BYTES;
  int received = wslay_event_recv(socket->frames);
  int sent = send_all(socket);
  // What a close says is worth more than the end that follows it.
  if (wslay_event_get_close_received(socket->frames))
    return fall(socket, "the platform closed the connection");
  if (socket->is_cut) return fall(socket, "the connection ended");
  if (received == WSLAY_ERR_NOMEM || sent == WSLAY_ERR_NOMEM)
    return fall(socket, "out of memory");
  if (received != 0 || sent != 0) return fall(socket, "the WebSocket failed");
  // It has queued its own close for a message that it cannot take.
  if (!wslay_event_want_read(socket->frames))
    return fall(socket, "a message is malformed or too long");
  if (lark_websocket_waiting(socket) > MOST_WAITING)
    return fall(socket, "the platform reads nothing");
  if (socket->round_bytes == 0) lark_direct_again(socket->direct);
  return LARK_WEBSOCKET_OPEN;
}

lark_websocket_state lark_websocket_work(lark_websocket *socket) {
  // Its owner learns that it is open before the first message comes.
  if (socket->state == LARK_WEBSOCKET_OPENING) {
    if (open_up(socket) == LARK_WEBSOCKET_OPEN)
      lark_direct_again(socket->direct);
  } else if (socket->state == LARK_WEBSOCKET_OPEN) {
    exchange(socket);
  }
  if (socket->state > LARK_WEBSOCKET_OPEN) return socket->state;
  bool writes = socket->state == LARK_WEBSOCKET_OPENING
                    ? socket->sent_bytes < socket->request.length_bytes
                    : wslay_event_want_write(socket->frames) != 0;
  if (lark_direct_watch(socket->direct, writes) != LARK_OK)
    return fall(socket, "out of memory");
  return socket->state;
}

const lark_upgraded *lark_websocket_upgraded(const lark_websocket *socket) {
  return &socket->upgraded;
}

lark_status lark_websocket_send(lark_websocket *socket, const lark_text *text) {
  const struct wslay_event_msg message = {.opcode = WSLAY_BINARY_FRAME,
                                          .msg = (const uint8_t *)text->bytes,
                                          .msg_length = text->length_bytes};
  if (text->failed) return LARK_ENOMEM;
  int queued = wslay_event_queue_msg(socket->frames, &message);
  if (queued == 0) return LARK_OK;
  return queued == WSLAY_ERR_NOMEM ? LARK_ENOMEM : LARK_ESTALE;
}

size_t lark_websocket_waiting(const lark_websocket *socket) {
  return wslay_event_get_queued_msg_count(socket->frames);
}

void lark_websocket_end(lark_websocket *socket) {
  socket->ends = true;
}

bool lark_websocket_is_sent(const lark_websocket *socket) {
  return socket->has_ended && wslay_event_want_write(socket->frames) == 0;
}

uint64_t lark_websocket_received(const lark_websocket *socket) {
  return socket->received_bytes;
}

void lark_websocket_explain(const lark_websocket *socket,
                            lark_failure *failure) {
  const lark_upgraded *head = &socket->upgraded;
  if (socket->state == LARK_WEBSOCKET_REFUSED)
    lark_fail(failure, LARK_ENETWORK,
              "the server did not open the long connection (HTTP %d%s%s)",
              head->http_status, head->message[0] != '\0' ? ": " : "",
              head->message);
  else if (socket->close_code != 0)
    lark_fail(failure, LARK_ENETWORK, "%s (%u)", lark_words(socket->why),
              (unsigned)socket->close_code);
  else
    lark_fail(failure, LARK_ENETWORK, "%s", lark_words(socket->why));
  failure->error.http_status =
      socket->state == LARK_WEBSOCKET_REFUSED ? head->http_status : 0;
  failure->error.retryable = true;
}
