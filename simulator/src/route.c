// SPDX-License-Identifier: MIT
#include "route.h"

#include "resources.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const struct endpoint *const route_endpoints[] = {
    &auth_tenant_access_token_internal,
    &store_app_access_token,
    &store_tenant_access_token,
    &store_app_ticket_resend,
    &referral_get_by_application,
    &referral_search,
    &job_post_get,
    &external_application_list,
    &account_get_assets,
    // The simulator's own: see route_api_count.
    &internal_stats,
    &internal_reset,
    &internal_company,
    &internal_last,
    &internal_faults_get,
    &internal_faults_post,
    &internal_faults_delete,
    &internal_ticket_get,
    &internal_ticket_post,
};

const size_t route_api_count = 9;
const size_t route_count = sizeof route_endpoints / sizeof route_endpoints[0];

// Compares one segment with the pattern's, which is `length` long.
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

size_t route_find(const struct request *request, enum problem_id *problem) {
  *problem = PROBLEM_PATH;
  for (size_t i = 0; i < route_count; i++) {
    const struct endpoint *endpoint = route_endpoints[i];
    if (!path_fits(&request->uri, endpoint->path)) continue;
    *problem = PROBLEM_NONE;
    if (strcmp(endpoint->method, request->method) == 0) return i;
    *problem = PROBLEM_METHOD;
  }
  return route_count;
}

void route_allowed(const struct request *request, char *out, size_t size) {
  out[0] = '\0';
  for (size_t i = 0; i < route_count; i++) {
    const struct endpoint *endpoint = route_endpoints[i];
    if (!path_fits(&request->uri, endpoint->path)) continue;
    size_t used = strlen(out);
    snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
             endpoint->method);
  }
}
