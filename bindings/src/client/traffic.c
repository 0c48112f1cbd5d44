// SPDX-License-Identifier: MIT
#include "traffic.h"

#include <poll.h>
#include <stddef.h>
#include <stdlib.h>

#include "call.h"

static lualark_limits limits_of(const lark_client *core) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(core, &stats);
  return (lualark_limits){stats.limit_waits, stats.limit_waiting};
}

void lualark_traffic_add(lualark_scheduler *s, lualark_client *client) {
  client->scheduler = s;
  client->limit_waits = limits_of(client->core).waits;
  lark_queue_add(&s->clients.all, &client->in_all);
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

static size_t pending(const lualark_scheduler *s) {
  size_t count = 0;
  for (lualark_client *c = first_of(s); c != NULL; c = next_of(c))
    count += lark_pending(c->core);
  return count;
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

static lualark_client *next_unstepped(const lualark_scheduler *s) {
  lualark_client *client = first_of(s);
  while (client != NULL && client->stepped)
    client = next_of(client);
  return client;
}

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

// Steps each client once. A callback may open and close clients, so the next
// one is looked up each time.
static void step_all(lua_State *L, lualark_scheduler *s) {
  for (lualark_client *c = first_of(s); c != NULL; c = next_of(c))
    c->stepped = false;
  for (lualark_client *c = next_unstepped(s); c != NULL;
       c = next_unstepped(s)) {
    c->stepped = true;
    if (!hold(L, c)) continue;
    lark_step(c->core, 0);
    lua_pop(L, 1);
  }
}

enum { CLIENTS_AT_ONCE = 64, UNWATCHED_MS = 5 };

static void poll_all(const lualark_scheduler *s, int timeout_ms) {
  struct pollfd watched[CLIENTS_AT_ONCE];
  nfds_t count = 0;
  bool all = true;
  for (lualark_client *c = first_of(s); c != NULL; c = next_of(c)) {
    int fd = count < CLIENTS_AT_ONCE ? lark_fd(c->core) : -1;
    if (fd >= 0)
      watched[count++] = (struct pollfd){fd, POLLIN, 0};
    else
      all = false;
  }
  // Clients that did not fit, or whose descriptor could not be made, are
  // stepped every few milliseconds.
  if (!all && (timeout_ms < 0 || timeout_ms > UNWATCHED_MS))
    timeout_ms = UNWATCHED_MS;
  poll(watched, count, timeout_ms);
}

static void wait_all(lua_State *L, lualark_scheduler *s, int timeout_ms) {
  lualark_client *first = first_of(s);
  if (first == NULL) return;
  if (next_of(first) != NULL) {
    poll_all(s, timeout_ms);
    step_all(L, s);
  } else if (hold(L, first)) {
    lark_wait(first->core, timeout_ms);
    lua_pop(L, 1);
  }
}

// Leaves a core that other clients use, too: only this client's calls end.
static void leave_core(lualark_client *client, lark_client *core, bool silent) {
  const lualark_host *host = client->scheduler->state.host;
  lualark_call_end_all(client, silent);
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
  client->core = NULL;
  lark_queue_remove(&client->in_all);
  if (s->state.host != NULL) {
    leave_core(client, core, silent);
  } else if (silent) {
    lualark_call_forget_all(s, core);
    lark_abandon(core);
  } else {
    lark_close(core);
  }
  free(client->defined);
  client->defined = NULL;
  client->defined_count = 0;
}

void lualark_traffic_release(lualark_native *client) {
  lualark_traffic_end((lualark_client *)client, true);
}

static void abandon_all(lualark_scheduler *s) {
  while (first_of(s) != NULL)
    lualark_traffic_end(first_of(s), true);
}

void lualark_traffic_open(lualark_scheduler *s) {
  static const lualark_traffic traffic = {
      .pending = pending, .wait = wait_all, .abandon = abandon_all};
  s->loop.traffic = &traffic;
}
