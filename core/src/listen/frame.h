// SPDX-License-Identifier: MIT

/// The frames of a long connection: each message is one, in Protocol Buffers
/// version 2.
///
///     message Frame {
///       required uint64 SeqID = 1;
///       required uint64 LogID = 2;
///       required int32 service = 3;
///       required int32 method = 4; // 0: control, 1: data
///       repeated Header headers = 5;
///       optional string payload_encoding = 6;
///       optional string payload_type = 7;
///       optional bytes payload = 8;
///       optional string LogIDNew = 9;
///     }
///     message Header { required string key = 1; required string value = 2; }
#ifndef LARK_FRAME_H
#define LARK_FRAME_H

#include <string.h>

#include "lark_json.h"

/// Bytes of somebody else's. `bytes` NULL: there are none.
typedef struct lark_span {
  const char *bytes;
  size_t length_bytes;
} lark_span;

static inline lark_span lark_span_of(const char *text) {
  return (lark_span){text, strlen(text)};
}

/// Whether the bytes are those of a text.
static inline bool lark_span_is(lark_span span, const char *text) {
  return span.bytes != NULL && span.length_bytes == strlen(text) &&
         memcmp(span.bytes, text, span.length_bytes) == 0;
}

enum { LARK_FRAME_CONTROL = 0, LARK_FRAME_DATA = 1 };

/// A frame that was read. Its places are in the message.
typedef struct lark_frame {
  uint64_t seq_id, log_id;
  int32_t service, method;
  lark_span payload;
  lark_span log_id_new;
  lark_span message; ///< whole; lark_frame_header() looks into it
} lark_frame;

/// Reads a message. False where it is no frame: it is cut or malformed, or
/// lacks a required field. Unknown fields are skipped.
bool lark_frame_read(const char *bytes, size_t length_bytes, lark_frame *out);

/// The value of a header, of the first one if there are several.
lark_span lark_frame_header(const lark_frame *frame, const char *key);

/// A header's whole number. False where it is absent or none.
bool lark_frame_number(const lark_frame *frame, const char *key, int64_t *out);

/// Writes what an answer shares with the frame that it answers: all but the
/// payload and how that is encoded. Lack of memory shows in the text.
void lark_frame_write_head(lark_text *to, const lark_frame *frame);

/// Adds a header, a payload to what was written.
void lark_frame_write_header(lark_text *to, const char *key, const char *value);
void lark_frame_write_payload(lark_text *to, lark_span payload);

#endif
