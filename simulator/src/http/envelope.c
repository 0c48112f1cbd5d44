// SPDX-License-Identifier: MIT
#include "envelope.h"

#include "memory.h"
#include "seal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

// Tickets come in the older form, whose type stands within.
static json_t *old_envelope(const char *token, const json_t *event,
                            const struct timespec *now) {
  json_t *body = memory_need(json_copy(json_object_get(event, "event")));
  json_object_set(body, "type", json_object_get(event, "type"));
  char time_s[40];
  snprintf(time_s, sizeof time_s, "%lld.%06ld", (long long)now->tv_sec,
           now->tv_nsec / 1000);
  return json_pack("{s:O, s:s, s:s, s:s, s:o}", "uuid",
                   json_object_get(event, "id"), "token", token, "ts", time_s,
                   "type", "event_callback", "event", body);
}

// The envelope of an event; or the check of the address, for a "challenge".
static json_t *envelope(const char *token, const json_t *event) {
  const char *type = json_string_value(json_object_get(event, "type"));
  const char *challenge =
      json_string_value(json_object_get(event, "challenge"));
  if (challenge != NULL) {
    return json_pack("{s:s, s:s, s:s}", "challenge", challenge, "token", token,
                     "type", "url_verification");
  }
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (strcmp(type, "app_ticket") == 0) return old_envelope(token, event, &now);
  char time_ms[24];
  snprintf(time_ms, sizeof time_ms, "%lld",
           (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
  return json_pack("{s:s, s:{s:O, s:O, s:s, s:s, s:O, s:s}, s:O}", "schema",
                   "2.0", "header", "event_id", json_object_get(event, "id"),
                   "event_type", json_object_get(event, "type"), "create_time",
                   time_ms, "token", token, "app_id",
                   json_object_get(event, "app_id"), "tenant_key", "tenant_one",
                   "event", json_object_get(event, "event"));
}

const char *envelope_name(json_t *event) {
  enum { WORDS = 2 };
  if (json_object_get(event, "id") == NULL) {
    uint64_t words[WORDS];
    char id[WORDS * 16 + 1];
    seal_random(words, sizeof words);
    snprintf(id, sizeof id, "%016" PRIx64 "%016" PRIx64, words[0], words[1]);
    json_object_set_new(event, "id", memory_need(json_string(id)));
  }
  return json_string_value(json_object_get(event, "id"));
}

char *envelope_write(const char *token, const json_t *event) {
  json_t *whole = memory_need(envelope(token, event));
  char *text = memory_need(json_dumps(whole, JSON_COMPACT));
  json_decref(whole);
  return text;
}
