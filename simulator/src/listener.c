// SPDX-License-Identifier: MIT
#include "listener.h"

#include "memory.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int bind_and_listen(int fd, uint16_t *port) {
  // The kernel lowers this to its own maximum.
  enum { BACKLOG = 65535 };
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(*port),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  socklen_t size = sizeof address;
  int yes = 1;
  // A port that the last run left in TIME_WAIT is as good as free.
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(fd, (struct sockaddr *)&address, size) != 0) return -1;
  if (listen(fd, BACKLOG) != 0) return -1;
  if (getsockname(fd, (struct sockaddr *)&address, &size) != 0) return -1;
  *port = ntohs(address.sin_port);
  return 0;
}

int listener_open(uint16_t *port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (bind_and_listen(fd, port) == 0) return fd;

  int error = errno;
  close(fd);
  errno = error;
  return -1;
}

static int write_new(const char *path, uint16_t port) {
  FILE *file = fopen(path, "we");
  if (file == NULL) return -1;
  int written = fprintf(file, "%u\n", (unsigned)port);
  int closed = fclose(file);
  return written > 0 && closed == 0 ? 0 : -1;
}

int listener_write_port(const char *path, uint16_t port) {
  char *temporary = NULL;
  int length = asprintf(&temporary, "%s.%ld", path, (long)getpid());
  memory_need(length >= 0 ? temporary : NULL);

  int result = write_new(temporary, port);
  if (result == 0) result = rename(temporary, path);
  int error = errno;
  if (result != 0) unlink(temporary);
  free(temporary);
  errno = error;
  return result;
}
