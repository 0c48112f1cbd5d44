// SPDX-License-Identifier: MIT
#include "finish.h"

#include <stdio.h>

#include "admit.h"
#include "change.h"
#include "clock.h"
#include "compare.h"
#include "downloading.h"
#include "recall.h"

// A call with a deadline may wait longer; others are not held for its sake.
static const uint64_t LONGEST_HOLD_US = 600000000;

static uint64_t shorter(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

// Follows the verdict on a failed attempt.
static void follow(lark_active_call *call, lark_verdict verdict,
                   lark_reaction reaction, const lark_failure *failure,
                   uint64_t now_us) {
  lark_client *client = call->client;
  call->waiting_us = now_us;
  switch (verdict.action) {
  case LARK_GIVE_UP: lark_call_complete(call, failure); return;
  case LARK_AGAIN_RENEWED:
    lark_auth_reject(&client->auth, call->token_kind, call->token, reaction);
    break;
  case LARK_AGAIN_HELD:
    if (call->budget != NULL)
      lark_budget_hold(call->budget, shorter(verdict.delay_us, LONGEST_HOLD_US),
                       now_us);
    break;
  case LARK_AGAIN_AFTER: break;
  }
  client->stats.retries++;
  lark_result_reset(call->result);
  if (verdict.delay_us > 0)
    lark_timer_set(&client->timers, &call->pause, now_us + verdict.delay_us);
  else
    lark_queue_add(&client->ready, &call->link);
}

static const char perhaps_done[] =
    "It may have been done all the same: look before you send it again.";

// Whether the server may have acted on the request. Misdirected Request and Too
// Early say that it has not.
static bool may_be_done(const lark_reply *reply) {
  return reply->sent && reply->http_status != 421 && reply->http_status != 425;
}

// Whether a failed attempt leaves open what the server did: no answer came, or
// none that says so. One that was too large to read may have said anything.
static bool is_unknown(const lark_reply *reply, lark_answer answer,
                       const lark_failure *failure) {
  lark_status status = failure->error.status;
  bool unread = failure->error.code == 0 && reply->http_status < 300 &&
                !reply->unreadable;
  return may_be_done(reply) &&
         (answer.reaction == LARK_REPEAT || status == LARK_ENETWORK ||
          status == LARK_ETIMEOUT || status == LARK_EDECODE || unread);
}

static void judge(lark_active_call *call, const lark_reply *reply,
                  lark_answer answer, lark_failure *failure, uint64_t now_us) {
  lark_client *client = call->client;
  if (answer.reaction == LARK_HOLD) {
    client->stats.limited++;
    if (call->budget != NULL) lark_budget_learn(call->budget, reply->limit);
  }
  lark_setback setback = {
      .reaction = answer.reaction,
      .sent = may_be_done(reply),
      // A repeat over HTTP/1.1 needs no pause.
      .stale = reply->stale || reply->broken,
      .repeatable = call->repeatable,
      .has_deadline = call->has_deadline,
      .token_is_fixed = lark_auth_is_fixed(&client->auth, call->token_kind),
      .reset_s = reply->reset_s,
  };
  call->attempts.alone = reply->broken;
  if (reply->undecoded) call->attempts.plain = true;
  // Nothing but a token will do, and asking for one does no harm.
  if (lark_call_is_internal(call) && reply->too_large)
    setback.reaction = LARK_REPEAT;
  // It may have been done: trying again is for a person to decide.
  if (answer.reaction == LARK_REPEAT && may_be_done(reply) &&
      !call->repeatable) {
    failure->error.retryable = false;
    lark_failure_hint(failure, "%s", perhaps_done);
  }
  if (is_unknown(reply, answer, failure)) call->maybe_done = true;
  lark_verdict verdict =
      lark_retry_decide(&call->attempts, &setback, client->settings.retries,
                        now_us, lark_random_next(&client->random));
  static const char *const next[] = {
      [LARK_GIVE_UP] = "failed",
      [LARK_AGAIN_AFTER] = "repeat",
      [LARK_AGAIN_HELD] = "hold",
      [LARK_AGAIN_RENEWED] = "renew token",
  };
  lark_call_log(call, reply, &failure->error, next[verdict.action], now_us);
  follow(call, verdict, answer.reaction, failure, now_us);
}

static void count(lark_client *client, const lark_transfer *transfer) {
  lark_toll toll = lark_transfer_toll(transfer);
  lark_histogram_add(&client->times, toll.total_us);
  client->stats.received_bytes += toll.received_bytes;
  client->stats.sent_bytes += toll.sent_bytes;
}

// Tells the budgets how long the answer took.
static void note_answer(lark_active_call *call, const lark_transfer *transfer,
                        uint64_t now_us) {
  lark_client *client = call->client;
  lark_budgets *budgets = &client->budgets;
  uint64_t round_trip_us = lark_transfer_round_trip_us(transfer);
  if (transfer->reply.http_status == 0) round_trip_us = 0;
  // A client without token calls has nothing better than the connection.
  if (budgets->quickest_us == 0 && client->settings.static_token != NULL)
    lark_budgets_note_round_trip(budgets, lark_transfer_connect_us(transfer));
  if (call->budget != NULL)
    lark_budget_answer(call->budget, now_us, round_trip_us);
  else
    lark_budgets_note_round_trip(budgets, round_trip_us);
}

// Counts the odd values of an answer, and notes a line about them.
static void note_odd(const lark_active_call *call, const lark_oddities *odd) {
  lark_client *client = call->client;
  size_t used = strlen(client->mended_at);
  size_t room = sizeof client->mended_at - used;
  char label[160];
  client->stats.mended += odd->count;
  lark_call_label(call, label, sizeof label);
  // "name: places" and what surrounds it, or nothing.
  if (strlen(label) + strlen(odd->places) + 4 > room) return;
  snprintf(client->mended_at + used, room, "%s%s: %s", used > 0 ? "\n" : "",
           label, odd->places);
}

// A large file may take several connections: an attempt that brought something
// is no failure.
static void note_gain(lark_active_call *call, const lark_downloading *download,
                      uint64_t now_us) {
  enum { ENOUGH_BYTES = 65536 };
  if (download->sink.gained_bytes < ENOUGH_BYTES) return;
  call->attempts.repeats = 0;
  call->attempts.first_us = now_us;
}

// Sends a download on to where its server redirects it, or ends it where that
// may not be. False: it is no redirect.
static bool follow_redirect(lark_active_call *call, lark_transfer *transfer,
                            uint64_t now_us) {
  lark_client *client = call->client;
  const lark_reply *reply = &transfer->reply;
  if (!lark_downloading_is_redirect(reply->http_status)) return false;
  char *to = NULL;
  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &to);
  lark_status status = lark_downloading_redirect(
      call->extras->download, &client->settings, to, &call->url, &failure);
  failure.error.http_status = (int)reply->http_status;
  lark_call_log(call, reply, &failure.error,
                status == LARK_OK ? "repeat" : "failed", now_us);
  call->waiting_us = now_us;
  if (status == LARK_OK)
    lark_queue_add(&client->ready, &call->link);
  else
    lark_call_complete(call, &failure);
  return true;
}

void lark_finish(lark_transfer *transfer, void *owner) {
  lark_active_call *call = owner;
  lark_reply *reply = &transfer->reply;
  uint64_t now_us = lark_now_us();
  call->transfer = NULL;
  if (reply->out_of_files && lark_admit_retreat(call, now_us)) return;
  count(call->client, transfer);
  note_answer(call, transfer, now_us);

  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  lark_downloading *download =
      call->extras != NULL ? call->extras->download : NULL;
  if (download != NULL && follow_redirect(call, transfer, now_us)) return;
  if (download != NULL) note_gain(call, download, now_us);
  lark_secrets secrets = lark_call_secrets(call);
  lark_reply_mask(reply, &secrets);
  lark_answer answer = call->sink->methods->read(
      call->sink, reply, call->endpoint, &secrets, call->result, &failure);
  if (answer.ok && download != NULL)
    answer.ok = lark_downloading_end(download, call->result, &failure);
  if (lark_answer_is_final(answer, &failure))
    lark_recall_record(call, reply, &secrets);
  lark_compare(call, answer.ok, failure.error.code);
  if (answer.ok) {
    lark_change_answer(call, reply, &secrets);
    if (reply->odd.count > 0) note_odd(call, &reply->odd);
    lark_call_log(call, reply, &(lark_error){.status = LARK_OK}, "done",
                  now_us);
    lark_call_complete(call, NULL);
  } else {
    judge(call, reply, answer, &failure, now_us);
  }
}
