// SPDX-License-Identifier: MIT
#include "shape.h"

#include "memory.h"
#include "text.h"

json_t *shape_name(struct words words) {
  return memory_need(
      json_pack("{s:s, s:s}", "zh_cn", words.zh, "en_us", words.en));
}

json_t *shape_id_name(const char *id, struct words words) {
  return memory_need(
      json_pack("{s:s, s:o}", "id", id, "name", shape_name(words)));
}

json_t *shape_labelled(const struct labelled *labelled) {
  return memory_need(json_pack("{s:o, s:o}", "id",
                               text_number_json(labelled->id), "name",
                               shape_name(labelled->name)));
}

json_t *shape_code_name(const char *code, struct words words) {
  return memory_need(
      json_pack("{s:s, s:o}", "code", code, "name", shape_name(words)));
}

json_t *shape_amount(int64_t cents) {
  if (cents % 100 == 0) return memory_need(json_integer(cents / 100));
  return memory_need(json_real((double)cents / 100));
}
