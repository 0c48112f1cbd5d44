// SPDX-License-Identifier: MIT
#include "directory.h"

#include "auth.h"
#include "connection.h"
#include "description.h"
#include "internal.h"
#include "memory.h"
#include "store.h"
#include "transfer.h"

#include <stdio.h>
#include <stdlib.h>

static void add(struct routes *routes, const struct endpoint *endpoint) {
  routes->list =
      memory_grow(routes->list, routes->count + 1, sizeof *routes->list);
  routes->list[routes->count++] = endpoint;
}

static void add_all(struct routes *routes, const struct endpoint *endpoints) {
  for (size_t i = 0; endpoints[i].name != NULL; i++) {
    add(routes, &endpoints[i]);
  }
}

static void add_described(struct routes *routes, const struct embedded *file) {
  struct endpoint *endpoint = memory_new(1, sizeof *endpoint);
  char *wrong = description_read(endpoint, file);
  if (wrong != NULL) {
    fprintf(stderr, "lark-simulator: endpoints/%s.json: %s\n", file->name,
            wrong);
    exit(EXIT_FAILURE);
  }
  add(routes, endpoint);
}

void directory_open(struct routes *routes) {
  *routes = (struct routes){0};
  add_all(routes, auth_endpoints);
  add_all(routes, store_endpoints);
  add_all(routes, connection_endpoints);
  add_all(routes, transfer_endpoints);
  for (size_t i = 0; embedded_endpoints[i].name != NULL; i++) {
    add_described(routes, &embedded_endpoints[i]);
  }
  routes->api_count = routes->count;
  add_all(routes, internal_endpoints);
  routes_index(routes);
}

void directory_close(struct routes *routes) {
  for (size_t i = 0; i < routes->count; i++) {
    const struct endpoint *endpoint = routes->list[i];
    if (endpoint->description == NULL) continue;
    description_clear((struct endpoint *)endpoint);
    free((struct endpoint *)endpoint);
  }
  routes_clear(routes);
  free(routes->list);
  *routes = (struct routes){0};
}
