// SPDX-License-Identifier: MIT
#include "recorder.h"

#include <stdlib.h>
#include <strings.h>

#include "answer.h"

static const char *text_of(const char *text) {
  return text != NULL ? text : "";
}

static lark_exchange exchange_with(const lark_settings *settings) {
  return (lark_exchange){
      .size = sizeof(lark_exchange),
      .base_url = settings->base_url,
      .app_id = text_of(settings->app_id),
      .tenant_key = text_of(settings->tenant_key),
      .endpoint = "",
      .method = "",
      .path = "",
      .body = "",
      .answer = "",
      .log_id = "",
      .status = LARK_ECONFIG,
      .msg = "the recorder refused",
      .hint = "",
  };
}

static lark_exchange exchange_of(const call *asked) {
  const lark_settings *settings = &asked->client->settings;
  lark_exchange exchange = exchange_with(settings);
  exchange.endpoint = asked->name;
  exchange.method = asked->method;
  exchange.path = asked->url.bytes + strlen(settings->base_url);
  if (asked->body.bytes != NULL) exchange.body = asked->body.bytes;
  exchange.body_bytes = asked->body.length_bytes;
  exchange.repeatable = asked->repeatable;
  exchange.note = asked->note;
  return exchange;
}

// Why it was refused, without secrets that the recorder may have repeated.
static lark_status explain(const lark_exchange *exchange,
                           const lark_secrets *secrets, lark_failure *failure) {
  lark_fail(failure, exchange->status, "%s", text_of(exchange->msg));
  lark_mask(secrets, failure->msg, strlen(failure->msg));
  if (text_of(exchange->hint)[0] != '\0')
    lark_failure_hint(failure, "%s", exchange->hint);
  return exchange->status;
}

lark_status lark_recorder_join(const lark_settings *settings,
                               lark_failure *failure) {
  const lark_recorder *recorder = &settings->recorder;
  if (recorder->join == NULL) return LARK_OK;
  lark_exchange client = exchange_with(settings);
  if (recorder->join(recorder->user, &client) != LARK_RECALL_REFUSE)
    return LARK_OK;
  return explain(&client, &(lark_secrets){{NULL}}, failure);
}

// --------------------------------------------------------------------- secrets

static int hex(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  char small = (char)(digit | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// A path as servers read it.
static void decode(const char *path, lark_text *plain) {
  for (; *path != '\0'; path++) {
    int high = *path == '%' ? hex(path[1]) : -1;
    int low = high >= 0 ? hex(path[2]) : -1;
    lark_text_add_char(plain, low >= 0 ? (char)(high << 4 | low) : *path);
    if (low >= 0) path += 2;
  }
}

// Behind a segment of that name at the start of a path, or NULL. Servers may
// take several slashes for one.
static const char *skip_segment(const char *path, const char *name) {
  size_t slashes = path != NULL ? strspn(path, "/") : 0;
  if (slashes == 0) return NULL;
  size_t length = strcspn(path + slashes, "/?");
  bool same =
      length == strlen(name) && strncasecmp(path + slashes, name, length) == 0;
  return same ? path + slashes + length : NULL;
}

// Where tokens come from.
static bool is_about_tokens(const char *path) {
  const char *rest = skip_segment(path, "open-apis");
  return skip_segment(rest, "auth") != NULL ||
         skip_segment(rest, "authen") != NULL;
}

static bool mentions(const char *bytes, size_t length, const char *word) {
  return memmem(bytes, length, word, strlen(word)) != NULL;
}

// Members that hold secrets, whoever's they are.
static bool has_secret_member(const char *bytes, size_t length) {
  static const char *const names[] = {"access_token\"", "refresh_token\"",
                                      "app_secret\"", "app_ticket\""};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (mentions(bytes, length, names[i])) return true;
  }
  return false;
}

// Whether a body shows a secret: as it is, or in the spelling of JSON. What
// cannot be looked through counts as one that does.
static bool is_revealing(const lark_secrets *secrets, const char *bytes,
                         size_t length) {
  if (lark_mask_finds(secrets, bytes, length) ||
      has_secret_member(bytes, length))
    return true;
  if (memchr(bytes, '\\', length) == NULL) return false;
  lark_document *document = NULL;
  lark_status status = lark_document_parse(bytes, length, &document, NULL);
  bool found = status == LARK_ENOMEM ||
               (document != NULL && lark_document_has(document, secrets));
  lark_document_free(document);
  return found;
}

// True also where memory lacks to find out.
static bool is_path_revealing(const lark_secrets *secrets, const char *path,
                              const lark_allocator *allocator) {
  lark_text plain;
  lark_text_init(&plain, allocator);
  decode(path, &plain);
  lark_text_add_char(&plain, '\0');
  bool found = plain.failed || is_about_tokens(plain.bytes) ||
               lark_mask_finds(secrets, plain.bytes, plain.length_bytes) ||
               lark_mask_finds(secrets, path, strlen(path));
  lark_text_clear(&plain);
  return found;
}

// ---------------------------------------------------------------------- recall

static bool is_metered(const call *asked, uint64_t bytes) {
  if (asked->meter == NULL) return true;
  asked->meter(asked->user, 0);
  return asked->meter(asked->user, bytes);
}

// What was recorded, as if it had come over the wire.
static void fill_in(lark_reply *reply, const call *asked,
                    const lark_exchange *exchange) {
  const lark_settings *settings = &asked->client->settings;
  lark_text_init(&reply->body, &settings->allocator);
  reply->http_status = exchange->http_status;
  reply->too_large = exchange->answer_bytes > settings->max_response_bytes;
  if (reply->too_large) return;
  reply->refused = !is_metered(asked, exchange->answer_bytes);
  if (reply->refused) return;
  lark_text_add(&reply->body, exchange->answer, exchange->answer_bytes);
  reply->out_of_memory = reply->body.failed;
  const char *log_id = text_of(exchange->log_id);
  size_t length = strlen(log_id);
  if (length < sizeof reply->log_id) memcpy(reply->log_id, log_id, length + 1);
}

static void answer(call *asked, const lark_exchange *exchange) {
  lark_reply reply = {.code = CURLE_OK};
  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  lark_secrets secrets = lark_call_secrets(asked);
  fill_in(&reply, asked, exchange);
  lark_answer found = lark_answer_read(&reply, asked->endpoint, &secrets,
                                       asked->result, &failure);
  asked->client->stats.recalled++;
  lark_call_complete(asked, found.ok ? NULL : &failure);
  lark_text_clear(&reply.body);
}

static void refuse(call *asked, const lark_exchange *exchange) {
  lark_failure failure;
  lark_secrets secrets = lark_call_secrets(asked);
  explain(exchange, &secrets, &failure);
  lark_call_complete(asked, &failure);
}

static bool is_request_revealing(const call *asked,
                                 const lark_exchange *exchange,
                                 const lark_secrets *secrets) {
  return is_path_revealing(secrets, exchange->path,
                           &asked->client->settings.allocator) ||
         is_revealing(secrets, exchange->body, exchange->body_bytes);
}

static lark_recall ask(call *asked, lark_exchange *exchange) {
  const lark_recorder *recorder = &asked->client->settings.recorder;
  lark_recall found = LARK_RECALL_SEND;
  lark_secrets secrets = lark_call_secrets(asked);
  // What is never recorded is not asked for: the recorder would have to hold
  // it.
  asked->recordable = !is_request_revealing(asked, exchange, &secrets);
  if (asked->recordable) found = recorder->recall(recorder->user, exchange);
  asked->note = exchange->note;
  if (found != LARK_RECALL_SEND || !recorder->offline) return found;
  exchange->status = LARK_ENETWORK;
  exchange->msg = "this call is never recorded, and nothing is sent here";
  exchange->hint = "Calls that carry secrets need the platform.";
  return LARK_RECALL_REFUSE;
}

bool lark_recorder_recall(call *asked) {
  lark_client *client = asked->client;
  if (client->settings.recorder.recall == NULL || asked->internal ||
      asked->recalled)
    return false;
  lark_exchange exchange = exchange_of(asked);
  client->recalls++;
  asked->recalled = true;
  lark_recall found = ask(asked, &exchange);
  if (found == LARK_RECALL_ANSWER) answer(asked, &exchange);
  if (found == LARK_RECALL_REFUSE) refuse(asked, &exchange);
  return found != LARK_RECALL_SEND;
}

// ---------------------------------------------------------------------- record

void lark_recorder_record(const call *ended, const lark_reply *reply,
                          const lark_secrets *secrets) {
  const lark_recorder *recorder = &ended->client->settings.recorder;
  if (recorder->record == NULL || !ended->recordable) return;
  lark_exchange exchange = exchange_of(ended);
  exchange.http_status = (int)reply->http_status;
  exchange.log_id = reply->log_id;
  exchange.answer = text_of(reply->body.bytes);
  exchange.answer_bytes = reply->body.length_bytes;
  // Once more: by now there is a token.
  if (!is_request_revealing(ended, &exchange, secrets) &&
      !is_revealing(secrets, exchange.answer, exchange.answer_bytes))
    recorder->record(recorder->user, &exchange);
}
