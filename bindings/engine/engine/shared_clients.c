// SPDX-License-Identifier: MIT
#include "shared_clients.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "clock.h"
#include "descriptor.h"
#include "script.h"

enum { CLIENTS_AT_ONCE = 64 };

typedef struct shared_client {
  lark_index_link by_key, by_core;
  lark_link in_all;     // the engine's, the newest last
  lark_link in_unused;  // no script has it
  lark_link in_touched; // it may be due at another time than `due` says
  lark_timer due;       // when it has work of its own; never fired
  lark_client *core;
  bool borrowed;     // the host's: it is watched, but never closed
  size_t references; // by scripts
  char *key;         // the options it was opened with; holds secrets
  size_t key_bytes;
} shared_client;

// ------------------------------------------------------------------- the table

static shared_client *of_all(lark_link *link) {
  size_t offset = offsetof(shared_client, in_all);
  return (shared_client *)(void *)((char *)link - offset);
}

static shared_client *of_unused(lark_link *link) {
  size_t offset = offsetof(shared_client, in_unused);
  return (shared_client *)(void *)((char *)link - offset);
}

static shared_client *of_touched(lark_link *link) {
  size_t offset = offsetof(shared_client, in_touched);
  return (shared_client *)(void *)((char *)link - offset);
}

static void touch(lualark_engine *engine, shared_client *client) {
  lark_queue_remove(&client->in_touched);
  lark_queue_add(&engine->clients.touched, &client->in_touched);
}

static uint64_t hash_of(const lark_client *core) {
  return lark_hash(0, &core, sizeof core);
}

static void dispose(lualark_engine *engine, shared_client *client) {
  lark_queue_remove(&client->in_all);
  lark_queue_remove(&client->in_unused);
  lark_queue_remove(&client->in_touched);
  lark_timer_stop(&engine->clients.dues, &client->due);
  lark_timers_unreserve(&engine->clients.dues, 1);
  lark_index_remove(&engine->clients.by_key, &client->by_key);
  if (client->core != NULL) {
    lark_index_remove(&engine->clients.by_core, &client->by_core);
    if (client->borrowed)
      lualark_descriptor_unwatch(engine, lark_fd(client->core));
    else
      lark_close(client->core);
  }
  explicit_bzero(client->key, client->key_bytes);
  free(client->key);
  free(client);
}

static shared_client *add(lualark_engine *engine, const char *key,
                          size_t key_bytes) {
  shared_client *client = calloc(1, sizeof *client);
  if (client == NULL) return NULL;
  client->key = malloc(key_bytes + 1);
  if (client->key == NULL ||
      lark_timers_reserve(&engine->clients.dues, 1) != LARK_OK) {
    free(client->key);
    free(client);
    return NULL;
  }
  client->due.owner = client;
  memcpy(client->key, key, key_bytes);
  client->key_bytes = key_bytes;
  lark_index_add(&engine->clients.by_key, &client->by_key,
                 lark_hash(0, key, key_bytes));
  lark_queue_add(&engine->clients.all, &client->in_all);
  return client;
}

// Its core is open.
static lark_status watch(lualark_engine *engine, shared_client *client) {
  lark_index_add(&engine->clients.by_core, &client->by_core,
                 hash_of(client->core));
  touch(engine, client);
  return lualark_descriptor_watch(engine, lark_fd(client->core), client);
}

lark_status lualark_shared_clients_open(lualark_engine *engine) {
  if (engine->options.client == NULL) return LARK_OK;
  shared_client *client = add(engine, "", 0);
  if (client == NULL) return LARK_ENOMEM;
  client->core = engine->options.client;
  client->borrowed = true;
  return watch(engine, client);
}

static void close_all(lualark_engine *engine) {
  while (engine->clients.all.last != NULL)
    dispose(engine, of_all(engine->clients.all.last));
  lark_index_clear(&engine->clients.by_key);
  lark_index_clear(&engine->clients.by_core);
  lark_timers_clear(&engine->clients.dues);
}

// One that no script has cannot be closed while answers are on their way, also
// if nobody waits for them. The newest is kept for the next script.
void lualark_shared_clients_close(lualark_engine *engine, bool all) {
  if (all) {
    close_all(engine);
    return;
  }
  for (lark_link *link = engine->clients.unused.first, *next = NULL;
       link != NULL; link = next) {
    shared_client *client = of_unused(link);
    next = link->next;
    if (&client->in_all != engine->clients.all.last &&
        lark_pending(client->core) == 0)
      dispose(engine, client);
  }
}

// ----------------------------------------------------------------- for scripts

static lark_status open_core(lualark_engine *engine, shared_client *client,
                             const lark_options *options, lark_result **why) {
  lark_options own = *options;
  own.log = engine->options.log;
  own.log_user = engine->options.log_user;
  // One of the script's own comes first.
  if (own.recorder == NULL) own.recorder = engine->options.recorder;
  bool elsewhere = own.store_url != NULL && own.store_url[0] != '\0';
  if (own.store == NULL && !elsewhere) own.store = engine->store;
  lark_status status = lark_open(&own, &client->core, why);
  return status == LARK_OK ? watch(engine, client) : status;
}

static lualark_engine *engine_of(const lualark_state *state) {
  return lualark_script_of(state)->all->engine;
}

static shared_client *find(const lualark_engine *engine, const char *key,
                           size_t key_bytes) {
  lark_index_link *link =
      lark_index_find(&engine->clients.by_key, lark_hash(0, key, key_bytes));
  for (; link != NULL; link = lark_index_next(link)) {
    shared_client *c = (shared_client *)(void *)link; // its first member
    if (c->key_bytes == key_bytes && memcmp(c->key, key, key_bytes) == 0)
      return c;
  }
  return NULL;
}

lark_status lualark_shared_clients_take(lualark_state *state,
                                        const lark_options *options,
                                        const char *key, size_t key_bytes,
                                        lark_client **out, lark_result **why) {
  lualark_engine *engine = engine_of(state);
  *out = NULL;
  *why = NULL;
  shared_client *client = find(engine, key, key_bytes);
  if (client == NULL && options == NULL) return LARK_ECONFIG;
  if (client == NULL) {
    client = add(engine, key, key_bytes);
    if (client == NULL) return LARK_ENOMEM;
    lark_status status = open_core(engine, client, options, why);
    if (status != LARK_OK) {
      dispose(engine, client);
      return status;
    }
  }
  client->references++;
  lark_queue_remove(&client->in_unused);
  *out = client->core;
  return LARK_OK;
}

static shared_client *find_core(const lualark_engine *engine,
                                const lark_client *core) {
  lark_index_link *link =
      lark_index_find(&engine->clients.by_core, hash_of(core));
  size_t offset = offsetof(shared_client, by_core);
  return link != NULL ? (shared_client *)(void *)((char *)link - offset) : NULL;
}

void lualark_shared_clients_touch(lualark_state *state, lark_client *client) {
  lualark_engine *engine = engine_of(state);
  shared_client *c = find_core(engine, client);
  if (c != NULL) touch(engine, c);
}

void lualark_shared_clients_give_back(lualark_state *state,
                                      lark_client *client) {
  lualark_engine *engine = engine_of(state);
  shared_client *c = find_core(engine, client);
  if (c == NULL) return;
  touch(engine, c); // its calls were cancelled
  if (--c->references > 0 || c->borrowed) return;
  lark_queue_add(&engine->clients.unused, &c->in_unused);
}

// --------------------------------------------------------------------- driving

static uint32_t left_us(uint64_t stop_us) {
  if (stop_us == UINT64_MAX) return 0;
  uint64_t now_us = lark_now_us();
  return stop_us > now_us ? (uint32_t)(stop_us - now_us) : 1;
}

lark_status lualark_shared_clients_step(lualark_engine *engine,
                                        uint64_t stop_us) {
  struct epoll_event events[CLIENTS_AT_ONCE];
  lark_status status = LARK_OK;
  bool stepped = false;
  int count = epoll_wait(engine->fds.epoll, events, CLIENTS_AT_ONCE, 0);
  for (int i = 0; i < count; i++) {
    shared_client *client = events[i].data.ptr;
    if (lualark_descriptor_is_own(engine, client)) continue;
    // Those that are left keep their events for the next step.
    if (stepped && lark_now_us() >= stop_us) break;
    stepped = true;
    touch(engine, client);
    lark_status its = lark_step(client->core, left_us(stop_us));
    if (its != LARK_OK) status = its;
  }
  return status;
}

// ------------------------------------------------------------------------ dues

static void ask(lualark_engine *engine, shared_client *client) {
  int its_ms = lark_timeout_ms(client->core);
  uint64_t due_us = its_ms <= 0 ? 0 : lark_now_us() + (uint64_t)its_ms * 1000;
  if (its_ms < 0)
    lark_timer_stop(&engine->clients.dues, &client->due);
  else
    lark_timer_set(&engine->clients.dues, &client->due, due_us);
}

// The host's own client has calls of the host's, too, of which nobody tells.
static void ask_touched(lualark_engine *engine) {
  for (lark_link *link = engine->clients.touched.first, *next = NULL;
       link != NULL; link = next) {
    shared_client *client = of_touched(link);
    next = link->next;
    ask(engine, client);
    if (!client->borrowed) lark_queue_remove(link);
  }
}

// A client that another one's calls have woken has not been touched, and its
// descriptor tells.
static bool is_any_woken(const lualark_engine *engine) {
  struct epoll_event event;
  return engine->clients.all.first != engine->clients.all.last &&
         epoll_wait(engine->fds.epoll, &event, 1, 0) > 0;
}

uint64_t lualark_shared_clients_due_us(lualark_engine *engine) {
  const lark_timers *dues = &engine->clients.dues;
  ask_touched(engine);
  uint64_t now_us = lark_now_us();
  while (lark_timers_due_us(dues) <= now_us) {
    // It is asked again, since its work may have been put off.
    shared_client *first = lark_timers_first(dues)->owner;
    ask(engine, first);
    if (first->due.place != 0 && first->due.due_us <= now_us) return 0;
  }
  return is_any_woken(engine) ? 0 : lark_timers_due_us(dues);
}
