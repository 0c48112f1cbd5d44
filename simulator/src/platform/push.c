// SPDX-License-Identifier: MIT
#include "push.h"

#include "memory.h"
#include "random.h"

#include <inttypes.h>
#include <stdio.h>

enum { ANSWERS_MAX = 1000 };

void push_init(struct push *push, uint64_t seed) {
  *push = (struct push){.seed = seed};
  push->settings = memory_need(json_object());
  push->tickets = memory_need(json_object());
  push->answers = memory_need(json_array());
}

void push_clear(struct push *push) {
  json_decref(push->settings);
  json_decref(push->tickets);
  json_decref(push->answers);
}

void push_reset(struct push *push) {
  json_array_clear(push->answers);
  push->issued = push->opened = push->refused = 0;
  push->pings = push->pongs = push->events = push->missed = push->answered = 0;
}

void push_set(struct push *push, json_t *settings) {
  json_decref(push->settings);
  push->settings = memory_need(json_deep_copy(settings));
  push->hangs_up = push_number(push, "hang_up", 0) != 0;
}

int64_t push_number(const struct push *push, const char *name,
                    int64_t otherwise) {
  const json_t *value = json_object_get(push->settings, name);
  if (json_is_integer(value)) return json_integer_value(value);
  return value != NULL ? json_is_true(value) : otherwise;
}

const char *push_text(const struct push *push, const char *name) {
  return json_string_value(json_object_get(push->settings, name));
}

json_t *push_config(const struct push *push) {
  json_t *config = memory_need(json_pack(
      "{s:i, s:i, s:i, s:i}", "ReconnectCount", -1, "ReconnectInterval", 120,
      "ReconnectNonce", 30, "PingInterval", 120));
  json_t *wanted = json_object_get(push->settings, "config");
  if (json_is_object(wanted)) json_object_update(config, wanted);
  return config;
}

void push_issue(struct push *push, char ticket[PUSH_TICKET_SIZE]) {
  uint64_t unique = random_mix(random_mix(push->seed) + ++push->issued);
  snprintf(ticket, PUSH_TICKET_SIZE, "wsticket-%016" PRIx64, unique);
  json_object_set_new(push->tickets, ticket, json_true());
}

bool push_redeem(struct push *push, const char *ticket) {
  return json_object_del(push->tickets, ticket) == 0;
}

void push_note_answer(struct push *push, json_t *answer) {
  push->answered++;
  if (json_array_size(push->answers) >= ANSWERS_MAX) {
    json_array_remove(push->answers, 0);
  }
  json_array_append_new(push->answers, memory_need(answer));
}

json_t *push_json(const struct push *push) {
  return memory_need(json_pack(
      "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:O, s:O}", "issued",
      (json_int_t)push->issued, "opened", (json_int_t)push->opened, "open",
      (json_int_t)push->open, "refused", (json_int_t)push->refused, "pings",
      (json_int_t)push->pings, "pongs", (json_int_t)push->pongs, "events",
      (json_int_t)push->events, "missed", (json_int_t)push->missed, "answered",
      (json_int_t)push->answered, "answers", push->answers, "settings",
      push->settings));
}
