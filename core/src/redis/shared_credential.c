// SPDX-License-Identifier: MIT
#include "shared_credential.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "memory.h"
#include "secret.h"

// How often to ask for what another client fetches.
static const uint64_t LOOK_US = 60000;

// A client that fetches keeps the duty as long as it says so often enough.
static const uint64_t DUTY_US = 10000000, EXTEND_US = 3000000;

// A credential whose life is unknown, such as a ticket, which comes hourly.
static const int64_t UNKNOWN_LIFE_MS = (int64_t)12 * 3600 * 1000;

static void due_at(lark_redis_credential *c, uint64_t due_us) {
  c->due_us = due_us;
  lark_redis_session_due(c->session, due_us);
}

static lark_redis_words *begin(lark_redis_credential *c) {
  lark_redis_words *words = &c->session->words;
  lark_redis_words_begin(words, 1);
  lark_redis_words_add_text(words, c->key);
  return words;
}

static bool send(lark_redis_credential *c, lark_redis_script script,
                 redisCallbackFn *fn, uint64_t now_us) {
  lark_redis_link *link = &c->session->link;
  bool sent =
      lark_redis_link_send(link, script, &c->session->words, fn, c, now_us);
  if (sent) lark_redis_session_due(c->session, lark_redis_link_due_us(link));
  return sent;
}

// Commands whose reply says nothing new.
static void on_done(redisAsyncContext *context, void *reply, void *user) {
  (void)context;
  lark_redis_credential *c = user;
  lark_redis_session_heard(c->session, reply);
}

// ------------------------------------------------------------------- failures

// Writes what others need to know of an error: numbers, then texts with NULs.
static void write_failure(const lark_error *error, lark_text *text) {
  char numbers[96];
  snprintf(numbers, sizeof numbers, "%d %" PRId64 " %d %d", (int)error->status,
           error->code, error->http_status, error->retryable);
  const char *const parts[] = {numbers, error->msg, error->hint, error->log_id};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    lark_text_add_string(text, parts[i] != NULL ? parts[i] : "");
    lark_text_add_char(text, '\0');
  }
}

// The next text of a written failure; "" at its end.
static const char *next_part(const char **at, const char *end) {
  const char *part = *at;
  if (part >= end) return "";
  *at = part + strlen(part) + 1;
  return part;
}

static void read_failure(const char *bytes, size_t length,
                         lark_failure *failure) {
  const char *at = bytes, *end = bytes + length;
  char *number = (char *)next_part(&at, end);
  long status = strtol(number, &number, 10);
  int64_t code = strtoll(number, &number, 10);
  long http_status = strtol(number, &number, 10);
  long retryable = strtol(number, &number, 10);
  if (status <= LARK_OK) status = LARK_EAUTH;
  lark_fail(failure, (lark_status)status, "%s", next_part(&at, end));
  const char *hint = next_part(&at, end), *log_id = next_part(&at, end);
  failure->error.code = code;
  failure->error.http_status = (int)http_status;
  failure->error.retryable = retryable != 0;
  if (hint[0] != '\0') lark_failure_hint(failure, "%s", hint);
  if (log_id[0] != '\0') lark_failure_log_id(failure, log_id);
}

// -------------------------------------------------------------------- answers

static void answer(lark_redis_credential *c, uint64_t now_us) {
  lark_credential_ask *ask = c->ask;
  c->ask = NULL;
  lark_inbox_add(&ask->ask, now_us);
}

static void answer_starved(lark_redis_credential *c, uint64_t now_us) {
  c->ask->ask.status = LARK_STORE_NO_MEMORY;
  answer(c, now_us);
}

// Answers the ask with an error, as if a fetch of this client had failed.
static void answer_failure(lark_redis_credential *c, const lark_error *error,
                           uint64_t now_us) {
  lark_queue_add(&c->local->asks, &c->ask->ask.link);
  c->ask = NULL;
  lark_credential_fail(c->local, error, now_us);
}

// Opens a sealed text; NULL where that fails. It ends with a NUL, and
// close_text() ends it.
static char *open_text(const lark_redis_credential *c,
                       const redisReply *sealed) {
  if (sealed->type != REDIS_REPLY_STRING || sealed->len <= 0) return NULL;
  char *text = lark_alloc(&c->session->allocator, (size_t)sealed->len);
  if (text != NULL && lark_redis_unseal(&c->seal, c->key, sealed->str,
                                        (size_t)sealed->len, text))
    return text;
  lark_release(&c->session->allocator, text, (size_t)sealed->len);
  return NULL;
}

static void close_text(const lark_redis_credential *c, char *text,
                       const redisReply *sealed) {
  if (text == NULL) return;
  lark_wipe(text, (size_t)sealed->len);
  lark_release(&c->session->allocator, text, (size_t)sealed->len);
}

static uint64_t duration(const redisReply *reply) {
  return reply->integer < 0 ? UINT64_MAX : (uint64_t)reply->integer;
}

// The server's value becomes the one that is kept here. False where memory
// lacks.
static bool keep(lark_redis_credential *c, const char *value, uint64_t life_us,
                 uint64_t now_us) {
  if (value != NULL)
    return lark_credential_put(c->local, value, life_us, now_us) == LARK_OK;
  if (c->local->value != NULL) lark_credential_drop(c->local, c->local->value);
  return true;
}

static void give_up_duty(lark_redis_credential *c, uint64_t now_us);

// {"value", sealed, life, fresh, must}
static void take_value(lark_redis_credential *c, const redisReply *reply,
                       uint64_t now_us) {
  redisReply **part = reply->element;
  bool must_fetch = part[4]->integer != 0;
  if (c->ask == NULL) { // it was taken back meanwhile
    if (must_fetch) give_up_duty(c, now_us);
    return;
  }
  char *value = open_text(c, part[1]);
  uint64_t life_us = duration(part[2]);
  // A value that cannot be opened is replaced by a fetched one.
  if (value == NULL) must_fetch = true;
  lark_credential_ask *ask = c->ask;
  bool kept = keep(c, value, life_us, now_us);
  close_text(c, value, part[1]);
  c->local->fetching = false;
  if (kept) lark_credential_get(c->local, ask, now_us);
  if (!kept || ask->ask.status != LARK_STORE_OK) {
    if (must_fetch) give_up_duty(c, now_us);
    answer_starved(c, now_us);
    return;
  }
  ask->must_fetch = c->local->fetching = c->fetching = must_fetch;
  ask->fresh_us = duration(part[3]);
  if (must_fetch) due_at(c, now_us + EXTEND_US);
  answer(c, now_us);
}

static void take_failure(lark_redis_credential *c, const redisReply *sealed,
                         uint64_t now_us) {
  lark_failure failure;
  char *text = open_text(c, sealed);
  if (c->ask == NULL) return;
  lark_fail(&failure, LARK_EAUTH, "another process could not fetch the token");
  failure.error.retryable = true;
  if (text != NULL) read_failure(text, (size_t)sealed->len - 29, &failure);
  close_text(c, text, sealed);
  answer_failure(c, &failure.error, now_us);
}

static bool is_list(const redisReply *reply, size_t count, const char *head) {
  return reply->type == REDIS_REPLY_ARRAY && reply->elements == count &&
         reply->element[0]->type == REDIS_REPLY_STRING &&
         strcmp(reply->element[0]->str, head) == 0;
}

static void on_got(redisAsyncContext *context, void *reply_of, void *user) {
  (void)context;
  lark_redis_credential *c = user;
  const redisReply *reply = reply_of;
  uint64_t now_us = lark_now_us();
  if (reply == NULL) return;
  c->asked = false;
  if (!lark_redis_session_heard(c->session, reply)) return;
  if (is_list(reply, 5, "value")) {
    take_value(c, reply, now_us);
  } else if (is_list(reply, 2, "failed")) {
    take_failure(c, reply->element[1], now_us);
  } else if (is_list(reply, 2, "wait") && c->ask != NULL) {
    snprintf(c->duty, sizeof c->duty, "%s", reply->element[1]->str);
    due_at(c, now_us + LOOK_US);
  }
}

static void send_get(lark_redis_credential *c, uint64_t now_us) {
  lark_redis_words *words = begin(c);
  lark_redis_words_add_text(words, c->session->id);
  lark_redis_words_add_number(words, (int64_t)DUTY_US);
  lark_redis_words_add_text(words, c->duty);
  c->asked = send(c, LARK_REDIS_GET, on_got, now_us);
  if (!c->asked && c->ask != NULL) answer_starved(c, now_us);
}

// -------------------------------------------------------------------- methods

lark_redis_credential *lark_redis_credential_new(lark_redis_session *session,
                                                 lark_credential_kind kind,
                                                 const lark_owner *owner) {
  char name[LARK_REDIS_NAME_BYTES];
  lark_redis_credential *c = lark_alloc(&session->allocator, sizeof *c);
  if (c == NULL) return NULL;
  c->session = session;
  c->due_us = UINT64_MAX;
  c->local = lark_credential_new(&session->allocator, kind, owner);
  if (c->local != NULL && lark_redis_key_derive(&c->seal, owner) &&
      lark_redis_name(name, owner, "credential")) {
    snprintf(c->key, sizeof c->key, "lark:{%s}:c%d", name, (int)kind);
    return c;
  }
  lark_redis_credential_free(c);
  return NULL;
}

void lark_redis_credential_free(lark_redis_credential *c) {
  lark_allocator allocator = c->session->allocator;
  if (c->local != NULL) lark_credential_free(c->local);
  lark_wipe(c, sizeof *c);
  lark_release(&allocator, c, sizeof *c);
}

bool lark_redis_credential_get(lark_redis_credential *c,
                               lark_credential_ask *ask, uint64_t now_us) {
  lark_redis_mode mode = lark_redis_session_mode(c->session);
  ask->ask.session = &c->session->inbox.session;
  if (mode == LARK_REDIS_LOCAL)
    return lark_credential_get(c->local, ask, now_us);
  // Empties it.
  lark_credential_cancel(c->local, ask, now_us);
  c->ask = ask;
  snprintf(c->duty, sizeof c->duty, "0");
  if (mode == LARK_REDIS_ASK && !c->asked) send_get(c, now_us);
  return false;
}

void lark_redis_credential_cancel(lark_redis_credential *c,
                                  lark_credential_ask *ask, uint64_t now_us) {
  bool has_duty = ask->ask.session != NULL && lark_inbox_holds(&ask->ask) &&
                  ask->must_fetch;
  if (c->ask == ask) c->ask = NULL;
  lark_credential_cancel(c->local, ask, now_us);
  if (has_duty) give_up_duty(c, now_us);
}

static void send_put(lark_redis_credential *c, uint64_t now_us) {
  const lark_credential *local = c->local;
  size_t length = strlen(local->value);
  unsigned char sealed[8192];
  char print[LARK_REDIS_NAME_BYTES];
  bool unknown = local->expires_us == UINT64_MAX;
  int64_t life_us = unknown ? -1 : (int64_t)(local->expires_us - now_us);
  c->unsent = false;
  if (length + LARK_REDIS_SEAL_BYTES > sizeof sealed ||
      !lark_redis_seal(&c->seal, c->key, local->value, length, sealed) ||
      !lark_redis_fingerprint(print, &c->seal, local->value)) {
    give_up_duty(c, now_us); // others fetch for themselves
    return;
  }
  lark_redis_words *words = begin(c);
  lark_redis_words_add(words, (const char *)sealed,
                       length + LARK_REDIS_SEAL_BYTES);
  lark_redis_words_add_text(words, print);
  lark_redis_words_add_number(words, life_us);
  lark_redis_words_add_number(
      words, unknown ? -1 : (int64_t)(local->expires_us - local->renew_us));
  lark_redis_words_add_number(words, unknown ? UNKNOWN_LIFE_MS
                                             : life_us / 1000 + 60000);
  c->unsent = !send(c, LARK_REDIS_PUT, on_done, now_us);
  if (c->unsent) due_at(c, now_us + LOOK_US); // memory lacks
}

// Sends a value that the server could not be told of when it came.
static void send_late_put(lark_redis_credential *c, uint64_t now_us) {
  bool is_good = c->local->value != NULL && now_us < c->local->expires_us;
  if (c->unsent && is_good) send_put(c, now_us);
}

lark_status lark_redis_credential_put(lark_redis_credential *c,
                                      const char *value, uint64_t life_us,
                                      uint64_t now_us) {
  lark_status status = lark_credential_put(c->local, value, life_us, now_us);
  c->fetching = false;
  if (status != LARK_OK) {
    give_up_duty(c, now_us);
    return status;
  }
  if (c->ask != NULL) { // of this client: it has brought the value itself
    lark_credential_get(c->local, c->ask, now_us);
    answer(c, now_us);
  }
  c->unsent = true;
  if (lark_redis_session_mode(c->session) == LARK_REDIS_ASK)
    send_put(c, now_us);
  return status;
}

static void send_fail(lark_redis_credential *c, const lark_error *failure,
                      uint64_t now_us) {
  if (lark_redis_session_mode(c->session) != LARK_REDIS_ASK) return;
  unsigned char sealed[4096];
  lark_text text;
  size_t length = 0;
  lark_text_init(&text, &c->session->allocator);
  if (failure != NULL) write_failure(failure, &text);
  if (!text.failed && text.length_bytes > 0 &&
      text.length_bytes + LARK_REDIS_SEAL_BYTES <= sizeof sealed &&
      lark_redis_seal(&c->seal, c->key, text.bytes, text.length_bytes, sealed))
    length = text.length_bytes + LARK_REDIS_SEAL_BYTES;
  lark_text_clear(&text);
  uint64_t pause_us =
      c->local->renew_us > now_us && c->local->renew_us != UINT64_MAX
          ? c->local->renew_us - now_us
          : 0;
  lark_redis_words *words = begin(c);
  lark_redis_words_add_text(words, c->session->id);
  lark_redis_words_add_number(words, (int64_t)pause_us);
  lark_redis_words_add(words, (const char *)sealed, length);
  send(c, LARK_REDIS_FAIL, on_done, now_us);
}

static void give_up_duty(lark_redis_credential *c, uint64_t now_us) {
  c->fetching = false;
  send_fail(c, NULL, now_us);
}

void lark_redis_credential_fail(lark_redis_credential *c,
                                const lark_error *failure, uint64_t now_us) {
  c->fetching = false;
  if (failure != NULL && c->ask != NULL)
    answer_failure(c, failure, now_us);
  else
    lark_credential_fail(c->local, failure, now_us);
  send_fail(c, failure, now_us);
}

void lark_redis_credential_drop(lark_redis_credential *c, const char *value,
                                uint64_t now_us) {
  char print[LARK_REDIS_NAME_BYTES];
  lark_credential_drop(c->local, value);
  if (c->local->value == NULL) c->unsent = false;
  if (lark_redis_session_mode(c->session) != LARK_REDIS_ASK ||
      !lark_redis_fingerprint(print, &c->seal, value))
    return;
  lark_redis_words_add_text(begin(c), print);
  send(c, LARK_REDIS_DROP, on_done, now_us);
}

// --------------------------------------------------------------------- course

void lark_redis_credential_tick(lark_redis_credential *c, uint64_t now_us) {
  if (now_us < c->due_us) return;
  c->due_us = UINT64_MAX;
  if (lark_redis_session_mode(c->session) != LARK_REDIS_ASK) return;
  if (c->ask != NULL && !c->asked) {
    send_get(c, now_us);
  } else if (c->fetching) {
    lark_redis_words *words = begin(c);
    lark_redis_words_add_text(words, c->session->id);
    lark_redis_words_add_number(words, (int64_t)DUTY_US);
    send(c, LARK_REDIS_EXTEND, on_done, now_us);
  }
  send_late_put(c, now_us);
  if (c->fetching) due_at(c, now_us + EXTEND_US);
}

void lark_redis_credential_up(lark_redis_credential *c, uint64_t now_us) {
  send_late_put(c, now_us);
  if (c->ask != NULL) send_get(c, now_us);
  if (c->fetching) due_at(c, now_us + EXTEND_US);
}

void lark_redis_credential_down(lark_redis_credential *c, uint64_t now_us) {
  lark_credential_ask *ask = c->ask;
  c->asked = false;
  c->ask = NULL;
  if (ask != NULL && lark_credential_get(c->local, ask, now_us))
    lark_inbox_add(&ask->ask, now_us);
}
