// SPDX-License-Identifier: MIT
#include "push_frame.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { WIRE_NUMBER = 0, WIRE_BYTES = 2 };
enum { FIELD_HEADER = 5, FIELD_PAYLOAD = 8 };

// ---- Reading. ----

struct input {
  const unsigned char *at, *end;
};

static bool get_number(struct input *input, uint64_t *number) {
  *number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (input->at == input->end) return false;
    unsigned char byte = *input->at++;
    *number |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) return true;
  }
  return false;
}

static bool get_bytes(struct input *input, struct input *bytes) {
  uint64_t size;
  if (!get_number(input, &size)) return false;
  if (size > (uint64_t)(input->end - input->at)) return false;
  *bytes = (struct input){input->at, input->at + size};
  input->at += size;
  return true;
}

static char *copy_of(struct input bytes) {
  return memory_copy((const char *)bytes.at, (size_t)(bytes.end - bytes.at));
}

static bool get_header(struct input header, json_t *headers) {
  char *texts[2] = {NULL, NULL};
  uint64_t key;
  struct input bytes;
  bool is_good = true;
  while (is_good && header.at < header.end) {
    is_good = get_number(&header, &key) && (key & 7) == WIRE_BYTES &&
              key >> 3 <= 2 && get_bytes(&header, &bytes);
    if (!is_good) break;
    char **place = &texts[(key >> 3) - 1];
    free(*place);
    *place = copy_of(bytes);
  }
  is_good = is_good && texts[0] != NULL && texts[1] != NULL;
  if (is_good) json_object_set_new(headers, texts[0], json_string(texts[1]));
  free(texts[0]);
  free(texts[1]);
  return is_good;
}

static bool get_field(struct push_frame *frame, struct input *input,
                      unsigned *seen) {
  uint64_t key, number;
  struct input bytes;
  if (!get_number(input, &key)) return false;
  uint64_t field = key >> 3;
  if ((key & 7) == WIRE_NUMBER) {
    if (!get_number(input, &number)) return false;
    if (field == 1) frame->seq_id = number;
    if (field == 2) frame->log_id = number;
    if (field == 3) frame->service = (int32_t)number;
    if (field == 4) frame->method = (int32_t)number;
    if (field <= 4) *seen |= 1u << field;
    return true;
  }
  if ((key & 7) != WIRE_BYTES || !get_bytes(input, &bytes)) return false;
  if (field == FIELD_HEADER) return get_header(bytes, frame->headers);
  if (field == FIELD_PAYLOAD) {
    free(frame->payload);
    frame->payload = copy_of(bytes);
    frame->payload_size = (size_t)(bytes.end - bytes.at);
  }
  return true;
}

bool push_frame_read(struct push_frame *frame, const void *bytes, size_t size) {
  const unsigned char *at = bytes;
  struct input input = {at, at + size};
  unsigned seen = 0;
  *frame = (struct push_frame){.headers = memory_need(json_object())};
  while (input.at < input.end) {
    if (!get_field(frame, &input, &seen)) return false;
  }
  frame->has_required = (seen & 0x1e) == 0x1e;
  return true;
}

void push_frame_clear(struct push_frame *frame) {
  json_decref(frame->headers);
  free(frame->payload);
  *frame = (struct push_frame){0};
}

// ---- Writing. ----

struct output {
  char *bytes;
  size_t size;
};

static void put(struct output *output, const void *bytes, size_t size) {
  output->bytes = memory_grow(output->bytes, output->size + size + 1, 1);
  if (size > 0) memcpy(output->bytes + output->size, bytes, size);
  output->size += size;
}

static void put_number(struct output *output, uint64_t number) {
  unsigned char digits[10];
  size_t count = 0;
  for (; number > 127; number >>= 7) {
    digits[count++] = (unsigned char)(number | 128);
  }
  digits[count++] = (unsigned char)number;
  put(output, digits, count);
}

static void put_field(struct output *output, unsigned field, uint64_t number) {
  put_number(output, field << 3 | WIRE_NUMBER);
  put_number(output, number);
}

static void put_bytes(struct output *output, unsigned field, const void *bytes,
                      size_t size) {
  put_number(output, field << 3 | WIRE_BYTES);
  put_number(output, size);
  put(output, bytes, size);
}

static void put_header(struct output *output, const char *key,
                       const char *value) {
  struct output header = {NULL, 0};
  put_bytes(&header, 1, key, strlen(key));
  put_bytes(&header, 2, value, strlen(value));
  put_bytes(output, FIELD_HEADER, header.bytes, header.size);
  free(header.bytes);
}

char *push_frame_write(const struct push_frame *frame, size_t *size) {
  struct output output = {NULL, 0};
  const char *key;
  json_t *value;
  put_field(&output, 1, frame->seq_id);
  put_field(&output, 2, frame->log_id);
  put_field(&output, 3, (uint64_t)(int64_t)frame->service);
  put_field(&output, 4, (uint64_t)(int64_t)frame->method);
  json_object_foreach(frame->headers, key, value) {
    put_header(&output, key, json_string_value(value));
  }
  if (frame->payload != NULL) {
    put_bytes(&output, FIELD_PAYLOAD, frame->payload, frame->payload_size);
  }
  *size = output.size;
  return output.bytes;
}
