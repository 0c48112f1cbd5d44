// SPDX-License-Identifier: MIT
#include "store_memory.h"

#include "memory.h"

typedef struct memory_store {
  lark_store store;
  // A program has a handful of apps, tenants and endpoints, each looked up once
  // for each client.
  lark_credential *credentials;
  lark_allowance *allowances;
  lark_allocator allocator;
} memory_store;

static memory_store *of(lark_store *store) {
  return (memory_store *)(void *)store;
}

static bool is_owner(const lark_text *text, const lark_owner *owner) {
  return text->length_bytes == owner->length_bytes &&
         memcmp(text->bytes, owner->bytes, owner->length_bytes) == 0;
}

static lark_credential *find_credential(lark_store *store,
                                        lark_credential_kind kind,
                                        const lark_owner *owner) {
  memory_store *memory = of(store);
  for (lark_credential *c = memory->credentials; c != NULL; c = c->next) {
    if (c->kind == kind && is_owner(&c->owner, owner)) return c;
  }
  lark_credential *made = lark_credential_new(&memory->allocator, kind, owner);
  if (made == NULL) return NULL;
  made->next = memory->credentials;
  memory->credentials = made;
  return made;
}

static lark_allowance *find_allowance(lark_store *store,
                                      const lark_owner *owner,
                                      const char *endpoint,
                                      const lark_rate *rates, size_t count) {
  memory_store *memory = of(store);
  for (lark_allowance *a = memory->allowances; a != NULL; a = a->next) {
    if (strcmp(a->endpoint, endpoint) == 0 && is_owner(&a->owner, owner))
      return a;
  }
  lark_allowance *made =
      lark_allowance_new(&memory->allocator, owner, endpoint, rates, count);
  if (made == NULL) return NULL;
  made->next = memory->allowances;
  memory->allowances = made;
  return made;
}

static void close_store(lark_store *store) {
  memory_store *memory = of(store);
  lark_allocator allocator = memory->allocator;
  while (memory->credentials != NULL) {
    lark_credential *credential = memory->credentials;
    memory->credentials = credential->next;
    lark_credential_free(credential);
  }
  while (memory->allowances != NULL) {
    lark_allowance *allowance = memory->allowances;
    memory->allowances = allowance->next;
    lark_allowance_free(allowance);
  }
  lark_release(&allocator, memory, sizeof *memory);
}

static const lark_store_methods in_memory = {
    .close = close_store,
    .credential = find_credential,
    .get = lark_credential_get,
    .put = lark_credential_put,
    .fail = lark_credential_fail,
    .drop = lark_credential_drop,
    .allowance = find_allowance,
    .take = lark_allowance_take,
    .answer = lark_allowance_answer,
    .give_back = lark_allowance_give_back,
    .learn = lark_allowance_learn,
    .hold = lark_allowance_hold,
};

lark_store *lark_store_memory(const lark_allocator *allocator) {
  static const lark_allocator usual = {NULL, NULL};
  if (allocator == NULL) allocator = &usual;
  memory_store *made = lark_alloc(allocator, sizeof *made);
  if (made == NULL) return NULL;
  made->store = (lark_store){&in_memory, 1};
  made->allocator = *allocator;
  return &made->store;
}

lark_store *lark_store_share(lark_store *store) {
  store->references++;
  return store;
}

void lark_store_release(lark_store *store) {
  if (store != NULL && --store->references == 0) store->methods->close(store);
}
