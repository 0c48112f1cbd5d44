// SPDX-License-Identifier: MIT
#include "push_socket.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// ---- libwslay calls these. ----

static ssize_t fail(wslay_event_context_ptr frames, struct push_socket *socket,
                    bool is_for_now) {
  wslay_event_set_error(frames, is_for_now ? WSLAY_ERR_WOULDBLOCK
                                           : WSLAY_ERR_CALLBACK_FAILURE);
  if (!is_for_now) socket->is_over = true;
  return -1;
}

static bool is_for_now(void) {
  return errno == EAGAIN || errno == EINTR;
}

static ssize_t on_receive(wslay_event_context_ptr frames, uint8_t *bytes,
                          size_t room, int flags, void *user) {
  (void)flags;
  struct push_socket *socket = user;
  size_t early = socket->early_size - socket->early_taken;
  if (early > 0) {
    if (early > room) early = room;
    memcpy(bytes, socket->early + socket->early_taken, early);
    socket->early_taken += early;
    return (ssize_t)early;
  }
  ssize_t size = recv(socket->fd, bytes, room, 0);
  if (size > 0) return size;
  return fail(frames, socket, size < 0 && is_for_now());
}

// A reset rather than an orderly end.
static void reset(struct push_socket *socket) {
  const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
  setsockopt(socket->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket->is_over = true;
}

static ssize_t on_send(wslay_event_context_ptr frames, const uint8_t *bytes,
                       size_t size, int flags, void *user) {
  (void)flags;
  struct push_socket *socket = user;
  if (socket->cut_after >= 0 && size > (size_t)socket->cut_after) {
    size = (size_t)socket->cut_after;
  }
  if (size == 0) {
    reset(socket);
    return fail(frames, socket, false);
  }
  ssize_t sent = send(socket->fd, bytes, size, MSG_NOSIGNAL);
  if (sent < 0) return fail(frames, socket, is_for_now());
  if (socket->cut_after >= 0) socket->cut_after -= sent;
  return sent;
}

// ---- Messages. ----

static void send_frame(struct push_socket *socket,
                       const struct push_frame *frame) {
  size_t size;
  char *bytes = push_frame_write(frame, &size);
  const struct wslay_event_msg message = {WSLAY_BINARY_FRAME,
                                          (const uint8_t *)bytes, size};
  wslay_event_queue_msg(socket->frames, &message);
  free(bytes);
}

static void answer_ping(struct push_socket *socket,
                        const struct push_frame *ping) {
  struct push *push = socket->push;
  push->pings++;
  if (push_number(push, "silent", 0) != 0) return;
  const char *text = push_text(push, "pong");
  json_t *config = push_config(push);
  char *payload = text != NULL ? memory_copy(text, strlen(text))
                               : memory_need(json_dumps(config, JSON_COMPACT));
  struct push_frame pong = {.service = ping->service,
                            .headers =
                                memory_need(json_pack("{s:s}", "type", "pong")),
                            .payload = payload,
                            .payload_size = strlen(payload)};
  send_frame(socket, &pong);
  push_frame_clear(&pong);
  json_decref(config);
}

static void note_answer(struct push_socket *socket,
                        const struct push_frame *frame) {
  json_t *payload = json_loadb(frame->payload != NULL ? frame->payload : "",
                               frame->payload_size, 0, NULL);
  push_note_answer(
      socket->push,
      json_pack("{s:O, s:O*, s:I, s:I, s:i, s:b}", "headers", frame->headers,
                "code", json_object_get(payload, "code"), "seq_id",
                (json_int_t)frame->seq_id, "log_id", (json_int_t)frame->log_id,
                "service", (int)frame->service, "has_required",
                frame->has_required));
  json_decref(payload);
}

static void on_message(wslay_event_context_ptr frames,
                       const struct wslay_event_on_msg_recv_arg *got,
                       void *user) {
  (void)frames;
  struct push_socket *socket = user;
  if (got->opcode == WSLAY_PONG) socket->push->pongs++;
  if (got->opcode != WSLAY_BINARY_FRAME) return;
  struct push_frame frame;
  if (!push_frame_read(&frame, got->msg, got->msg_length)) {
    fprintf(stderr, "lark-simulator: a client sent what is no frame\n");
    socket->is_over = true;
  } else if (frame.method == PUSH_CONTROL) {
    answer_ping(socket, &frame);
  } else {
    note_answer(socket, &frame);
  }
  push_frame_clear(&frame);
}

// ---- Events. ----

// A header that a test may replace: {"headers": {"sum": "0"}}.
static void set_header(const struct push *push, json_t *headers,
                       const char *name, const char *value) {
  json_t *wanted =
      json_object_get(json_object_get(push->settings, "headers"), name);
  json_object_set_new(
      headers, name,
      json_string(json_is_string(wanted) ? json_string_value(wanted) : value));
}

// One part of an event: number `seq` of `sum`.
static void send_part(struct push_socket *socket, const char *text,
                      const char *message_id, int64_t sum, int64_t seq) {
  size_t length = strlen(text);
  size_t from = length * (size_t)seq / (size_t)sum;
  size_t end = length * (size_t)(seq + 1) / (size_t)sum;
  char digits[24];
  struct push_frame frame = {.seq_id = 1,
                             .log_id = 7000000000000000001,
                             .service = PUSH_SERVICE_ID,
                             .method = PUSH_DATA,
                             .headers = memory_need(json_object()),
                             .payload = memory_copy(text + from, end - from),
                             .payload_size = end - from};
  const struct push *push = socket->push;
  set_header(push, frame.headers, "type", "event");
  set_header(push, frame.headers, "message_id", message_id);
  snprintf(digits, sizeof digits, "%" PRId64, sum);
  set_header(push, frame.headers, "sum", digits);
  snprintf(digits, sizeof digits, "%" PRId64, seq);
  set_header(push, frame.headers, "seq", digits);
  set_header(push, frame.headers, "trace_id", "simulator");
  send_frame(socket, &frame);
  push_frame_clear(&frame);
}

static void send_parts(struct push_socket *socket, const char *text,
                       const char *message_id) {
  const struct push *push = socket->push;
  int64_t sum = push_number(push, "parts", 1);
  int64_t missing = push_number(push, "missing", -1);
  int64_t copies = push_number(push, "part_copies", 1);
  bool is_backward = push_number(push, "backward", 0) != 0;
  for (int64_t i = 0; i < sum; i++) {
    int64_t seq = is_backward ? sum - 1 - i : i;
    for (int64_t copy = 0; seq != missing && copy < copies; copy++) {
      send_part(socket, text, message_id, sum, seq);
    }
  }
}

static void send_noise(struct push_socket *socket) {
  static const uint8_t noise[] = {0xff, 0xff, 0xff, 0xff};
  const struct wslay_event_msg message = {WSLAY_BINARY_FRAME, noise,
                                          sizeof noise};
  wslay_event_queue_msg(socket->frames, &message);
}

static void send_ping(struct push_socket *socket) {
  const struct wslay_event_msg message = {WSLAY_PING, (const uint8_t *)"p", 1};
  wslay_event_queue_msg(socket->frames, &message);
}

void push_socket_send(struct push_socket *socket, const char *text,
                      const char *id, uint64_t number) {
  const struct push *push = socket->push;
  char *message_id = memory_format("m%" PRIu64 "-%s", number, id);
  int64_t copies = push_number(push, "copies", 1);
  if (push_number(push, "noise", 0) != 0) send_noise(socket);
  if (push_number(push, "websocket_ping", 0) != 0) send_ping(socket);
  for (int64_t i = 0; i < copies; i++) {
    send_parts(socket, text, message_id);
  }
  socket->cut_after = push_number(push, "cut", -1);
  free(message_id);
  push_socket_work(socket);
}

// ---- Its life. ----

void push_socket_work(struct push_socket *socket) {
  if (wslay_event_recv(socket->frames) != 0) socket->is_over = true;
  if (!socket->is_over && wslay_event_send(socket->frames) != 0) {
    socket->is_over = true;
  }
  if (wslay_event_get_close_received(socket->frames) ||
      !wslay_event_want_read(socket->frames)) {
    socket->is_over = true;
  }
}

struct push_socket *push_socket_open(struct push *push, int fd,
                                     struct MHD_UpgradeResponseHandle *handle,
                                     const char *early, size_t early_size) {
  static const struct wslay_event_callbacks callbacks = {
      .recv_callback = on_receive,
      .send_callback = on_send,
      .on_msg_recv_callback = on_message,
  };
  struct push_socket *socket = memory_new(1, sizeof *socket);
  *socket = (struct push_socket){.push = push,
                                 .fd = fd,
                                 .handle = handle,
                                 .early = memory_copy(early, early_size),
                                 .early_size = early_size,
                                 .cut_after = -1};
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  if (wslay_event_context_server_init(&socket->frames, &callbacks, socket) !=
      0) {
    memory_need(NULL);
  }
  push->opened++;
  push->open++;
  return socket;
}

void push_socket_end(struct push_socket *socket) {
  wslay_event_queue_close(socket->frames, WSLAY_CODE_GOING_AWAY, NULL, 0);
  push_socket_work(socket);
  socket->is_over = true;
}

void push_socket_close(struct push_socket *socket) {
  socket->push->open--;
  wslay_event_context_free(socket->frames);
  MHD_upgrade_action(socket->handle, MHD_UPGRADE_ACTION_CLOSE);
  free(socket->early);
  free(socket);
}
