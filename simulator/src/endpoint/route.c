// SPDX-License-Identifier: MIT
#include "route.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct route_node {
  struct text segment;         // in the path of an endpoint
  struct route_node *literals; // sorted by segment
  size_t literal_count;
  struct route_node *any; // what follows a ":name"; or NULL
  size_t *ends;           // indices of the endpoints whose path ends here
  size_t end_count;
};

// ---- Making the tree. ----

static int compare(struct text a, struct text b) {
  size_t shorter = a.length < b.length ? a.length : b.length;
  int order = memcmp(a.bytes, b.bytes, shorter);
  if (order != 0) return order;
  return (a.length > b.length) - (a.length < b.length);
}

// Where `segment` stands among the literals, or belongs.
static size_t place(const struct route_node *node, struct text segment) {
  size_t low = 0;
  size_t high = node->literal_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (compare(node->literals[middle].segment, segment) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// The literal child for `segment`, or NULL.
static struct route_node *literal(const struct route_node *node,
                                  struct text segment) {
  size_t at = place(node, segment);
  if (node->literals == NULL || at == node->literal_count) return NULL;
  struct route_node *child = &node->literals[at];
  return compare(child->segment, segment) == 0 ? child : NULL;
}

static struct route_node *add_literal(struct route_node *node,
                                      struct text segment) {
  struct route_node *child = literal(node, segment);
  if (child != NULL) return child;
  size_t at = place(node, segment);
  node->literals = memory_grow(node->literals, node->literal_count + 1,
                               sizeof *node->literals);
  memmove(&node->literals[at + 1], &node->literals[at],
          (node->literal_count - at) * sizeof *node->literals);
  node->literal_count++;
  node->literals[at] = (struct route_node){.segment = segment};
  return &node->literals[at];
}

static struct route_node *add_any(struct route_node *node) {
  if (node->any == NULL) node->any = memory_new(1, sizeof *node->any);
  return node->any;
}

static void add_path(struct route_node *node, const char *path, size_t index) {
  while (*path == '/') {
    path++;
    struct text segment = {path, strcspn(path, "/")};
    node = *path == ':' ? add_any(node) : add_literal(node, segment);
    path += segment.length;
  }
  node->ends = memory_grow(node->ends, node->end_count + 1, sizeof *node->ends);
  node->ends[node->end_count++] = index;
}

void routes_index(struct routes *routes) {
  routes->tree = memory_new(1, sizeof *routes->tree);
  for (size_t i = 0; i < routes->count; i++) {
    add_path(routes->tree, routes->list[i]->path, i);
  }
}

static void clear_node(struct route_node *node) {
  for (size_t i = 0; i < node->literal_count; i++) {
    clear_node(&node->literals[i]);
  }
  if (node->any != NULL) clear_node(node->any);
  free(node->literals);
  free(node->any);
  free(node->ends);
}

void routes_clear(struct routes *routes) {
  if (routes->tree != NULL) clear_node(routes->tree);
  free(routes->tree);
  routes->tree = NULL;
}

// ---- Walking it. ----

// A walk along the tree with the segments of a request.
struct walk {
  const struct uri *uri;
  // Called with each node where the path ends, the most literal first. True
  // ends the walk.
  bool (*visit)(struct walk *walk, const struct route_node *node);
  const struct routes *routes;
  const char *method;
  size_t index;             // the endpoint that was found
  enum route_result result; // so far
  char *out;                // the methods that are allowed
  size_t size;
};

static bool walk_from(struct walk *walk, const struct route_node *node,
                      size_t at) {
  if (at == walk->uri->segment_count) return walk->visit(walk, node);
  struct text segment = walk->uri->segments[at];
  const struct route_node *child = literal(node, segment);
  if (child != NULL && walk_from(walk, child, at + 1)) return true;
  return node->any != NULL && segment.length > 0 &&
         walk_from(walk, node->any, at + 1);
}

static bool find_method(struct walk *walk, const struct route_node *node) {
  if (node->end_count > 0) walk->result = ROUTE_NO_METHOD;
  for (size_t i = 0; i < node->end_count; i++) {
    const struct endpoint *endpoint = walk->routes->list[node->ends[i]];
    if (strcmp(endpoint->method, walk->method) != 0) continue;
    walk->result = ROUTE_FOUND;
    walk->index = node->ends[i];
    return true;
  }
  return false;
}

enum route_result routes_find(const struct routes *routes,
                              const struct request *request, size_t *index) {
  struct walk walk = {.uri = &request->uri,
                      .visit = find_method,
                      .routes = routes,
                      .method = request->method,
                      .index = routes->count,
                      .result = ROUTE_NO_PATH};
  walk_from(&walk, routes->tree, 0);
  *index = walk.index;
  return walk.result;
}

static bool list_methods(struct walk *walk, const struct route_node *node) {
  for (size_t i = 0; i < node->end_count; i++) {
    const char *method = walk->routes->list[node->ends[i]]->method;
    if (strstr(walk->out, method) != NULL) continue;
    size_t used = strlen(walk->out);
    snprintf(walk->out + used, walk->size - used, "%s%s", used > 0 ? ", " : "",
             method);
  }
  return false;
}

void routes_allowed(const struct routes *routes, const struct request *request,
                    char *out, size_t size) {
  struct walk walk = {.uri = &request->uri,
                      .visit = list_methods,
                      .routes = routes,
                      .out = out,
                      .size = size};
  out[0] = '\0';
  walk_from(&walk, routes->tree, 0);
}
