// SPDX-License-Identifier: MIT

// References to stores, and the registry of those that have a name.
#include "store.h"

#include <pthread.h>
#include <stddef.h>

#include "memory.h"

void lark_store_init(lark_store *store, const lark_store_methods *methods) {
  *store = (lark_store){.methods = methods, .references = 1};
}

// The size of the methods before there was `release`.
enum { BYTES_TO_RELEASE = offsetof(lark_store_methods, release) };

void lark_store_release_allowance(lark_session *session,
                                  lark_allowance *allowance) {
  const lark_store_methods *m = lark_store_methods_of(session);
  if (m->size >= sizeof *m && m->release != NULL)
    m->release(session, allowance);
}

bool lark_store_is_whole(const lark_store *store) {
  const lark_store_methods *m = store->methods;
  return m->size >= BYTES_TO_RELEASE && m->close != NULL && m->attach != NULL &&
         m->detach != NULL && m->collect != NULL && m->credential != NULL &&
         m->get != NULL && m->cancel_get != NULL && m->put != NULL &&
         m->fail != NULL && m->drop != NULL && m->allowance != NULL &&
         m->take != NULL && m->cancel_take != NULL && m->answer != NULL &&
         m->give_back != NULL && m->learn != NULL && m->hold != NULL;
}

typedef struct entry {
  struct entry *next;
  lark_store *store;
  char *name;
  lark_allocator allocator;
} entry;

// A program names a handful of stores.
static entry *registry;
static pthread_mutex_t registry_lock = PTHREAD_MUTEX_INITIALIZER;

static entry *find(const char *name) {
  for (entry *e = registry; e != NULL; e = e->next) {
    if (strcmp(e->name, name) == 0) return e;
  }
  return NULL;
}

static void free_entry(entry *e) {
  lark_allocator allocator = e->allocator;
  lark_release_string(&allocator, e->name);
  lark_release(&allocator, e, sizeof *e);
}

// Makes a store and puts it into the registry; NULL where memory lacks.
static entry *add(const char *name, const lark_allocator *allocator,
                  lark_store_maker *make) {
  entry *e = lark_alloc(allocator, sizeof *e);
  if (e == NULL) return NULL;
  e->allocator = *allocator;
  e->name = lark_copy(allocator, name);
  if (e->name != NULL) e->store = make(allocator);
  if (e->store == NULL) {
    free_entry(e);
    return NULL;
  }
  e->store->named = true;
  e->store->references = 0;
  e->next = registry;
  registry = e;
  return e;
}

lark_status lark_store_register(const char *name,
                                const lark_allocator *allocator,
                                lark_store_maker *make, lark_store **out) {
  static const lark_allocator usual = {NULL, NULL};
  if (allocator == NULL) allocator = &usual;
  pthread_mutex_lock(&registry_lock);
  entry *e = find(name);
  if (e == NULL) e = add(name, allocator, make);
  if (e != NULL) e->store->references++;
  *out = e != NULL ? e->store : NULL;
  pthread_mutex_unlock(&registry_lock);
  return e != NULL ? LARK_OK : LARK_ENOMEM;
}

lark_store *lark_store_share(lark_store *store) {
  pthread_mutex_lock(&registry_lock);
  store->references++;
  pthread_mutex_unlock(&registry_lock);
  return store;
}

// Takes a store's entry out of the registry.
static entry *take_out(const lark_store *store) {
  entry **place = &registry;
  while ((*place)->store != store)
    place = &(*place)->next;
  entry *e = *place;
  *place = e->next;
  return e;
}

void lark_store_release(lark_store *store) {
  if (store == NULL) return;
  pthread_mutex_lock(&registry_lock);
  bool ends = --store->references == 0;
  entry *e = ends && store->named ? take_out(store) : NULL;
  pthread_mutex_unlock(&registry_lock);
  // From here on the name is free, and nobody else has the store.
  if (!ends) return;
  store->methods->close(store);
  if (e != NULL) free_entry(e);
}
