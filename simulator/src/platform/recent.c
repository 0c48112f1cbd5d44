// SPDX-License-Identifier: MIT
#include "recent.h"

#include "memory.h"

void recent_add(struct recent *recent, struct request *request) {
  request_release(recent->ring[recent->next]);
  recent->ring[recent->next] = request_hold(request);
  recent->next = (recent->next + 1) % RECENT_MAX;
}

void recent_clear(struct recent *recent) {
  for (size_t i = 0; i < RECENT_MAX; i++) {
    request_release(recent->ring[i]);
  }
  *recent = (struct recent){0};
}

json_t *recent_json(const struct recent *recent) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < RECENT_MAX; i++) {
    const struct request *request =
        recent->ring[(recent->next + i) % RECENT_MAX];
    if (request != NULL) json_array_append_new(list, request_json(request));
  }
  return memory_need(json_pack("{s:o}", "requests", list));
}
