// SPDX-License-Identifier: MIT
#include "peer.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ADDRESS_BYTES = 64 };

// An address as the kernel writes it: of IPv4, or in the form of IPv6 that
// stands for one of IPv4.
static bool write_address(char *text, bool mapped, int fd,
                          int (*ask)(int, struct sockaddr *, socklen_t *)) {
  struct sockaddr_in place = {0};
  socklen_t bytes = sizeof place;
  static const uint32_t mark = 0xffff;
  if (ask(fd, (struct sockaddr *)&place, &bytes) != 0) return false;
  int length = mapped ? snprintf(text, ADDRESS_BYTES, "%016X%08X", 0,
                                 (unsigned)htonl(mark))
                      : 0;
  snprintf(text + length, ADDRESS_BYTES - (size_t)length, "%08X:%04X",
           (unsigned)place.sin_addr.s_addr, (unsigned)ntohs(place.sin_port));
  return true;
}

static int name_of_peer(int fd, struct sockaddr *place, socklen_t *bytes) {
  return getpeername(fd, place, bytes);
}

static int name_of_own(int fd, struct sockaddr *place, socklen_t *bytes) {
  return getsockname(fd, place, bytes);
}

// A line of these tables is a socket: "sl local_address rem_address st
// tx_queue:rx_queue tr:tm->when retrnsmt uid ...". Finds the user of the
// socket at the other end of `fd`; false if it is not in this table.
static bool find_user(const char *table, bool mapped, int fd, unsigned *user) {
  char line[512], here[ADDRESS_BYTES], there[ADDRESS_BYTES];
  char local[ADDRESS_BYTES], remote[ADDRESS_BYTES];
  bool found = false;
  FILE *sockets = fopen(table, "re");
  if (sockets == NULL) return false;
  if (write_address(there, mapped, fd, name_of_peer) &&
      write_address(here, mapped, fd, name_of_own)) {
    while (!found && fgets(line, sizeof line, sockets) != NULL)
      found = sscanf(line, " %*u: %63s %63s %*s %*s %*s %*s %u", local, remote,
                     user) == 3 &&
              strcmp(local, there) == 0 && strcmp(remote, here) == 0;
  }
  fclose(sockets);
  return found;
}

bool lualark_peer_may_debug(int fd) {
  unsigned user = 0;
  bool found = find_user("/proc/net/tcp", false, fd, &user) ||
               find_user("/proc/net/tcp6", true, fd, &user);
  return !found || user == 0 || user == geteuid();
}
