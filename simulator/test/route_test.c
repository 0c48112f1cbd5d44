// SPDX-License-Identifier: MIT
#include "route.h"

#include "check.h"

#include <string.h>

static const struct endpoint by_id = {.method = "GET", .path = "/a/:id"};
static const struct endpoint query = {.method = "GET", .path = "/a/query"};
static const struct endpoint make = {.method = "POST", .path = "/a/:id"};
static const struct endpoint deep = {.method = "GET", .path = "/a/:id/b"};

// The index that a request leads to among `by_id`, `query`, `make`, `deep`.
static size_t find(const char *method, const char *uri, bool backwards) {
  const struct endpoint *list[] = {&by_id, &query, &make, &deep};
  const struct endpoint *reversed[] = {&deep, &make, &query, &by_id};
  struct routes routes = {backwards ? reversed : list, 4, 4, NULL};
  routes_index(&routes);
  struct request *request = request_new(uri);
  request->method = strdup(method);
  size_t index;
  routes_find(&routes, request, &index);
  routes_clear(&routes);
  request_release(request);
  return backwards && index < 4 ? 3 - index : index;
}

static void prefers_literal_paths(void) {
  for (int backwards = 0; backwards < 2; backwards++) {
    CHECK(find("GET", "/a/7", backwards) == 0);
    CHECK(find("GET", "/a/query", backwards) == 1);
    CHECK(find("POST", "/a/query", backwards) == 2);
    CHECK(find("GET", "/a/query/b", backwards) == 3);
    CHECK(find("PUT", "/a/7", backwards) == 4);
    CHECK(find("GET", "/a", backwards) == 4);
    CHECK(find("GET", "/a/", backwards) == 4);
  }
}

static void lists_each_method_once(void) {
  const struct endpoint *list[] = {&by_id, &query, &make};
  struct routes routes = {list, 3, 3, NULL};
  routes_index(&routes);
  struct request *request = request_new("/a/query");
  char allowed[40];
  routes_allowed(&routes, request, allowed, sizeof allowed);
  CHECK(strcmp(allowed, "GET, POST") == 0);
  routes_clear(&routes);
  request_release(request);
}

int main(void) {
  prefers_literal_paths();
  lists_each_method_once();
  return 0;
}
