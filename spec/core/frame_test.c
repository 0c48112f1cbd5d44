// SPDX-License-Identifier: MIT

// Frames of a long connection: bytes that the platform's own library wrote, and
// all that may be wrong with others.
#include "frame.h"

#include <stdlib.h>

#include "check.h"

// A data frame with two headers, an unknown field of each kind, and a payload.
static const char WHOLE[] = "\x08\x01" // SeqID 1
                            "\x10\x81\x80\xf0\x9d\x99\xdd\xbf\x92\x61" // LogID
                            "\x18\xb6\x86\x80\x10" // service 33555254
                            "\x20\x01"             // method 1
                            "\x2a\x0d\x0a\x04type\x12\x05"
                            "event"
                            "\x2a\x0b\x0a\x03sum\x12\x04"
                            "-002"
                            "\x50\x07" // an unknown number
                            "\x59"
                            "12345678" // an unknown fixed64
                            "\x65"
                            "1234"         // an unknown fixed32
                            "\x32\x04json" // payload_encoding
                            "\x42\x02{}"   // payload
                            "\x4a\x03new"; // LogIDNew
enum { WHOLE_BYTES = sizeof WHOLE - 1 };

static bool reads(const char *bytes, size_t length) {
  lark_frame frame;
  // A block of its own, so that a sanitizer sees what is read behind it.
  char *copy = malloc(length > 0 ? length : 1);
  memcpy(copy, bytes, length);
  bool is_read = lark_frame_read(copy, length, &frame);
  if (is_read) (void)lark_frame_header(&frame, "none");
  free(copy);
  return is_read;
}

static void reads_all_fields(void) {
  lark_frame frame;
  int64_t sum = 0;
  CHECK(lark_frame_read(WHOLE, WHOLE_BYTES, &frame));
  CHECK(frame.seq_id == 1 && frame.log_id == 7000000000000000001);
  CHECK(frame.service == 33555254 && frame.method == LARK_FRAME_DATA);
  CHECK(lark_span_is(lark_frame_header(&frame, "type"), "event"));
  CHECK(lark_frame_header(&frame, "typ").bytes == NULL);
  CHECK(lark_frame_number(&frame, "sum", &sum) && sum == -2);
  CHECK(!lark_frame_number(&frame, "type", &sum));
  CHECK(!lark_frame_number(&frame, "seq", &sum));
  CHECK(lark_span_is(frame.payload, "{}"));
  CHECK(lark_span_is(frame.log_id_new, "new"));
}

static void refuses_every_cut(void) {
  for (size_t length = 0; length < WHOLE_BYTES; length++) {
    lark_frame frame;
    // A cut between fields is a shorter frame, once the required ones are
    // there.
    bool is_read = reads(WHOLE, length);
    if (is_read) CHECK(length >= 18 && lark_frame_read(WHOLE, length, &frame));
  }
  CHECK(!reads("", 0));
  CHECK(!reads(WHOLE, 17));
  CHECK(!reads(WHOLE, WHOLE_BYTES - 1));
}

#define REFUSES(bytes) CHECK(!reads(bytes, sizeof(bytes) - 1))
#define HEAD "\x08\x00\x10\x00\x18\x00\x20\x00"

static void refuses_what_is_malformed(void) {
  CHECK(reads(HEAD, 8));
  REFUSES("\x08\x00\x10\x00\x18\x00");                          // no method
  REFUSES(HEAD "\x00\x01");                                     // field 0
  REFUSES(HEAD "\x0b");                                         // a group
  REFUSES(HEAD "\x42\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"); // too long
  REFUSES(HEAD "\x50\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"); // over 64 bits
  REFUSES(HEAD "\x50\xff\xff\xff\xff\xff\xff\xff\xff\xff\x80\x01");
  REFUSES(HEAD "\x40\x01");                  // payload is a number
  REFUSES(HEAD "\x0a\x01x");                 // SeqID is bytes
  REFUSES(HEAD "\x2a\x03\x0a\x01k");         // a header without value
  REFUSES(HEAD "\x2a\x04\x0a\x01k\x12");     // a cut header
  REFUSES(HEAD "\x2a\x05\x0a\x01k\x10\x00"); // its value is a number
}

static void writes_what_it_reads(void) {
  lark_frame frame, again;
  lark_text text = {0};
  CHECK(lark_frame_read(WHOLE, WHOLE_BYTES, &frame));
  lark_frame_write_head(&text, &frame);
  lark_frame_write_header(&text, "biz_rt", "12");
  lark_frame_write_payload(&text, lark_span_of("{\"code\":200}"));
  CHECK(!text.failed);
  CHECK(lark_frame_read(text.bytes, text.length_bytes, &again));
  CHECK(again.seq_id == frame.seq_id && again.log_id == frame.log_id);
  CHECK(again.service == frame.service && again.method == frame.method);
  CHECK(lark_span_is(lark_frame_header(&again, "type"), "event"));
  CHECK(lark_span_is(lark_frame_header(&again, "sum"), "-002"));
  CHECK(lark_span_is(lark_frame_header(&again, "biz_rt"), "12"));
  CHECK(lark_span_is(again.payload, "{\"code\":200}"));
  CHECK(lark_span_is(again.log_id_new, "new"));
  lark_text_clear(&text);
}

static void writes_required_zeros_and_negative_numbers(void) {
  static const char wanted[] = "\x08\x00\x10\x00"
                               "\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"
                               "\x20\x00"
                               "\x2a\x0c\x0a\x04type\x12\x04ping";
  const lark_frame frame = {.service = -1};
  lark_frame again;
  lark_text text = {0};
  lark_frame_write_head(&text, &frame);
  lark_frame_write_header(&text, "type", "ping");
  CHECK(text.length_bytes == sizeof wanted - 1);
  CHECK(memcmp(text.bytes, wanted, sizeof wanted - 1) == 0);
  CHECK(lark_frame_read(text.bytes, text.length_bytes, &again));
  CHECK(again.service == -1);
  lark_text_clear(&text);
}

static void *no_memory(void *user, void *block, size_t old_bytes,
                       size_t new_bytes) {
  (void)user, (void)old_bytes;
  if (new_bytes == 0) free(block);
  return NULL;
}

static void says_where_memory_lacks(void) {
  lark_frame frame;
  lark_text text = {.allocator = {no_memory, NULL}};
  CHECK(lark_frame_read(WHOLE, WHOLE_BYTES, &frame));
  lark_frame_write_head(&text, &frame);
  lark_frame_write_header(&text, "biz_rt", "12");
  lark_frame_write_payload(&text, lark_span_of("{}"));
  CHECK(text.failed);
  lark_text_clear(&text);
}

int main(void) {
  reads_all_fields();
  refuses_every_cut();
  refuses_what_is_malformed();
  writes_what_it_reads();
  writes_required_zeros_and_negative_numbers();
  says_where_memory_lacks();
  return check_failures();
}
