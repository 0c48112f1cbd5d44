// SPDX-License-Identifier: MIT
#include "call.h"

#include "answer.h"
#include "memory.h"
#include "recorder.h"
#include "secret.h"

// ------------------------------------------------------------- birth and death

static void resume(void *owner, uint64_t now_us) {
  (void)now_us;
  call *paused = owner;
  lark_queue_add(&paused->client->ready, &paused->link);
}

static const char *waits_for(const call *waiting) {
  const lark_queue *queue = waiting->link.queue;
  if (waiting->transfer != NULL) return "an answer";
  if (queue == &waiting->client->tokens.waiting) return "a token";
  if (waiting->budget != NULL && queue == &waiting->budget->waiting)
    return "the rate limit";
  if (waiting->pause.place != 0) return "a repeat";
  return "its turn";
}

static void expire(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_failure failure;
  lark_fail(&failure, LARK_ETIMEOUT, "the deadline passed while waiting for %s",
            waits_for(owner));
  lark_failure_hint(&failure, "Raise `deadline`, or make fewer calls at once.");
  failure.error.retryable = true;
  lark_call_complete(owner, &failure);
}

call *lark_call_find(const lark_client *client, lark_call id) {
  return lark_slots_find(&client->slots, id);
}

call *lark_call_new(lark_client *client, lark_done *done, void *user) {
  const lark_allocator *allocator = &client->settings.allocator;
  if (lark_timers_reserve(&client->timers, 2) != LARK_OK) return NULL;
  call *made = lark_alloc(allocator, sizeof *made);
  lark_result *result = lark_result_new(client->shelf);
  if (made != NULL && result != NULL)
    made->id = lark_slots_take(&client->slots, made);
  if (made == NULL || made->id == 0) {
    lark_result_free(result);
    lark_release(allocator, made, sizeof *made);
    lark_timers_unreserve(&client->timers, 2);
    return NULL;
  }
  made->client = client;
  made->result = result;
  result->holder = &made->result;
  made->done = done;
  made->user = user;
  made->pause = (lark_timer){.fire = resume, .owner = made};
  made->deadline = (lark_timer){.fire = expire, .owner = made};
  lark_text_init(&made->url, allocator);
  lark_text_init(&made->body, allocator);
  return made;
}

static void land(call *landed);

static void free_call(call *made) {
  lark_client *client = made->client;
  land(made);
  lark_timers_unreserve(&client->timers, 2);
  lark_token_release(made->token);
  lark_result_free(made->result); // NULL if the callback kept it
  lark_text_clear(&made->url);
  if (made->secret)
    lark_secret_clear(&made->body);
  else
    lark_text_clear(&made->body);
  lark_release(&client->settings.allocator, made, sizeof *made);
}

void lark_call_drop(call *unlaunched) {
  lark_slots_give_back(&unlaunched->client->slots, unlaunched->id);
  free_call(unlaunched);
}

void lark_call_launch(call *launched) {
  lark_client *client = launched->client;
  launched->waiting_us = lark_now_us();
  if (launched->has_deadline)
    lark_timer_set(&client->timers, &launched->deadline,
                   launched->waiting_us +
                       (uint64_t)client->settings.deadline_ms * 1000);
  lark_queue_add(&client->ready, &launched->link);
}

// ------------------------------------------------------------------------ log

lark_secrets lark_call_secrets(const call *sent) {
  const lark_settings *settings = &sent->client->settings;
  const lark_isv *isv = &sent->client->isv;
  return (lark_secrets){{settings->app_secret, settings->static_token,
                         sent->token != NULL ? sent->token->value : NULL,
                         settings->app_ticket, isv->used_ticket,
                         isv->used_token}};
}

// Tells the host's log of an attempt that ended at `now_us`.
static void log_attempt(const call *logged, const lark_reply *reply,
                        const lark_error *error, const char *next,
                        uint64_t now_us) {
  const lark_settings *settings = &logged->client->settings;
  if (settings->log == NULL) return;
  lark_log_entry entry = {
      .size = sizeof entry,
      .endpoint = logged->name,
      .attempt = logged->attempts.count,
      .http_status = (int)reply->http_status,
      .code = error->code,
      .status = error->status,
      .log_id = reply->log_id,
      .wait_us = logged->sent_us - logged->waiting_us,
      .duration_us = now_us - logged->sent_us,
      .next = next,
      .date_s = lark_reply_date_s(reply),
      .limit = reply->limit,
  };
  settings->log(settings->log_user, &entry);
}

// ------------------------------------------------------------------ transfers

static void put_transfer(lark_client *client, lark_transfer *transfer) {
  transfer->next = client->idle;
  client->idle = transfer;
}

// Takes a call off the wire and out of every line, giving back what it holds.
static void land(call *landed) {
  lark_client *client = landed->client;
  lark_transfer *transfer = landed->transfer;
  uint64_t now_us = lark_now_us();
  bool granted = landed->link.queue == &client->granted || landed->has_slot;
  lark_queue_remove(&landed->link);
  lark_timer_stop(&client->timers, &landed->pause);
  lark_timer_stop(&client->timers, &landed->deadline);
  if (transfer != NULL) {
    curl_multi_remove_handle(client->loop.multi, transfer->easy);
    if (landed->budget != NULL) lark_budget_answer(landed->budget, now_us, 0);
    lark_transfer_unload(transfer, CURLE_ABORTED_BY_CALLBACK);
    lark_secrets secrets = lark_call_secrets(landed);
    lark_reply_mask(&transfer->reply, &secrets);
    log_attempt(landed, &transfer->reply,
                &(lark_error){.status = LARK_ECANCELLED}, "failed", now_us);
    put_transfer(client, transfer);
    landed->transfer = NULL;
    client->in_flight--;
  } else if (granted && landed->budget != NULL) {
    lark_budget_give_back(landed->budget, now_us);
  }
  landed->has_slot = false;
}

// -------------------------------------------------------------------- endings

static const char rejected_again[] =
    "The platform keeps rejecting the token that it issues. Check that "
    "base_url belongs to the app's tenant and the app is installed there.";
static const char rejected_static[] =
    "The client was given tenant_access_token and cannot renew it: give it a "
    "fresh one, or app_id and app_secret.";

// Adds what only the call knows.
static void describe(const call *failed, lark_failure *failure) {
  lark_error *error = &failure->error;
  error->endpoint = failed->name;
  error->attempts = failed->attempts.count;
  const lark_code *known = lark_code_find(error->code);
  if (error->code == 0 || known == NULL) return;
  if (known->reaction != LARK_RENEW_TOKEN &&
      known->reaction != LARK_RENEW_APP_TOKEN)
    return;
  if (failed->client->settings.static_token != NULL)
    lark_failure_hint(failure, "%s", rejected_static);
  else if (failed->attempts.renewed)
    lark_failure_hint(failure, "%s", rejected_again);
}

void lark_call_complete(call *ended, const lark_failure *failure) {
  lark_client *client = ended->client;
  if (ended->link.queue == &client->done) return;
  land(ended);
  if (failure != NULL) {
    lark_failure whole;
    lark_failure_copy(&whole, failure);
    describe(ended, &whole);
    lark_result_fail(ended->result, &whole);
  }
  ended->round = client->round;
  lark_queue_add(&client->done, &ended->link);
}

void lark_call_cancel(call *cancelled) {
  lark_failure failure;
  lark_fail(&failure, LARK_ECANCELLED, "%s",
            cancelled->client->closing ? "the client was closed"
                                       : "the call was cancelled");
  lark_call_complete(cancelled, &failure);
}

// One call with a deadline may wait longer; the others are not held by that.
static const uint64_t LONGEST_HOLD_US = 600000000;

static uint64_t shorter(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

// Follows the verdict on a failed attempt.
static void follow(call *failed, lark_verdict verdict, lark_reaction reaction,
                   const lark_failure *failure, uint64_t now_us) {
  lark_client *client = failed->client;
  failed->waiting_us = now_us;
  switch (verdict.action) {
  case LARK_GIVE_UP: lark_call_complete(failed, failure); return;
  case LARK_AGAIN_RENEWED:
    if (lark_tokens_drop(client, failed->token) &&
        reaction == LARK_RENEW_APP_TOKEN)
      lark_isv_reject(client);
    break;
  case LARK_AGAIN_HELD:
    if (failed->budget != NULL)
      lark_budget_hold(failed->budget,
                       shorter(verdict.delay_us, LONGEST_HOLD_US), now_us);
    break;
  case LARK_AGAIN_AFTER: break;
  }
  client->stats.retries++;
  lark_result_reset(failed->result);
  if (verdict.delay_us > 0)
    lark_timer_set(&client->timers, &failed->pause, now_us + verdict.delay_us);
  else
    lark_queue_add(&client->ready, &failed->link);
}

static const char perhaps_done[] =
    "It may have been done all the same: look before you send it again.";

static void judge(call *failed, const lark_reply *reply, lark_answer answer,
                  lark_failure *failure, uint64_t now_us) {
  lark_client *client = failed->client;
  if (answer.reaction == LARK_HOLD) {
    client->stats.limited++;
    if (failed->budget != NULL) lark_budget_learn(failed->budget, reply->limit);
  }
  lark_setback setback = {
      .reaction = answer.reaction,
      .sent = reply->sent,
      .stale = reply->code == CURLE_ABORTED_BY_CALLBACK,
      .repeatable = failed->repeatable,
      .has_deadline = failed->has_deadline,
      .token_is_fixed =
          client->settings.static_token != NULL || failed->internal,
      .reset_s = reply->reset_s,
  };
  // Nothing but a token will do, and asking for one does no harm.
  if (failed->internal && reply->too_large) setback.reaction = LARK_REPEAT;
  // It may have been done: trying again is for a person to decide.
  if (answer.reaction == LARK_REPEAT && reply->sent && !failed->repeatable) {
    failure->error.retryable = false;
    lark_failure_hint(failure, "%s", perhaps_done);
  }
  lark_verdict verdict =
      lark_retry_decide(&failed->attempts, &setback, client->settings.retries,
                        now_us, lark_client_random(client));
  static const char *const next[] = {
      [LARK_GIVE_UP] = "failed",
      [LARK_AGAIN_AFTER] = "repeat",
      [LARK_AGAIN_HELD] = "hold",
      [LARK_AGAIN_RENEWED] = "renew token",
  };
  log_attempt(failed, reply, &failure->error, next[verdict.action], now_us);
  follow(failed, verdict, answer.reaction, failure, now_us);
}

static void count(lark_client *client, const lark_transfer *transfer) {
  curl_off_t total_us = 0;
  curl_off_t received = 0;
  curl_off_t sent = 0;
  long headers = 0;
  long request = 0;
  CURL *easy = transfer->easy;
  curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &total_us);
  curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
  curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &sent);
  curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &headers);
  curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request);
  lark_histogram_add(&client->times, (uint64_t)total_us);
  client->stats.received_bytes += (uint64_t)received + (uint64_t)headers;
  client->stats.sent_bytes += (uint64_t)sent + (uint64_t)request;
}

static void note_round_trip(lark_client *client, uint64_t us) {
  if (us > 0 && (client->quickest_us == 0 || us < client->quickest_us))
    client->quickest_us = us;
}

void lark_call_finish(lark_transfer *transfer, CURLcode code) {
  call *finished = transfer->call;
  lark_client *client = finished->client;
  uint64_t now_us = lark_now_us();
  uint64_t round_trip_us = lark_transfer_round_trip_us(transfer);
  count(client, transfer);
  curl_multi_remove_handle(client->loop.multi, transfer->easy);
  lark_transfer_unload(transfer, code);
  finished->transfer = NULL;
  client->in_flight--;
  if (transfer->reply.http_status == 0) round_trip_us = 0;
  // A client without token calls has nothing better than the connection.
  if (client->quickest_us == 0 && client->settings.static_token != NULL)
    note_round_trip(client, lark_transfer_connect_us(transfer));
  if (finished->budget != NULL)
    lark_budget_answer(finished->budget, now_us, round_trip_us);
  else
    note_round_trip(client, round_trip_us);

  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  lark_secrets secrets = lark_call_secrets(finished);
  lark_reply_mask(&transfer->reply, &secrets);
  lark_answer answer = lark_answer_read(&transfer->reply, finished->endpoint,
                                        &secrets, finished->result, &failure);
  if (lark_answer_is_final(answer, &failure))
    lark_recorder_record(finished, &transfer->reply, &secrets);
  if (answer.ok) {
    log_attempt(finished, &transfer->reply, &(lark_error){.status = LARK_OK},
                "done", now_us);
    lark_call_complete(finished, NULL);
  } else {
    judge(finished, &transfer->reply, answer, &failure, now_us);
  }
  lark_reply_reset(&transfer->reply);
  put_transfer(client, transfer);
}

// A transfer whose socket nobody could watch would wait for ever.
static void finish_unwatched(lark_client *client) {
  uint32_t at = 0;
  for (const call *waiting = lark_slots_next(&client->slots, &at);
       waiting != NULL; waiting = lark_slots_next(&client->slots, &at)) {
    if (waiting->transfer != NULL && waiting->transfer->unwatched)
      lark_call_finish(waiting->transfer, CURLE_OUT_OF_MEMORY);
  }
}

bool lark_calls_collect(lark_client *client, uint32_t most) {
  if (client->loop.unwatched) {
    client->loop.unwatched = false;
    finish_unwatched(client);
  }
  int left = 0;
  for (uint32_t i = 0; i < most; i++) {
    CURLMsg *message = curl_multi_info_read(client->loop.multi, &left);
    if (message == NULL) return false;
    if (message->msg != CURLMSG_DONE) continue;
    CURLcode code = message->data.result;
    char *transfer = NULL;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    lark_call_finish((lark_transfer *)(void *)transfer, code);
  }
  return left > 0;
}

bool lark_calls_deliver(lark_client *client, uint64_t round) {
  call *ended = lark_call_first(&client->done);
  if (ended == NULL || ended->round >= round) return false;
  // It is stale from here on: the callback may start, cancel and close.
  lark_queue_remove(&ended->link);
  if (!ended->internal) {
    client->pending--;
    client->stats.calls++;
    if (lark_result_error(ended->result) != NULL) client->stats.failures++;
  }
  lark_slots_give_back(&client->slots, ended->id);
  if (ended->done != NULL && !client->silent)
    ended->done(client, ended->id, ended->result, ended->user);
  free_call(ended);
  return true;
}

void lark_calls_cancel(lark_client *client) {
  uint32_t at = 0;
  for (call *next = lark_slots_next(&client->slots, &at); next != NULL;
       next = lark_slots_next(&client->slots, &at))
    lark_call_cancel(next);
}
