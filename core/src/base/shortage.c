// SPDX-License-Identifier: MIT
#include "shortage.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { MOST_TRIED = 8 };

lark_status lark_shortage(int error) {
  // ENOSPC is epoll's: the user watches as many descriptors as are allowed.
  bool files = error == EMFILE || error == ENFILE || error == ENOSPC;
  return files ? LARK_EFILES : LARK_ENOMEM;
}

bool lark_shortage_of_files(int fd, unsigned most) {
  int copies[MOST_TRIED];
  unsigned count = 0;
  bool short_of = false;
  while (!short_of && count <= most && count < MOST_TRIED) {
    copies[count] = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copies[count] >= 0)
      count++;
    else if (lark_shortage(errno) == LARK_EFILES)
      short_of = true;
    else
      break;
  }
  while (count > 0)
    close(copies[--count]);
  return short_of;
}

lark_status lark_shortage_fail(lark_failure *failure, lark_status status) {
  lark_fail(failure, status, "%s", lark_strerror(status));
  if (status == LARK_EFILES)
    lark_failure_hint(failure, "Close files, or raise the limit of open files "
                               "(ulimit -n, LimitNOFILE= in systemd).");
  return status;
}
