// SPDX-License-Identifier: MIT

// What comes over a long connection: frames of any bytes, the parts of events,
// the head of the upgrade's answer and the address. What is read lies within
// what came, what is written can be read again, and no memory is kept.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fragments.h"
#include "upgrade.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s does not hold\n", what);
  abort();
}
#define HOLD(condition) hold(condition, #condition)

static const lark_allocator usual = {NULL, NULL};

static bool lies_within(lark_span span, lark_span whole) {
  return span.bytes == NULL ||
         (span.bytes >= whole.bytes &&
          span.bytes + span.length_bytes <= whole.bytes + whole.length_bytes);
}

static bool is_same(lark_span a, lark_span b) {
  return a.length_bytes == b.length_bytes &&
         (a.length_bytes == 0 || memcmp(a.bytes, b.bytes, a.length_bytes) == 0);
}

static void try_answer(const lark_frame *frame) {
  lark_frame again;
  lark_text text = {0};
  lark_frame_write_head(&text, frame);
  lark_frame_write_header(&text, "biz_rt", "1");
  lark_frame_write_payload(&text, frame->payload);
  HOLD(lark_frame_read(text.bytes, text.length_bytes, &again));
  HOLD(again.seq_id == frame->seq_id && again.log_id == frame->log_id);
  HOLD(again.service == frame->service && again.method == frame->method);
  HOLD(is_same(again.payload, frame->payload));
  HOLD(is_same(again.log_id_new, frame->log_id_new));
  HOLD(is_same(lark_frame_header(&again, "type"),
               lark_frame_header(frame, "type")));
  HOLD(lark_frame_header(&again, "biz_rt").bytes != NULL);
  lark_text_clear(&text);
}

static void try_frame(lark_span message) {
  lark_frame frame;
  if (!lark_frame_read(message.bytes, message.length_bytes, &frame)) return;
  HOLD(lies_within(frame.payload, message));
  HOLD(lies_within(frame.log_id_new, message));
  HOLD(lies_within(lark_frame_header(&frame, "sum"), message));
  try_answer(&frame);
}

// Each two bytes are a part: message and number of parts, its number and
// length.
static void try_parts(const uint8_t *data, size_t size) {
  lark_fragments fragments;
  lark_text whole = {0};
  lark_dropped dropped;
  const char *why = NULL;
  uint64_t now_us = 1;
  lark_fragments_init(&fragments, &usual, 2000);
  for (size_t i = 0; i + 2 <= size; i += 2) {
    char id[2] = {(char)('a' + (data[i] & 3)), '\0'};
    const lark_fragment part = {
        .id = lark_span_of(id),
        .sum = (int64_t)(data[i] >> 2) % 7 - 1,
        .seq = (int64_t)(data[i + 1] & 7) - 1,
        .payload = {(const char *)data, (size_t)(data[i + 1] >> 3) % size}};
    size_t before = whole.length_bytes;
    lark_joined joined =
        lark_fragments_add(&fragments, &part, now_us, &whole, &why);
    HOLD((joined == LARK_JOINED_REFUSED) ==
         (why != NULL && joined != 0 && joined != LARK_JOINED_WHOLE));
    HOLD(joined == LARK_JOINED_WHOLE || whole.length_bytes == before);
    HOLD(fragments.held_bytes <= fragments.max_bytes);
    now_us += (uint64_t)data[i] * 20000;
    while (lark_fragments_expire(&fragments, now_us, &dropped))
      HOLD(dropped.have < dropped.sum);
  }
  lark_fragments_clear(&fragments);
  HOLD(fragments.held_bytes == 0 && fragments.pending.count == 0);
  lark_text_clear(&whole);
}

static void try_texts(const uint8_t *data, size_t size) {
  lark_upgraded upgraded;
  lark_address address;
  lark_failure failure;
  char *text = malloc(size + 1);
  if (text == NULL) return;
  memcpy(text, data, size);
  text[size] = '\0';
  (void)lark_upgrade_read(text, size, &upgraded);
  if (lark_address_take(&address, &usual, text, false, &failure) == LARK_OK) {
    lark_text request = {0};
    lark_upgrade_write(&request, &address, "key", "agent");
    HOLD(memmem(request.bytes, request.length_bytes, "\r\n\r\n", 4) ==
         request.bytes + request.length_bytes - 4);
    lark_text_clear(&request);
  }
  lark_address_clear(&address, &usual);
  free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  const uint8_t *rest = data + 1;
  size--;
  switch (data[0] % 3) {
  case 0: try_frame((lark_span){(const char *)rest, size}); break;
  case 1: try_parts(rest, size); break;
  default: try_texts(rest, size); break;
  }
  return 0;
}
