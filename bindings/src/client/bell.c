// SPDX-License-Identifier: MIT
#include "bell.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <linux/aio_abi.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define TYPE "lark.bell"

typedef struct bell {
  lualark_native native;
  aio_context_t aio;
  int fd;                       // the eventfd; -1: closed
  const lualark_client *client; // its userdata is the bell's user value
  bool armed;                   // the kernel watches its descriptor
} bell;

static void release(lualark_native *native) {
  bell *b = (bell *)native;
  if (b->aio != 0) syscall(SYS_io_destroy, b->aio);
  if (b->fd >= 0) close(b->fd);
  b->aio = 0;
  b->fd = -1;
}

static bell *check(lua_State *L) {
  bell *b = lualark_native_check_type(L, 1, TYPE);
  if (b == NULL || b->fd < 0) luaL_error(L, "the bell is closed");
  return b;
}

/// bell:fd(): the eventfd. A read of 8 bytes makes it silent.
static int bell_fd(lua_State *L) {
  lua_pushinteger(L, check(L)->fd);
  return 1;
}

// Whether the kernel has rung since it was armed.
static bool has_rung(const bell *b) {
  struct io_event event;
  struct timespec at_once = {0, 0};
  return syscall(SYS_io_getevents, b->aio, 0, 1, &event, &at_once) == 1;
}

// Lets the kernel watch the client's descriptor; false if it refuses.
static bool watch(const bell *b) {
  struct iocb poll_once = {.aio_lio_opcode = IOCB_CMD_POLL,
                           .aio_fildes = (uint32_t)lark_fd(b->client->core),
                           .aio_buf = POLLIN,
                           .aio_flags = IOCB_FLAG_RESFD,
                           .aio_resfd = (uint32_t)b->fd};
  struct iocb *list[] = {&poll_once};
  return syscall(SYS_io_submit, b->aio, 1, list) == 1;
}

/// bell:arm(): lets it ring once when the client has work, which may be now.
/// False if the client is closed or the kernel refuses.
static int bell_arm(lua_State *L) {
  bell *b = check(L);
  bool is_open = b->client->core != NULL;
  if (b->armed && has_rung(b)) b->armed = false;
  if (is_open && !b->armed) b->armed = watch(b);
  lua_pushboolean(L, is_open && b->armed);
  return 1;
}

/// bell:ring(): rings now.
static int bell_ring(lua_State *L) {
  eventfd_write(check(L)->fd, 1);
  return 0;
}

/// bell:close(): closes the eventfd, which nobody may watch any more.
static int bell_close(lua_State *L) {
  bell *b = lualark_native_check_type(L, 1, TYPE);
  if (b != NULL) release(&b->native);
  return 0;
}

// A number that is not soon used again: a scheduler may forget the descriptor
// only after it was closed.
static int move_up(int fd) {
  struct rlimit limit;
  if (fd < 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0) return fd;
  enum { HIGHEST = 60000 };
  rlim_t most = limit.rlim_cur < HIGHEST ? limit.rlim_cur : HIGHEST;
  int higher = fcntl(fd, F_DUPFD_CLOEXEC, (int)(most / 2));
  if (higher < 0) return fd;
  close(fd);
  return higher;
}

static int refuse(lua_State *L) {
  const char *why = strerror(errno);
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 2;
}

static void set_type(lua_State *L) {
  static const luaL_Reg methods[] = {{"fd", bell_fd},
                                     {"arm", bell_arm},
                                     {"ring", bell_ring},
                                     {"close", bell_close},
                                     {NULL, NULL}};
  if (luaL_newmetatable(L, TYPE)) {
    lualark_native_set_finalizer(L);
    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
}

int lualark_bell_push(lua_State *L, lualark_client *client) {
  bell *b = lualark_native_push_with(L, &client->scheduler->state, sizeof *b, 1,
                                     release);
  b->fd = -1;
  b->client = client;
  set_type(L);
  lualark_client_push(L, client);
  lua_setiuservalue(L, -2, 1);
  if (lark_fd(client->core) < 0) return refuse(L);
  b->fd = move_up(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (b->fd < 0 || syscall(SYS_io_setup, 1, &b->aio) != 0) {
    int cause = errno;
    release(&b->native);
    errno = cause;
    return refuse(L);
  }
  return 1;
}
