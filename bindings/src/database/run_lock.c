// SPDX-License-Identifier: MIT
#ifndef _GNU_SOURCE
#define _GNU_SOURCE // locks of open files
#endif
#include "run_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

static struct flock byte_of(int64_t run) {
  return (struct flock){
      .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = run, .l_len = 1};
}

int lualark_run_lock_open(const char *path) {
  enum { PRIVATE = 0600, LONGEST = 4096 };
  char beside[LONGEST];
  int length = snprintf(beside, sizeof beside, "%s-runs", path);
  if (length < 0 || (size_t)length >= sizeof beside) {
    errno = ENAMETOOLONG;
    return -1;
  }
  return open(beside, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, PRIVATE);
}

bool lualark_run_lock_take(int fd, int64_t run) {
  struct flock lock = byte_of(run);
  return fcntl(fd, F_OFD_SETLK, &lock) == 0;
}

bool lualark_run_lock_is_taken(int fd, int64_t run) {
  struct flock lock = byte_of(run);
  return fcntl(fd, F_OFD_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
}
