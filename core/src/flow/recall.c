// SPDX-License-Identifier: MIT
#include "recall.h"

#include "compare.h"
#include "recorder.h"

static bool has_bytes(const lark_active_call *call) {
  return call->extras != NULL && call->body == &call->extras->bytes.body;
}

lark_exchange lark_recall_exchange(const lark_active_call *call) {
  const lark_settings *settings = &call->client->settings;
  lark_exchange exchange = lark_recorder_exchange(settings);
  exchange.endpoint = call->name;
  exchange.method = call->method;
  exchange.path = call->url.bytes + strlen(settings->base_url);
  const lark_text *body = &call->json.text;
  if (has_bytes(call)) body = &call->extras->bytes.bytes;
  if (body->bytes != NULL) exchange.body = body->bytes;
  exchange.body_bytes = body->length_bytes;
  exchange.repeatable = call->repeatable;
  if (call->endpoint != NULL && call->endpoint->has_key_window_s)
    exchange.key_window_s = call->endpoint->key_window_s;
  exchange.note = call->note;
  if (call->row != NULL) exchange.row = call->row;
  return exchange;
}

// Whether a call sends JSON, text or nothing: no file.
static bool is_text(const lark_active_call *call) {
  return call->body == &lark_body_none || call->body == &call->json.body ||
         has_bytes(call);
}

// A recorder holds no files, and not what is streamed.
static bool is_for_a_recorder(const lark_active_call *call) {
  return (is_text(call) || call->client->settings.recorder.files) &&
         call->sink == &call->envelope.sink;
}

// Fills in what was recorded, as if it had come over the wire.
static void fill_in(lark_reply *reply, lark_active_call *call,
                    const lark_exchange *exchange) {
  lark_sink *sink = call->sink;
  lark_text_init(&reply->body, &call->client->settings.allocator);
  // No text that was recorded begins like an envelope.
  reply->has_type = exchange->answer_bytes > 0 && exchange->answer[0] != '{';
  reply->http_status = exchange->http_status;
  sink->methods->begin(sink);
  if (!sink->methods->take(sink, reply, exchange->answer,
                           exchange->answer_bytes))
    return;
  const char *log_id = exchange->log_id != NULL ? exchange->log_id : "";
  size_t length = strlen(log_id);
  if (length < sizeof reply->log_id) memcpy(reply->log_id, log_id, length + 1);
}

static void answer(lark_active_call *call, const lark_exchange *exchange,
                   const lark_secrets *secrets) {
  lark_reply reply = {.code = CURLE_OK, .settings = &call->client->settings};
  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  fill_in(&reply, call, exchange);
  lark_answer found = call->sink->methods->read(
      call->sink, &reply, call->endpoint, secrets, call->result, &failure);
  call->client->stats.recalled++;
  lark_compare(call, found.ok, failure.error.code);
  lark_call_complete(call, found.ok ? NULL : &failure);
  lark_text_clear(&reply.body);
}

static void refuse(lark_active_call *call, const lark_exchange *exchange,
                   const lark_secrets *secrets) {
  lark_failure failure;
  lark_recorder_explain(exchange, secrets, &failure);
  lark_call_complete(call, &failure);
}

static void refuse_file(lark_active_call *call) {
  lark_failure failure;
  lark_fail(&failure, LARK_ENETWORK, "a recording holds no files");
  lark_failure_hint(&failure, "Files are sent and fetched without --replay.");
  lark_call_complete(call, &failure);
}

bool lark_recall_follow(lark_active_call *call, lark_recall verdict,
                        const lark_exchange *exchange,
                        const lark_secrets *secrets) {
  if (verdict == LARK_RECALL_ANSWER) answer(call, exchange, secrets);
  if (verdict == LARK_RECALL_REFUSE) refuse(call, exchange, secrets);
  return verdict != LARK_RECALL_SEND;
}

bool lark_recall_try(lark_active_call *call) {
  lark_client *client = call->client;
  if (client->settings.recorder.offline && !lark_call_is_internal(call) &&
      !is_for_a_recorder(call)) {
    refuse_file(call);
    return true;
  }
  if (client->settings.recorder.recall == NULL || call->recalled ||
      lark_call_is_internal(call) || !is_for_a_recorder(call))
    return false;
  lark_exchange exchange = lark_recall_exchange(call);
  lark_secrets secrets = lark_call_secrets(call);
  client->recalls++;
  call->recalled = true;
  lark_recall found = lark_recorder_recall(&client->settings, &exchange,
                                           &secrets, &call->recordable);
  call->note = exchange.note;
  return lark_recall_follow(call, found, &exchange, &secrets);
}

void lark_recall_add_answer(const lark_active_call *call,
                            const lark_reply *reply, lark_exchange *exchange) {
  exchange->http_status = (int)reply->http_status;
  exchange->log_id = reply->log_id;
  exchange->answer = reply->body.bytes != NULL ? reply->body.bytes : "";
  exchange->answer_bytes = reply->body.length_bytes;
  size_t text_bytes = 0;
  const char *text = lark_result_text(call->result, &text_bytes);
  if (text == NULL) return;
  exchange->answer = text;
  exchange->answer_bytes = text_bytes;
}

void lark_recall_record(const lark_active_call *call, const lark_reply *reply,
                        const lark_secrets *secrets) {
  const lark_settings *settings = &call->client->settings;
  if (settings->recorder.record == NULL || !call->recordable || !is_text(call))
    return;
  lark_exchange exchange = lark_recall_exchange(call);
  lark_recall_add_answer(call, reply, &exchange);
  lark_recorder_record(settings, &exchange, secrets);
}
