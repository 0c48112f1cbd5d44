// SPDX-License-Identifier: MIT
#include "hub.h"

#include "memory.h"
#include "push_socket.h"
#include "random.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

struct hub {
  struct push *push;
  struct random random;
  struct push_socket *first;
  int fd; // epoll
};

struct hub *hub_open(struct push *push) {
  struct hub *hub = memory_new(1, sizeof *hub);
  hub->push = push;
  hub->fd = epoll_create1(EPOLL_CLOEXEC);
  random_init(&hub->random, push->seed + 1);
  return hub;
}

int hub_fd(const struct hub *hub) {
  return hub->fd;
}

static void drop(struct hub *hub, struct push_socket **place) {
  struct push_socket *socket = *place;
  *place = socket->next;
  epoll_ctl(hub->fd, EPOLL_CTL_DEL, socket->fd, NULL);
  push_socket_close(socket);
}

void hub_close(struct hub *hub) {
  while (hub->first != NULL)
    drop(hub, &hub->first);
  close(hub->fd);
  free(hub);
}

static void sweep(struct hub *hub) {
  struct push_socket **place = &hub->first;
  while (*place != NULL) {
    if ((*place)->is_over) {
      drop(hub, place);
    } else {
      place = &(*place)->next;
    }
  }
}

// Watches for bytes, and for room where there is something to send.
static void watch(const struct hub *hub, struct push_socket *socket, int how) {
  uint32_t events = EPOLLIN;
  if (wslay_event_want_write(socket->frames)) events |= EPOLLOUT;
  struct epoll_event event = {.events = events, .data.ptr = socket};
  epoll_ctl(hub->fd, how, socket->fd, &event);
}

static void hang_up(struct hub *hub) {
  hub->push->hangs_up = false;
  for (struct push_socket *one = hub->first; one != NULL; one = one->next) {
    push_socket_end(one);
  }
}

void hub_turn(struct hub *hub) {
  struct epoll_event events[64];
  int count = epoll_wait(hub->fd, events, 64, 0);
  for (int i = 0; i < count; i++) {
    struct push_socket *socket = events[i].data.ptr;
    push_socket_work(socket);
    watch(hub, socket, EPOLL_CTL_MOD);
  }
  if (hub->push->hangs_up) hang_up(hub);
  sweep(hub);
}

void hub_send(struct hub *hub, const char *text, const char *id) {
  struct push *push = hub->push;
  if (hub->first == NULL) {
    push->missed++;
    return;
  }
  struct push_socket *socket = hub->first;
  for (uint32_t i = random_below(&hub->random, (uint32_t)push->open); i > 0;
       i--) {
    if (socket->next != NULL) socket = socket->next;
  }
  push_socket_send(socket, text, id, ++push->events);
  watch(hub, socket, EPOLL_CTL_MOD);
  sweep(hub);
}

// ---- The upgrade. ----

static void on_upgraded(void *hub_pointer, struct MHD_Connection *connection,
                        void *context, const char *early, size_t early_size,
                        MHD_socket fd,
                        struct MHD_UpgradeResponseHandle *handle) {
  (void)connection, (void)context;
  struct hub *hub = hub_pointer;
  struct push_socket *socket =
      push_socket_open(hub->push, fd, handle, early, early_size);
  socket->next = hub->first;
  hub->first = socket;
  push_socket_work(socket);
  watch(hub, socket, EPOLL_CTL_ADD);
}

// What RFC 6455 wants for a key.
static void accept_key(const char *key, char out[32]) {
  unsigned char hashed[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  char *whole = memory_format("%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
  EVP_Digest(whole, strlen(whole), hashed, &size, EVP_sha1(), NULL);
  EVP_EncodeBlock((unsigned char *)out, hashed, (int)size);
  free(whole);
}

enum MHD_Result hub_upgrade(struct hub *hub, struct MHD_Connection *connection,
                            const char *key) {
  char accept[32];
  accept_key(key, accept);
  struct MHD_Response *response =
      memory_need(MHD_create_response_for_upgrade(on_upgraded, hub));
  MHD_add_response_header(response, "Upgrade", "websocket");
  MHD_add_response_header(response, "Sec-WebSocket-Accept", accept);
  enum MHD_Result result =
      MHD_queue_response(connection, MHD_HTTP_SWITCHING_PROTOCOLS, response);
  MHD_destroy_response(response);
  return result;
}
