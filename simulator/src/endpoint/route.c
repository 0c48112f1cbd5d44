// SPDX-License-Identifier: MIT
#include "route.h"

#include <stdio.h>
#include <string.h>

// Compares one segment with the pattern's, which has `length` bytes.
static bool segment_fits(struct text segment, const char *pattern,
                         size_t length) {
  if (pattern[0] == ':') return segment.length > 0;
  return segment.length == length &&
         memcmp(segment.bytes, pattern, length) == 0;
}

static bool path_fits(const struct uri *uri, const char *pattern) {
  const char *rest = pattern;
  for (size_t i = 0; i < uri->segment_count; i++) {
    if (*rest != '/') return false;
    rest++;
    size_t length = strcspn(rest, "/");
    if (!segment_fits(uri->segments[i], rest, length)) return false;
    rest += length;
  }
  return *rest == '\0';
}

// Compares two patterns that fit one path. The one that is literal for longer
// is better: ".../employees/get_by_application" than ".../employees/:id".
static bool is_better(const char *pattern, const char *than) {
  size_t same = 0;
  while (pattern[same] == than[same] && pattern[same] != '\0') {
    same++;
  }
  return than[same] == ':';
}

enum route_result routes_find(const struct routes *routes,
                              const struct request *request, size_t *index) {
  enum route_result result = ROUTE_NO_PATH;
  *index = routes->count;
  for (size_t i = 0; i < routes->count; i++) {
    const struct endpoint *endpoint = routes->list[i];
    if (!path_fits(&request->uri, endpoint->path)) continue;
    if (strcmp(endpoint->method, request->method) != 0) {
      if (result == ROUTE_NO_PATH) result = ROUTE_NO_METHOD;
      continue;
    }
    if (result == ROUTE_FOUND &&
        !is_better(endpoint->path, routes->list[*index]->path)) {
      continue;
    }
    result = ROUTE_FOUND;
    *index = i;
  }
  return result;
}

void routes_allowed(const struct routes *routes, const struct request *request,
                    char *out, size_t size) {
  out[0] = '\0';
  for (size_t i = 0; i < routes->count; i++) {
    const struct endpoint *endpoint = routes->list[i];
    if (!path_fits(&request->uri, endpoint->path)) continue;
    if (strstr(out, endpoint->method) != NULL) continue;
    size_t used = strlen(out);
    snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
             endpoint->method);
  }
}
