// SPDX-License-Identifier: MIT
#include "traffic.h"

#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "call.h"
#include "clock.h"
#include "listen.h"

static lualark_limits limits_of(const lark_client *core) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(core, &stats);
  return (lualark_limits){stats.limit_waits, stats.limit_waiting};
}

static lualark_client *of_link(lark_link *link) {
  if (link == NULL) return NULL;
  return (lualark_client *)(void *)((char *)link -
                                    offsetof(lualark_client, in_all));
}

// The clients are gone through from the latest one on.
static lualark_client *first_of(const lualark_scheduler *s) {
  return of_link(s->clients.all.last);
}

static lualark_client *next_of(const lualark_client *client) {
  return of_link(client->in_all.previous);
}

bool lualark_traffic_push_first(lua_State *L, const lualark_scheduler *s) {
  const lualark_client *client = of_link(s->clients.all.first);
  if (client == NULL) return false;
  lualark_client_push(L, client);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

lualark_limits lualark_traffic_limits(const lualark_scheduler *s) {
  lualark_limits all = {.waits = s->clients.limit_waits};
  for (const lualark_client *c = first_of(s); c != NULL; c = next_of(c)) {
    lualark_limits its = limits_of(c->core);
    all.waits += its.waits - c->limit_waits;
    all.waiting += its.waiting;
  }
  return all;
}

// ------------------------------------------------------------------- watching

// A client costs less that is waited for by itself (lark_wait) than by its
// descriptor, whose timer is set anew with each call. So the one that is used
// by itself is `alone`; others that have been used are watched. Those that have
// not been used have nothing to do.

static bool watch_fd(lualark_scheduler *s, int fd, void *of) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = of};
  if (s->clients.epoll <= 0) s->clients.epoll = epoll_create1(EPOLL_CLOEXEC);
  return s->clients.epoll > 0 &&
         epoll_ctl(s->clients.epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static void watch(lualark_scheduler *s, lualark_client *client) {
  if (client->watched || client->blind) return;
  client->watched = watch_fd(s, lark_fd(client->core), client);
  client->blind = !client->watched;
  s->clients.watched += client->watched;
  s->clients.blind += client->blind;
}

static void unwatch(lualark_scheduler *s, lualark_client *client) {
  if (s->clients.alone == client) s->clients.alone = NULL;
  if (client->watched)
    epoll_ctl(s->clients.epoll, EPOLL_CTL_DEL, lark_fd(client->core), NULL);
  s->clients.watched -= client->watched;
  s->clients.blind -= client->blind;
  client->watched = client->blind = false;
}

// Whether the client is waited for by itself from here on.
static bool be_alone(lualark_scheduler *s, lualark_client *client) {
  lualark_client *before = s->clients.alone;
  if (client->watched || client->blind) return false;
  s->clients.alone = client;
  if (before != NULL && before != client) watch(s, before);
  return true;
}

void lualark_traffic_add(lualark_scheduler *s, lualark_client *client) {
  client->scheduler = s;
  client->limit_waits = limits_of(client->core).waits;
  lark_queue_add(&s->clients.all, &client->in_all);
}

bool lualark_traffic_watch(lualark_scheduler *s, lualark_foreign *foreign) {
  if (!watch_fd(s, foreign->fd, foreign)) return false;
  s->clients.foreign = foreign;
  return true;
}

void lualark_traffic_forget(lualark_scheduler *s) {
  if (s->clients.foreign == NULL) return;
  epoll_ctl(s->clients.epoll, EPOLL_CTL_DEL, s->clients.foreign->fd, NULL);
  s->clients.foreign = NULL;
}

static bool has_foreign(const lualark_scheduler *s) {
  return s->clients.foreign != NULL && s->clients.foreign->waits > 0;
}

static lualark_client *of_busy(lark_link *link) {
  return (lualark_client *)(void *)((char *)link -
                                    offsetof(lualark_client, in_busy));
}

// Forgets those whose calls have ended.
static bool pending(lualark_scheduler *s) {
  for (lark_link *link = s->clients.busy.first; link != NULL;
       link = s->clients.busy.first) {
    if (lark_pending(of_busy(link)->core) > 0) return true;
    lark_queue_remove(link);
  }
  return has_foreign(s);
}

// -------------------------------------------------------------------- stepping

// Pushes a client to keep it while it is stepped, for a callback may drop the
// last reference to it. False where it waits for its finalizer, and so cannot
// be pushed any more; then it is ended here.
static bool hold(lua_State *L, lualark_client *client) {
  luaL_checkstack(L, 4, "clients");
  lualark_client_push(L, client);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  lualark_traffic_end(client, true);
  return false;
}

static void mark(lualark_scheduler *s, lualark_client *client) {
  lark_queue_remove(&client->in_ready);
  lark_queue_add(&s->clients.ready, &client->in_ready);
}

// Marks those of the watched that have something to do. Where one could not be
// watched, since descriptors lacked, it is looked at every few milliseconds.
static void mark_ready(lualark_scheduler *s, int timeout_ms) {
  enum { CLIENTS_AT_ONCE = 64, BLIND_MS = 5 };
  struct epoll_event events[CLIENTS_AT_ONCE];
  bool blind = s->clients.blind > 0;
  int count = 0;
  if (blind && (timeout_ms < 0 || timeout_ms > BLIND_MS)) timeout_ms = BLIND_MS;
  if (s->clients.epoll > 0)
    count = epoll_wait(s->clients.epoll, events, CLIENTS_AT_ONCE, timeout_ms);
  else
    poll(NULL, 0, timeout_ms);
  for (int i = 0; i < count; i++) {
    if (events[i].data.ptr == s->clients.foreign)
      s->clients.foreign->ready(s->clients.foreign->user);
    else
      mark(s, events[i].data.ptr);
  }
  for (lualark_client *c = first_of(s); c != NULL && blind; c = next_of(c)) {
    if (c->blind) mark(s, c);
  }
}

// A callback may open and close clients.
static void step_ready(lua_State *L, lualark_scheduler *s) {
  for (lark_link *link = lark_queue_take(&s->clients.ready); link != NULL;
       link = lark_queue_take(&s->clients.ready)) {
    lualark_client *client =
        (lualark_client *)(void *)((char *)link -
                                   offsetof(lualark_client, in_ready));
    if (!hold(L, client)) continue;
    lark_step(client->core, 0);
    lua_pop(L, 1);
  }
}

static void wait_for_one(lua_State *L, lualark_client *client, int timeout_ms) {
  if (!hold(L, client)) return;
  lark_wait(client->core, timeout_ms);
  lua_pop(L, 1);
}

static void wait_for_several(lua_State *L, lualark_scheduler *s,
                             int timeout_ms) {
  for (lark_link *link = s->clients.busy.first; link != NULL; link = link->next)
    watch(s, of_busy(link));
  if (s->clients.alone != NULL) watch(s, s->clients.alone);
  s->clients.alone = NULL;
  mark_ready(s, timeout_ms);
  step_ready(L, s);
}

// While one has calls, the others are looked at now and then: servers close
// their connections, and timers are due.
static void wait_all(lua_State *L, lualark_scheduler *s, int timeout_ms) {
  enum { LOOK_MS = 50 };
  lualark_client *one = NULL;
  if (s->clients.busy.count == 1) one = of_busy(s->clients.busy.first);
  if (one == NULL || has_foreign(s) || !be_alone(s, one)) {
    wait_for_several(L, s, timeout_ms);
    return;
  }
  if (s->clients.watched + s->clients.blind == 0) {
    wait_for_one(L, one, timeout_ms);
    return;
  }
  uint64_t now_us = lark_now_us();
  if (now_us - s->clients.looked_us >= (uint64_t)LOOK_MS * 1000) {
    s->clients.looked_us = now_us;
    mark_ready(s, 0);
    step_ready(L, s);
  } else {
    bool is_long = timeout_ms < 0 || timeout_ms > LOOK_MS;
    wait_for_one(L, one, is_long ? LOOK_MS : timeout_ms);
  }
}

// Leaves a core that other clients use, too: only this client's calls end.
static void leave_core(lualark_client *client, lark_client *core, bool silent) {
  const lualark_host *host = client->scheduler->state.host;
  lualark_call_end_all(client, silent);
  lualark_listen_leave(client, false);
  // The endpoints that it defined are in this state's memory.
  for (size_t i = 0; i < client->defined_count; i++)
    lark_forget_endpoint(core, client->defined[i]);
  host->give_client(&client->scheduler->state, core);
}

void lualark_traffic_end(lualark_client *client, bool silent) {
  lark_client *core = client->core;
  if (core == NULL) return;
  lualark_scheduler *s = client->scheduler;
  s->clients.limit_waits += limits_of(core).waits - client->limit_waits;
  unwatch(s, client);
  client->core = NULL;
  lark_queue_remove(&client->in_all);
  lark_queue_remove(&client->in_busy);
  lark_queue_remove(&client->in_ready);
  if (s->state.host != NULL) {
    leave_core(client, core, silent);
  } else if (silent) {
    lualark_call_forget_all(s, core);
    lark_abandon(core);
    lualark_listen_leave(client, true);
  } else {
    lark_close(core);
  }
  free(client->defined);
  client->defined = NULL;
  client->defined_count = client->defined_room = 0;
}

void lualark_traffic_release(lualark_native *client) {
  lualark_traffic_end((lualark_client *)client, true);
}

static void abandon_all(lualark_scheduler *s) {
  while (first_of(s) != NULL)
    lualark_traffic_end(first_of(s), true);
  if (s->clients.epoll > 0) close(s->clients.epoll);
  s->clients.epoll = 0;
  s->clients.foreign = NULL;
}

void lualark_traffic_open(lualark_scheduler *s) {
  static const lualark_traffic traffic = {
      .pending = pending, .wait = wait_all, .abandon = abandon_all};
  s->loop.traffic = &traffic;
}
