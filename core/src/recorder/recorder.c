// SPDX-License-Identifier: MIT
#include "recorder.h"

#include <strings.h>

#include "json.h"

static const char *text_of(const char *text) {
  return text != NULL ? text : "";
}

lark_exchange lark_recorder_exchange(const lark_settings *settings) {
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
      .row = "",
  };
}

lark_status lark_recorder_explain(const lark_exchange *exchange,
                                  const lark_secrets *secrets,
                                  lark_failure *failure) {
  lark_fail(failure, exchange->status, "%s", text_of(exchange->msg));
  lark_mask(secrets, failure->msg, strlen(failure->msg));
  if (text_of(exchange->hint)[0] != '\0')
    lark_failure_hint(failure, "%s", exchange->hint);
  return exchange->status;
}

typedef lark_recall joiner(void *user, lark_exchange *client);

static lark_status ask(const lark_settings *settings, joiner *join, void *user,
                       lark_failure *failure) {
  if (join == NULL) return LARK_OK;
  lark_exchange client = lark_recorder_exchange(settings);
  if (join(user, &client) != LARK_RECALL_REFUSE) return LARK_OK;
  return lark_recorder_explain(&client, &(lark_secrets){{NULL}}, failure);
}

lark_status lark_recorder_join(const lark_settings *settings,
                               lark_failure *failure) {
  lark_status status =
      ask(settings, settings->recorder.join, settings->recorder.user, failure);
  if (status != LARK_OK) return status;
  return ask(settings, settings->journal.join, settings->journal.user, failure);
}

// --------------------------------------------------------------------- secrets

static int hex(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  char small = (char)(digit | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// Writes a path as servers read it.
static void decode(const char *path, lark_text *plain) {
  for (; *path != '\0'; path++) {
    int high = *path == '%' ? hex(path[1]) : -1;
    int low = high >= 0 ? hex(path[2]) : -1;
    lark_text_add_char(plain, low >= 0 ? (char)(high << 4 | low) : *path);
    if (low >= 0) path += 2;
  }
}

// The rest of a path behind its first segment, if that has this name; else
// NULL. Servers may take several slashes for one.
static const char *skip_segment(const char *path, const char *name) {
  size_t slashes = path != NULL ? strspn(path, "/") : 0;
  if (slashes == 0) return NULL;
  size_t length = strcspn(path + slashes, "/?");
  bool same =
      length == strlen(name) && strncasecmp(path + slashes, name, length) == 0;
  return same ? path + slashes + length : NULL;
}

// Whether tokens come from there.
static bool is_about_tokens(const char *path) {
  const char *rest = skip_segment(path, "open-apis");
  return skip_segment(rest, "auth") != NULL ||
         skip_segment(rest, "authen") != NULL;
}

static bool mentions(const char *bytes, size_t length, const char *word) {
  return memmem(bytes, length, word, strlen(word)) != NULL;
}

// Whether a member is named like a secret, whoever's it is.
static bool has_secret_member(const char *bytes, size_t length) {
  static const char *const names[] = {"access_token\"", "refresh_token\"",
                                      "app_secret\"", "app_ticket\""};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (mentions(bytes, length, names[i])) return true;
  }
  return false;
}

// Whether a body holds one of these secrets: as it is, or in the spelling of
// JSON. A body that cannot be looked through counts as one that does.
static bool holds_secret(const lark_secrets *secrets, const char *bytes,
                         size_t length) {
  if (lark_mask_finds(secrets, bytes, length)) return true;
  if (memchr(bytes, '\\', length) == NULL) return false;
  lark_document *document = NULL;
  lark_status status = lark_document_parse(bytes, length, &document, NULL);
  bool found = status == LARK_ENOMEM ||
               (document != NULL && lark_document_has(document, secrets));
  lark_document_free(document);
  return found;
}

static bool is_revealing(const lark_secrets *secrets, const char *bytes,
                         size_t length) {
  return holds_secret(secrets, bytes, length) ||
         has_secret_member(bytes, length);
}

// True also where memory lacks to find out.
static bool is_path_revealing(const lark_secrets *secrets, const char *path,
                              const lark_allocator *allocator) {
  lark_text plain;
  if (strchr(path, '%') == NULL)
    return is_about_tokens(path) ||
           lark_mask_finds(secrets, path, strlen(path));
  lark_text_init(&plain, allocator);
  decode(path, &plain);
  lark_text_add_char(&plain, '\0');
  bool found = plain.failed || is_about_tokens(plain.bytes) ||
               lark_mask_finds(secrets, plain.bytes, plain.length_bytes) ||
               lark_mask_finds(secrets, path, strlen(path));
  lark_text_clear(&plain);
  return found;
}

// ---------------------------------------------------------- recall and record

static bool is_request_revealing(const lark_settings *settings,
                                 const lark_exchange *exchange,
                                 const lark_secrets *secrets) {
  return is_path_revealing(secrets, exchange->path, &settings->allocator) ||
         is_revealing(secrets, exchange->body, exchange->body_bytes);
}

bool lark_recorder_shows_secret(const lark_settings *settings,
                                const lark_exchange *exchange,
                                const lark_secrets *secrets) {
  return is_request_revealing(settings, exchange, secrets) ||
         is_revealing(secrets, exchange->answer, exchange->answer_bytes);
}

lark_recall lark_recorder_recall(const lark_settings *settings,
                                 lark_exchange *exchange,
                                 const lark_secrets *secrets,
                                 bool *recordable) {
  const lark_recorder *recorder = &settings->recorder;
  lark_recall found = LARK_RECALL_SEND;
  // A request that is never recorded is not asked for: the recorder would have
  // to hold it.
  *recordable = !is_request_revealing(settings, exchange, secrets);
  if (*recordable) found = recorder->recall(recorder->user, exchange);
  if (found != LARK_RECALL_SEND || !recorder->offline) return found;
  exchange->status = LARK_ENETWORK;
  exchange->msg = "this call is never recorded, and nothing is sent here";
  exchange->hint = "Calls that carry secrets need the platform.";
  return LARK_RECALL_REFUSE;
}

void lark_recorder_record(const lark_settings *settings,
                          const lark_exchange *exchange,
                          const lark_secrets *secrets) {
  const lark_recorder *recorder = &settings->recorder;
  // The request once more: since it was recalled, there is a token.
  if (!is_path_revealing(secrets, exchange->path, &settings->allocator) &&
      !holds_secret(secrets, exchange->body, exchange->body_bytes) &&
      !is_revealing(secrets, exchange->answer, exchange->answer_bytes))
    recorder->record(recorder->user, exchange);
}

void lark_recorder_settle(const lark_settings *settings) {
  const lark_recorder *recorder = &settings->recorder;
  if (recorder->settle != NULL) recorder->settle(recorder->user);
}
