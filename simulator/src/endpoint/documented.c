// SPDX-License-Identifier: MIT
#include "documented.h"

#include "embedded.h"
#include "memory.h"

// The ids as members of an object. Read once and kept until the program ends.
static json_t *read_ids(void) {
  const struct embedded *file =
      embedded_find(embedded_company, "documented_ids");
  json_t *ids = memory_need(json_object());
  json_t *list =
      json_loadb((const char *)file->bytes, file->size_bytes, 0, NULL);
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *id = json_string_value(json_array_get(list, i));
    json_object_set_new(ids, id, json_true());
  }
  json_decref(list);
  return ids;
}

bool documented_id(const json_t *id) {
  static json_t *ids;
  if (ids == NULL) ids = read_ids();
  if (json_is_string(id)) {
    const char *text = json_string_value(id);
    return json_object_getn(ids, text, json_string_length(id)) != NULL;
  }
  for (size_t i = 0; i < json_array_size(id); i++) {
    if (documented_id(json_array_get(id, i))) return true;
  }
  return false;
}
