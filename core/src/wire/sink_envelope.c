// SPDX-License-Identifier: MIT
#include "sink.h"

bool lark_sink_envelope_allows(const lark_sink_envelope *envelope,
                               uint64_t bytes) {
  return envelope->meter == NULL ||
         envelope->meter(envelope->meter_user, bytes);
}

static void begin(lark_sink *sink) {
  lark_sink_envelope_allows((lark_sink_envelope *)(void *)sink, 0);
}

static bool take(lark_sink *sink, lark_reply *reply, const char *bytes,
                 size_t length_bytes) {
  const lark_sink_envelope *envelope = (lark_sink_envelope *)(void *)sink;
  lark_text *body = &reply->body;
  reply->too_large = length_bytes > envelope->max_bytes - body->length_bytes;
  if (reply->too_large) return false;
  reply->refused =
      !lark_sink_envelope_allows(envelope, body->length_bytes + length_bytes);
  if (reply->refused) return false;
  lark_text_add(body, bytes, length_bytes);
  reply->out_of_memory = body->failed;
  return !reply->out_of_memory;
}

static lark_answer read_envelope(lark_sink *sink, lark_reply *reply,
                                 const lark_endpoint *endpoint,
                                 const lark_secrets *secrets,
                                 lark_result *result, lark_failure *failure) {
  const lark_sink_envelope *envelope = (lark_sink_envelope *)(void *)sink;
  if (envelope->takes_text && lark_answer_is_text(reply))
    return lark_answer_take_text(reply, result, failure);
  return lark_answer_read(reply, endpoint, secrets, result, failure);
}

static const lark_sink_methods methods = {
    .begin = begin, .take = take, .read = read_envelope};

void lark_sink_envelope_init(lark_sink_envelope *envelope, uint64_t max_bytes) {
  *envelope = (lark_sink_envelope){.sink = {&methods}, .max_bytes = max_bytes};
}
