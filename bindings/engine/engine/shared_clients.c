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
  lark_link in_all;    // the engine's, the newest last
  lark_link in_unused; // no script has it
  lark_link in_active; // it may have work of its own
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

static shared_client *of_active(lark_link *link) {
  size_t offset = offsetof(shared_client, in_active);
  return (shared_client *)(void *)((char *)link - offset);
}

static void activate(lualark_engine *engine, shared_client *client) {
  lark_queue_remove(&client->in_active);
  lark_queue_add(&engine->clients.active, &client->in_active);
}

static uint64_t hash_of(const lark_client *core) {
  return lark_hash(0, &core, sizeof core);
}

static void dispose(lualark_engine *engine, shared_client *client) {
  lark_queue_remove(&client->in_all);
  lark_queue_remove(&client->in_unused);
  lark_queue_remove(&client->in_active);
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
  if (client->key == NULL) {
    free(client);
    return NULL;
  }
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
  activate(engine, client);
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

void lualark_shared_clients_begin(lualark_state *state, lark_client *client) {
  lualark_engine *engine = engine_of(state);
  shared_client *c = find_core(engine, client);
  if (c != NULL) activate(engine, c);
}

void lualark_shared_clients_give_back(lualark_state *state,
                                      lark_client *client) {
  lualark_engine *engine = engine_of(state);
  shared_client *c = find_core(engine, client);
  if (c == NULL) return;
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
    activate(engine, client);
    lark_status its = lark_step(client->core, left_us(stop_us));
    if (its != LARK_OK) status = its;
  }
  return status;
}

// One that has no calls and nothing to do is left alone until a call of its
// begins, or traffic comes. The host's own has calls of the host's, too.
static void rest(shared_client *client) {
  if (!client->borrowed && lark_pending(client->core) == 0)
    lark_queue_remove(&client->in_active);
}

uint64_t lualark_shared_clients_due_us(lualark_engine *engine) {
  uint64_t due_us = UINT64_MAX;
  for (lark_link *link = engine->clients.active.first, *next = NULL;
       link != NULL && due_us > 0; link = next) {
    shared_client *client = of_active(link);
    next = link->next;
    int its_ms = lark_timeout_ms(client->core);
    if (its_ms < 0) {
      rest(client);
      continue;
    }
    uint64_t its_us = its_ms == 0 ? 0 : lark_now_us() + (uint64_t)its_ms * 1000;
    if (its_us < due_us) due_us = its_us;
  }
  return due_us;
}
