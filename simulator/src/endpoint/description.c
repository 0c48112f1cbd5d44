// SPDX-License-Identifier: MIT
#include "description.h"

#include "check_description.h"
#include "expand.h"
#include "memory.h"
#include "token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of_member(const json_t *description, const char *name) {
  return json_string_value(json_object_get(description, name));
}

static bool lists(const json_t *list, const char *word) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    if (strcmp(json_string_value(json_array_get(list, i)), word) == 0) {
      return true;
    }
  }
  return false;
}

// Reads "50/s" or "1000/min".
static bool read_limit(const char *text, struct limit_rule *rule) {
  char unit[4];
  if (sscanf(text, "%u/%3s", &rule->max, unit) != 2) return false;
  rule->window_ms = strcmp(unit, "min") == 0 ? 60000 : 1000;
  return rule->max > 0 && (rule->window_ms > 1000 || strcmp(unit, "s") == 0);
}

static char *read_limits(struct endpoint *endpoint) {
  const json_t *list = json_object_get(endpoint->description, "limits");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *text = json_string_value(json_array_get(list, i));
    if (i < ENDPOINT_LIMITS_MAX && read_limit(text, &endpoint->limits[i])) {
      continue;
    }
    return memory_format("'%s' is no limit, or one too many", text);
  }
  return NULL;
}

static unsigned read_token_kinds(const json_t *description) {
  const json_t *types = json_object_get(description, "token_types");
  if (types == NULL) return TOKEN_OF_TENANT;
  unsigned tenant = lists(types, "tenant") ? TOKEN_OF_TENANT : 0;
  return tenant | (lists(types, "user") ? TOKEN_OF_USER : 0);
}

// The scope that only self-built apps can have, or NULL.
static const char *read_custom_scope(const json_t *description) {
  const json_t *apps = json_object_get(description, "app_types");
  const json_t *scopes = json_object_get(description, "scopes");
  if (apps == NULL || lists(apps, "isv")) return NULL;
  return json_string_value(json_array_get(scopes, 0));
}

char *description_read(struct endpoint *endpoint, const struct embedded *file) {
  json_error_t error;
  const char *bytes = (const char *)file->bytes;
  json_t *description =
      json_loadb(bytes, file->size_bytes, JSON_REJECT_DUPLICATES, &error);
  *endpoint = (struct endpoint){.name = file->name, .description = description};
  if (description == NULL) return memory_copy(error.text, strlen(error.text));
  char *wrong = expand_description(description);
  if (wrong == NULL) wrong = check_description(description);
  if (wrong != NULL) return wrong;

  endpoint->method = text_of_member(description, "method");
  endpoint->path = text_of_member(description, "path");
  endpoint->msg = text_of_member(description, "msg");
  endpoint->token_kinds = read_token_kinds(description);
  endpoint->custom_scope = read_custom_scope(description);
  return read_limits(endpoint);
}

void description_clear(struct endpoint *endpoint) {
  json_decref((json_t *)endpoint->description);
  *endpoint = (struct endpoint){0};
}
