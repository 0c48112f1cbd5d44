// SPDX-License-Identifier: MIT

// Clients that scripts share: one for each set of options.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "engine.h"

enum { CLIENTS_AT_ONCE = 64 };

static bool watch(const lualark_engine *engine, shared_client *shared) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = shared};
  int fd = lark_fd(shared->core);
  return fd >= 0 && epoll_ctl(engine->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static void dispose(lualark_engine *engine, shared_client *shared) {
  if (shared->core != NULL && shared->borrowed)
    epoll_ctl(engine->epoll_fd, EPOLL_CTL_DEL, lark_fd(shared->core), NULL);
  else if (shared->core != NULL)
    lark_close(shared->core);
  if (shared->key != NULL) explicit_bzero(shared->key, shared->key_bytes);
  free(shared->key);
  free(shared);
}

static shared_client *add(lualark_engine *engine, const char *key,
                          size_t key_bytes) {
  shared_client *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->key = malloc(key_bytes + 1);
  if (made->key == NULL) {
    free(made);
    return NULL;
  }
  memcpy(made->key, key, key_bytes);
  made->key_bytes = key_bytes;
  made->next = engine->clients;
  engine->clients = made;
  return made;
}

static void remove_first(lualark_engine *engine) {
  shared_client *first = engine->clients;
  engine->clients = first->next;
  dispose(engine, first);
}

static lark_client *open_core(lualark_engine *engine, shared_client *shared,
                              const lark_options *options, lark_result **why) {
  lark_options own = *options;
  own.log = engine->options.log;
  own.log_user = engine->options.log_user;
  own.recorder = engine->options.recorder;
  if (own.store == NULL) own.store = engine->store;
  if (lark_open(&own, &shared->core, why) != LARK_OK) return NULL;
  return watch(engine, shared) ? shared->core : NULL;
}

bool engine_clients_open(lualark_engine *engine) {
  if (engine->options.client == NULL) return true;
  shared_client *shared = add(engine, "", 0);
  if (shared == NULL) return false;
  shared->core = engine->options.client;
  shared->borrowed = true;
  return watch(engine, shared);
}

lark_client *engine_client_take(lualark_state *state,
                                const lark_options *options, const char *key,
                                size_t key_bytes, lark_result **why) {
  lualark_engine *engine = engine_script_of(state)->engine;
  *why = NULL;
  for (shared_client *c = engine->clients; c != NULL; c = c->next) {
    if (c->key_bytes != key_bytes || memcmp(c->key, key, key_bytes) != 0)
      continue;
    c->references++;
    return c->core;
  }
  if (options == NULL) return NULL;
  shared_client *made = add(engine, key, key_bytes);
  if (made == NULL) return NULL;
  if (open_core(engine, made, options, why) == NULL) {
    remove_first(engine);
    return NULL;
  }
  made->references = 1;
  return made->core;
}

void engine_client_give(lualark_state *state, lark_client *client) {
  lualark_engine *engine = engine_script_of(state)->engine;
  for (shared_client *c = engine->clients; c != NULL; c = c->next) {
    if (c->core == client) c->references--;
  }
}

static bool is_unused(const shared_client *shared) {
  return shared->references == 0 && !shared->borrowed;
}

void engine_clients_close(lualark_engine *engine, bool all) {
  for (shared_client **link = &engine->clients; *link != NULL;) {
    shared_client *shared = *link;
    // One that answers are under way for is closed when they have come.
    bool close = all || (is_unused(shared) && lark_pending(shared->core) == 0 &&
                         shared != engine->clients);
    if (!close) {
      link = &shared->next;
      continue;
    }
    *link = shared->next;
    dispose(engine, shared);
  }
}

static uint32_t left_us(uint64_t stop_us) {
  if (stop_us == UINT64_MAX) return 0;
  uint64_t now_us = lualark_now_us();
  return stop_us > now_us ? (uint32_t)(stop_us - now_us) : 1;
}

static void drain(int fd) {
  uint64_t count = 0;
  ssize_t taken = read(fd, &count, sizeof count);
  (void)taken; // nothing to read is fine: the descriptor does not block
}

lark_status engine_clients_step(lualark_engine *engine, uint64_t stop_us) {
  struct epoll_event events[CLIENTS_AT_ONCE];
  lark_status status = LARK_OK;
  bool stepped = false;
  int count = epoll_wait(engine->epoll_fd, events, CLIENTS_AT_ONCE, 0);
  for (int i = 0; i < count; i++) {
    shared_client *shared = events[i].data.ptr;
    if (events[i].data.ptr == &engine->wakeup_fd) {
      drain(engine->wakeup_fd);
    } else if (events[i].data.ptr == &engine->timer_fd) {
      drain(engine->timer_fd);
      engine->timer_us = 0;
    } else if (stepped && lualark_now_us() >= stop_us) {
      break; // the others' events stay for the next step
    } else {
      stepped = true;
      lark_status its = lark_step(shared->core, left_us(stop_us));
      if (its != LARK_OK) status = its;
    }
  }
  return status;
}
