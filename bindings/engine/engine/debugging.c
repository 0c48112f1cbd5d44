// SPDX-License-Identifier: MIT

// The debugger as the host knows it.
#include <string.h>
#include <sys/epoll.h>

#include "attach.h"
#include "engine.h"

static void watch(lualark_engine *engine, int fd, bool reads, bool writes) {
  struct epoll_event event = {
      .events = (reads ? EPOLLIN : 0u) | (writes ? EPOLLOUT : 0u),
      .data.ptr = &engine->debugger,
  };
  int epoll = engine->fds.epoll;
  if (event.events == 0)
    epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
  else if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) != 0)
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static lark_status begin(lualark_engine *engine,
                         const lualark_debugger_options *options,
                         uint16_t *port) {
  lualark_debugger_options all = {0};
  memcpy(&all, options,
         options->size < sizeof all ? options->size : sizeof all);
  if (engine->options.sandbox && !all.sandbox)
    return lualark_engine_fail(engine, LARK_EINVAL,
                               "scripts in a sandbox are not debugged, unless "
                               "the options say so");
  lualark_debugger_host host = {watch, engine, all.idle, all.user};
  uint16_t got = all.port;
  lark_status status =
      lualark_attach_open(&engine->scripts, &host, &got, &engine->debugger);
  if (status == LARK_OK) *port = got;
  if (status == LARK_ENETWORK)
    return lualark_engine_fail(engine, status,
                               "port %u of 127.0.0.1 cannot be had",
                               (unsigned)all.port);
  if (status != LARK_OK)
    return lualark_engine_fail(engine, status, "%s", lark_strerror(status));
  return LARK_OK;
}

lark_status lualark_set_debugger(lualark_engine *engine,
                                 const lualark_debugger_options *options,
                                 uint16_t *port) {
  uint16_t got = 0;
  if (engine->stepping)
    return lualark_engine_fail(engine, LARK_EINVAL,
                               "a debugger is set between two steps");
  lualark_attach_close(engine->debugger);
  engine->debugger = NULL;
  lark_status status = options != NULL ? begin(engine, options, &got) : LARK_OK;
  if (port != NULL) *port = got;
  return status;
}

lualark_debugger_state lualark_get_debugger(const lualark_engine *engine) {
  const lualark_debugger *debugger = engine->debugger;
  if (debugger == NULL) return LUALARK_DEBUGGER_OFF;
  if (debugger->stop.held) return LUALARK_DEBUGGER_STOPPED;
  return debugger->ready ? LUALARK_DEBUGGER_ATTACHED
                         : LUALARK_DEBUGGER_LISTENING;
}
