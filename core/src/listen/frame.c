// SPDX-License-Identifier: MIT
#include "frame.h"

enum { SEQ_ID = 1, LOG_ID, SERVICE, METHOD, HEADER, PAYLOAD = 8, LOG_ID_NEW };
enum { KEY = 1, VALUE = 2 };                  // of a header
enum { NUMBER, FIXED64, BYTES, FIXED32 = 5 }; // how a field is encoded

static const unsigned REQUIRED =
    1U << SEQ_ID | 1U << LOG_ID | 1U << SERVICE | 1U << METHOD;

// -------------------------------------------------------------------- reading

// What is left to read.
typedef struct reader {
  const uint8_t *at;
  const uint8_t *end;
} reader;

// A field: a number, or bytes.
typedef struct field {
  uint64_t tag; // its number
  unsigned kind;
  uint64_t number;
  lark_span bytes;
} field;

static reader reader_of(lark_span span) {
  const uint8_t *at = (const uint8_t *)span.bytes;
  return (reader){at, at != NULL ? at + span.length_bytes : NULL};
}

static bool read_number(reader *from, uint64_t *out) {
  enum { PER_BYTE = 7, LAST_SHIFT = 63 };
  *out = 0;
  for (unsigned shift = 0; shift <= LAST_SHIFT; shift += PER_BYTE) {
    if (from->at == from->end) return false;
    uint8_t byte = *from->at++;
    if (shift == LAST_SHIFT && byte > 1) return false;
    *out |= (uint64_t)(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

static bool skip(reader *from, uint64_t bytes) {
  if (bytes > (uint64_t)(from->end - from->at)) return false;
  from->at += bytes;
  return true;
}

static bool read_bytes(reader *from, lark_span *out) {
  uint64_t length = 0;
  if (!read_number(from, &length)) return false;
  const uint8_t *at = from->at;
  if (!skip(from, length)) return false;
  *out = (lark_span){(const char *)at, (size_t)length};
  return true;
}

// Reads a field. False where it is cut or malformed.
static bool read_field(reader *from, field *out) {
  enum { KIND_BITS = 3 };
  static const uint64_t MOST_TAG = 0x1fffffff;
  uint64_t key = 0;
  *out = (field){0};
  if (!read_number(from, &key)) return false;
  out->tag = key >> KIND_BITS;
  out->kind = (unsigned)key & ((1U << KIND_BITS) - 1);
  if (out->tag == 0 || out->tag > MOST_TAG) return false;
  switch (out->kind) {
  case NUMBER: return read_number(from, &out->number);
  case FIXED64: return skip(from, sizeof(uint64_t));
  case BYTES: return read_bytes(from, &out->bytes);
  case FIXED32: return skip(from, sizeof(uint32_t));
  default: return false; // groups, which nobody writes any more
  }
}

static bool read_header(lark_span header, lark_span *key, lark_span *value) {
  reader from = reader_of(header);
  field got;
  *key = *value = (lark_span){0};
  while (from.at < from.end) {
    if (!read_field(&from, &got)) return false;
    if (got.tag != KEY && got.tag != VALUE) continue;
    if (got.kind != BYTES) return false;
    *(got.tag == KEY ? key : value) = got.bytes;
  }
  return key->bytes != NULL && value->bytes != NULL;
}

static bool take_number(const field *got, lark_frame *out) {
  if (got->kind != NUMBER) return false;
  switch (got->tag) {
  case SEQ_ID: out->seq_id = got->number; break;
  case LOG_ID: out->log_id = got->number; break;
  case SERVICE: out->service = (int32_t)(uint32_t)got->number; break;
  default: out->method = (int32_t)(uint32_t)got->number; break;
  }
  return true;
}

static bool take_bytes(const field *got, lark_frame *out) {
  lark_span key, value;
  if (got->kind != BYTES) return false;
  switch (got->tag) {
  case HEADER: return read_header(got->bytes, &key, &value);
  case PAYLOAD: out->payload = got->bytes; break;
  default: out->log_id_new = got->bytes; break;
  }
  return true;
}

// Takes a field into the frame. False where it has another type than it should.
static bool take(const field *got, lark_frame *out) {
  switch (got->tag) {
  case SEQ_ID:
  case LOG_ID:
  case SERVICE:
  case METHOD: return take_number(got, out);
  case HEADER:
  case PAYLOAD:
  case LOG_ID_NEW: return take_bytes(got, out);
  default: return true;
  }
}

bool lark_frame_read(const char *bytes, size_t length_bytes, lark_frame *out) {
  unsigned seen = 0;
  field got;
  *out = (lark_frame){.message = {bytes, length_bytes}};
  reader from = reader_of(out->message);
  while (from.at < from.end) {
    if (!read_field(&from, &got) || !take(&got, out)) return false;
    if (got.tag <= METHOD) seen |= 1U << got.tag;
  }
  return seen == REQUIRED;
}

lark_span lark_frame_header(const lark_frame *frame, const char *key) {
  reader from = reader_of(frame->message);
  field got;
  while (from.at < from.end && read_field(&from, &got)) {
    lark_span found, value;
    if (got.tag == HEADER && read_header(got.bytes, &found, &value) &&
        lark_span_is(found, key))
      return value;
  }
  return (lark_span){0};
}

bool lark_frame_number(const lark_frame *frame, const char *key, int64_t *out) {
  enum { MOST_DIGITS = 9 };
  lark_span text = lark_frame_header(frame, key);
  bool is_negative = text.length_bytes > 0 && text.bytes[0] == '-';
  size_t at = is_negative ? 1 : 0;
  if (text.length_bytes <= at || text.length_bytes - at > MOST_DIGITS)
    return false;
  int64_t number = 0;
  for (; at < text.length_bytes; at++) {
    if (text.bytes[at] < '0' || text.bytes[at] > '9') return false;
    number = number * 10 + (text.bytes[at] - '0');
  }
  *out = is_negative ? -number : number;
  return true;
}

// -------------------------------------------------------------------- writing

static void write_number(lark_text *to, uint64_t number) {
  for (; number > 0x7f; number >>= 7)
    lark_text_add_char(to, (char)(uint8_t)(number | 0x80));
  lark_text_add_char(to, (char)number);
}

static void write_key(lark_text *to, unsigned tag, unsigned kind) {
  write_number(to, (uint64_t)tag << 3 | kind);
}

static void write_number_field(lark_text *to, unsigned tag, uint64_t number) {
  write_key(to, tag, NUMBER);
  write_number(to, number);
}

static void write_bytes_field(lark_text *to, unsigned tag, lark_span bytes) {
  write_key(to, tag, BYTES);
  write_number(to, bytes.length_bytes);
  lark_text_add(to, bytes.bytes, bytes.length_bytes);
}

// A negative number takes ten bytes, as the format has it.
static uint64_t widen(int32_t number) {
  return (uint64_t)(int64_t)number;
}

void lark_frame_write_head(lark_text *to, const lark_frame *frame) {
  write_number_field(to, SEQ_ID, frame->seq_id);
  write_number_field(to, LOG_ID, frame->log_id);
  write_number_field(to, SERVICE, widen(frame->service));
  write_number_field(to, METHOD, widen(frame->method));
  reader from = reader_of(frame->message);
  field got;
  while (from.at < from.end && read_field(&from, &got)) {
    if (got.tag == HEADER) write_bytes_field(to, HEADER, got.bytes);
  }
  if (frame->log_id_new.bytes != NULL)
    write_bytes_field(to, LOG_ID_NEW, frame->log_id_new);
}

// The bytes that a number takes.
static size_t width_of(uint64_t number) {
  size_t width = 1;
  for (; number > 0x7f; number >>= 7)
    width++;
  return width;
}

static size_t size_of_text(const char *text) {
  size_t length = strlen(text);
  return 1 + width_of(length) + length;
}

void lark_frame_write_header(lark_text *to, const char *key,
                             const char *value) {
  write_key(to, HEADER, BYTES);
  write_number(to, size_of_text(key) + size_of_text(value));
  write_bytes_field(to, KEY, lark_span_of(key));
  write_bytes_field(to, VALUE, lark_span_of(value));
}

void lark_frame_write_payload(lark_text *to, lark_span payload) {
  write_bytes_field(to, PAYLOAD, payload);
}
