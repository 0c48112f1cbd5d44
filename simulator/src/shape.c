// SPDX-License-Identifier: MIT
#include "shape.h"

#include "memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char replacement[] = "\xef\xbf\xbd";

// Copies `length` bytes, each byte above ASCII replaced. It is crude, but the
// length of a damaged text stays recognizable.
static json_t *replaced(const char *bytes, size_t length) {
  char *out = memory_new(length, 3);
  size_t written = 0;
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)bytes[i] < 0x80) {
      out[written++] = bytes[i];
      continue;
    }
    memcpy(out + written, replacement, 3);
    written += 3;
  }
  json_t *text = memory_need(json_stringn(out, written));
  free(out);
  return text;
}

json_t *shape_text(const char *bytes, size_t length) {
  json_t *text = json_stringn(bytes, length);
  return text != NULL ? text : replaced(bytes, length);
}

json_t *shape_number_text(uint64_t number) {
  char text[24];
  snprintf(text, sizeof text, "%" PRIu64, number);
  return memory_need(json_string(text));
}

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
                               shape_number_text(labelled->id), "name",
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
