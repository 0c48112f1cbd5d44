// SPDX-License-Identifier: MIT
#include "custom_field.h"

#include "draw.h"
#include "memory.h"
#include "shape.h"
#include "text.h"
#include "words.h"

#include <stdio.h>

// The object_type values of the document.
enum {
  SINGLE_LINE = 1,
  MANY_LINES = 2,
  CHOICE = 3,
  CHOICES = 4,
  DATE = 5,
  MONTH = 6,
  YEAR = 7,
  PERIOD = 8,
  NUMBER = 9,
  STANDARD = 10,
};

static json_t *option_json(const struct custom_field *field, size_t index) {
  char key[8];
  snprintf(key, sizeof key, "%zu", index + 1);
  return memory_need(json_pack("{s:s, s:o}", "key", key, "name",
                               shape_name(field->options[index])));
}

static size_t option_count(const struct custom_field *field) {
  size_t count = 0;
  while (count < WORDS_OPTIONS_MAX && field->options[count].zh != NULL) {
    count++;
  }
  return count;
}

// One of the options. Every field of this type has some.
static json_t *option_of(const struct custom_field *field, uint64_t drawn) {
  size_t count = option_count(field);
  return option_json(field, count > 0 ? drawn % count : 0);
}

// Every option whose bit is set in `drawn`.
static json_t *option_list_json(const struct custom_field *field,
                                uint64_t drawn) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < option_count(field); i++) {
    if ((drawn >> i & 1) == 0) continue;
    json_array_append_new(list, option_json(field, i));
  }
  return list;
}

static uint64_t time_from(uint64_t drawn) {
  return draw_first_ms + drawn % (draw_last_ms - draw_first_ms);
}

static json_t *period_json(uint64_t drawn) {
  static const uint64_t hour_ms = 3600ull * 1000;
  uint64_t start_ms = time_from(drawn);
  uint64_t end_ms = start_ms + hour_ms * (1 + drawn % 240);
  return memory_need(json_pack("{s:o, s:o}", "start_time",
                               text_number_json(start_ms), "end_time",
                               text_number_json(end_ms)));
}

static json_t *value_json(const struct custom_field *field, uint64_t drawn) {
  switch (field->type) {
  case SINGLE_LINE:
  case MANY_LINES:
  case STANDARD:
    return json_pack("{s:s}", "content",
                     field->contents[drawn % WORDS_OPTIONS_MAX]);
  case CHOICE: return json_pack("{s:o}", "option", option_of(field, drawn));
  case CHOICES:
    return json_pack("{s:o}", "option_list", option_list_json(field, drawn));
  case DATE:
  case MONTH:
  case YEAR:
    return json_pack("{s:o}", "time", text_number_json(time_from(drawn)));
  case PERIOD: return json_pack("{s:o}", "time_range", period_json(drawn));
  case NUMBER:
    return json_pack("{s:o}", "number", text_number_json(1 + drawn % 200));
  default: return json_object();
  }
}

static json_t *field_json(const struct custom_value *custom) {
  const struct custom_field *field = &words_custom_fields[custom->field];
  return memory_need(json_pack(
      "{s:o, s:o, s:i, s:o}", "object_id", text_number_json(field->label.id),
      "name", shape_name(field->label.name), "object_type", field->type,
      "value", memory_need(value_json(field, custom->drawn))));
}

json_t *custom_field_list_json(const struct job_post *post) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < post->custom_count; i++) {
    json_array_append_new(list, field_json(&post->custom[i]));
  }
  return list;
}
