// SPDX-License-Identifier: MIT

// Every store that needs no server passes the same specs: the store in memory,
// a named one, and a toy that a host might write.
#include "store_specs.h"
#include "toy_store.h"

static lark_store *in_memory(void) {
  return lark_store_memory(NULL);
}

static lark_store *named(void) {
  lark_store *store = NULL;
  CHECK(lark_store_named("specs", NULL, &store) == LARK_OK);
  return store;
}

int main(void) {
  const store_kind kinds[] = {
      {.name = "memory", .make = in_memory},
      {.name = "named", .make = named, .apart = true},
      {.name = "toy", .make = toy_new},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    store_specs_run(&kinds[i]);
  return check_failures();
}
