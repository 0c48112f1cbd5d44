// SPDX-License-Identifier: MIT

// A library that is loaded before a program's others (LD_PRELOAD): it notes
// what the program does with the write-ahead log of a database and with its
// peers, in order, and lets the disk fail.
//
//     DISK_NOTES  the file of the notes, a line each: "wrote", "synced",
//                 "failed", and "answered" for an answer over HTTP or a
//                 WebSocket; then the thread
//     DISK_FAILS  while there is a file of this name, no log can be synced
//     DISK_FULL   likewise, no log can be written
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static void note(const char *what) {
  const char *path = getenv("DISK_NOTES");
  char line[64];
  int error = errno;
  int fd = path != NULL
               ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)
               : -1;
  if (fd < 0) return;
  int length =
      snprintf(line, sizeof line, "%s %ld\n", what, syscall(SYS_gettid));
  syscall(SYS_write, fd, line, (size_t)length);
  close(fd);
  errno = error;
}

static bool is_log(int fd) {
  char link[64], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  return length > 4 && memcmp(path + length - 4, "-wal", 4) == 0;
}

// Whether a disk that is to fail does so for this file, with `error`.
static bool fails(int fd, const char *variable, int error) {
  const char *path = getenv(variable);
  if (path == NULL || !is_log(fd) || access(path, F_OK) != 0) return false;
  note("failed");
  errno = error;
  return true;
}

static int sync_log(int fd, long call) {
  if (fails(fd, "DISK_FAILS", EIO)) return -1;
  int result = (int)syscall(call, fd);
  if (is_log(fd)) note("synced");
  return result;
}

int fdatasync(int fd) {
  return sync_log(fd, SYS_fdatasync);
}

int fsync(int fd) {
  return sync_log(fd, SYS_fsync);
}

ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) {
  if (fails(fd, "DISK_FULL", ENOSPC)) return -1;
  if (is_log(fd)) note("wrote");
  return syscall(SYS_pwrite64, fd, data, bytes, at);
}

ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) {
  return pwrite64(fd, data, bytes, at);
}

// A WebSocket's frame of data has its end and its kind in the first byte.
static void note_answer(const void *data, size_t bytes) {
  const unsigned char *text = data;
  if ((bytes > 7 && memcmp(text, "HTTP/1.", 7) == 0) ||
      (bytes > 1 && text[0] == 0x82))
    note("answered");
}

ssize_t send(int fd, const void *data, size_t bytes, int flags) {
  note_answer(data, bytes);
  return syscall(SYS_sendto, fd, data, bytes, flags, NULL, 0);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  if (message->msg_iovlen > 0)
    note_answer(message->msg_iov[0].iov_base, message->msg_iov[0].iov_len);
  return syscall(SYS_sendmsg, fd, message, flags);
}
