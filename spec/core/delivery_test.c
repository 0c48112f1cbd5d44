// SPDX-License-Identifier: MIT

// Whether a request was read, by the end of its connection.
#include "check.h"
#include "delivery.h"

#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int client, server;

static void wait_for(int fd, short events) {
  struct pollfd watched = {.fd = fd, .events = events};
  CHECK(poll(&watched, 1, 5000) == 1);
}

static void put(int fd, const char *text) {
  CHECK(send(fd, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text));
}

static void take(int fd) {
  char room[64];
  wait_for(fd, POLLIN);
  CHECK(recv(fd, room, sizeof room, 0) > 0);
}

// A kept connection: one request was answered on it.
static void connect_both(void) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(listener, (struct sockaddr *)&address, length) == 0);
  CHECK(listen(listener, 1) == 0);
  CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
  client = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(connect(client, (struct sockaddr *)&address, length) == 0);
  server = accept(listener, NULL, NULL);
  close(listener);
  put(client, "first");
  take(server);
  put(server, "answer");
  take(client);
}

// The end of the connection, as it comes to a loop.
static bool is_unread(lark_delivery *delivery) {
  wait_for(client, POLLIN | POLLRDHUP);
  lark_delivery_look(delivery);
  close(client);
  return delivery->unread;
}

static void one_that_came_after_the_end_is_unread(void) {
  lark_delivery delivery;
  connect_both();
  lark_delivery_begin(&delivery, client);
  CHECK(delivery.fd == client);
  close(server);
  wait_for(client, POLLRDHUP);
  put(client, "second"); // the server's kernel answers with a reset
  wait_for(client, POLLHUP);
  CHECK(is_unread(&delivery));
}

static void the_proof_stays_when_a_reset_follows(void) {
  lark_delivery delivery;
  connect_both();
  lark_delivery_begin(&delivery, client);
  close(server);
  wait_for(client, POLLRDHUP);
  lark_delivery_look(&delivery);
  CHECK(delivery.unread);
  put(client, "second");
  wait_for(client, POLLHUP);
  lark_delivery_look(&delivery);
  CHECK(delivery.unread);
  close(client);
}

static void one_that_was_read_is_not(void) {
  lark_delivery delivery;
  connect_both();
  lark_delivery_begin(&delivery, client);
  put(client, "second");
  take(server);
  close(server);
  CHECK(!is_unread(&delivery));
}

static void one_that_was_read_in_part_is_not(void) {
  lark_delivery delivery;
  connect_both();
  lark_delivery_begin(&delivery, client);
  put(client, "sec");
  take(server);
  close(server);
  wait_for(client, POLLRDHUP);
  put(client, "ond");
  wait_for(client, POLLHUP);
  CHECK(!is_unread(&delivery));
}

static void a_reset_proves_nothing(void) {
  lark_delivery delivery;
  struct linger at_once = {.l_onoff = 1};
  connect_both();
  lark_delivery_begin(&delivery, client);
  put(client, "second");
  take(server);
  setsockopt(server, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(server);
  CHECK(!is_unread(&delivery));
}

static void an_open_connection_proves_nothing(void) {
  lark_delivery delivery;
  connect_both();
  lark_delivery_begin(&delivery, client);
  lark_delivery_look(&delivery);
  CHECK(!delivery.unread);
  put(client, "second");
  lark_delivery_look(&delivery);
  CHECK(!delivery.unread);
  close(client);
  close(server);
}

static void what_is_no_connection_is_not_followed(void) {
  lark_delivery delivery;
  int pair[2];
  lark_delivery_begin(&delivery, -1);
  lark_delivery_look(&delivery);
  CHECK(delivery.fd == -1 && !delivery.unread);
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  lark_delivery_begin(&delivery, pair[0]);
  CHECK(delivery.fd == -1);
  close(pair[0]);
  close(pair[1]);
}

static void bytes_that_nobody_asked_for_spoil_a_connection(void) {
  connect_both();
  CHECK(!lark_delivery_is_spoiled(client));
  put(server, "stray");
  wait_for(client, POLLIN);
  CHECK(lark_delivery_is_spoiled(client));
  CHECK(!lark_delivery_is_spoiled(-1));
  close(client);
  close(server);
}

int main(void) {
  one_that_came_after_the_end_is_unread();
  the_proof_stays_when_a_reset_follows();
  one_that_was_read_is_not();
  one_that_was_read_in_part_is_not();
  a_reset_proves_nothing();
  an_open_connection_proves_nothing();
  what_is_no_connection_is_not_followed();
  bytes_that_nobody_asked_for_spoil_a_connection();
  return check_failures();
}
