// SPDX-License-Identifier: MIT
#include "listener.h"

#include "memory.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static int close_keeping_errno(int fd) {
  int error = errno;
  close(fd);
  errno = error;
  return -1;
}

// Opens a socket bound to `*port`; 0 becomes the number of a free port.
static int bind_socket(uint16_t *port) {
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(*port),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  socklen_t size = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  int yes = 1;
  // Takes a port that the last run left in TIME_WAIT, too, and lets two sockets
  // share it as long as neither of them listens yet.
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(fd, (struct sockaddr *)&address, size) != 0 ||
      getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
    return close_keeping_errno(fd);
  }
  *port = ntohs(address.sin_port);
  return fd;
}

int listener_open(struct listener *listener, uint16_t port) {
  *listener = (struct listener){.fd = -1, .port = port};
  listener->holder_fd = bind_socket(&listener->port);
  if (listener->holder_fd < 0) return -1;
  if (listener_resume(listener) == 0) return 0;
  return close_keeping_errno(listener->holder_fd);
}

int listener_resume(struct listener *listener) {
  // The kernel lowers this to its own maximum.
  enum { BACKLOG = 65535 };
  int fd = bind_socket(&listener->port);
  if (fd < 0) return -1;
  if (listen(fd, BACKLOG) != 0) return close_keeping_errno(fd);
  listener->fd = fd;
  return 0;
}

void listener_refuse(struct listener *listener) {
  if (listener->fd >= 0) close(listener->fd);
  listener->fd = -1;
}

void listener_close(struct listener *listener) {
  listener_refuse(listener);
  close(listener->holder_fd);
}

// A pipe or a device, which no file may replace.
static bool is_special(const char *path) {
  struct stat found;
  return stat(path, &found) == 0 && !S_ISREG(found.st_mode);
}

static int write_port(const char *path, uint16_t port) {
  FILE *file = fopen(path, "we");
  if (file == NULL) return -1;
  int written = fprintf(file, "%u\n", (unsigned)port);
  int closed = fclose(file);
  return written > 0 && closed == 0 ? 0 : -1;
}

int listener_write_port(const char *path, uint16_t port) {
  if (is_special(path)) return write_port(path, port);
  char *temporary = memory_format("%s.%ld", path, (long)getpid());
  int result = write_port(temporary, port);
  if (result == 0) result = rename(temporary, path);
  int error = errno;
  if (result != 0) unlink(temporary);
  free(temporary);
  errno = error;
  return result;
}
