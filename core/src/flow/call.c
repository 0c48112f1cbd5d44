// SPDX-License-Identifier: MIT
#include "call.h"

#include <stdio.h>

#include "clock.h"
#include "downloading.h"
#include "language.h"
#include "memory.h"
#include "shortage.h"

// ---------------------------------------------------------------- new and free

static void resume(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_active_call *call = owner;
  lark_queue_add(&call->client->ready, &call->link);
}

static const char *waits_for(const lark_active_call *call) {
  const lark_queue *queue = call->link.queue;
  const lark_queue *awaiting_token = call->client->awaiting_token;
  if (call->transfer != NULL) return "an answer";
  if (queue == &awaiting_token[0] || queue == &awaiting_token[1])
    return "a token";
  if (call->budget != NULL && queue == &call->budget->waiting)
    return "the rate limit";
  if (call->pause.place != 0) return "a repeat";
  return "its turn";
}

static void expire(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_failure failure;
  lark_fail(&failure, LARK_ETIMEOUT, "the deadline passed while waiting for %s",
            lark_words(waits_for(owner)));
  lark_failure_hint(&failure, "Raise `deadline`, or make fewer calls at once.");
  failure.error.retryable = true;
  lark_call_complete(owner, &failure);
}

lark_active_call *lark_call_find(const lark_client *client, lark_call id) {
  return lark_slots_find(&client->slots, id);
}

static void fill_in(lark_active_call *call, lark_client *client,
                    lark_result *result) {
  const lark_allocator *allocator = &client->settings.allocator;
  call->client = client;
  call->result = result;
  result->holder = &call->result;
  call->body = &lark_body_none;
  call->sink = &call->envelope.sink;
  call->pause = (lark_timer){.fire = resume, .owner = call};
  call->deadline = (lark_timer){.fire = expire, .owner = call};
  lark_text_init(&call->url, allocator);
  lark_body_json_init(&call->json, allocator);
  lark_sink_envelope_init(&call->envelope, client->settings.max_response_bytes);
}

lark_active_call *lark_call_new(lark_client *client) {
  const lark_allocator *allocator = &client->settings.allocator;
  if (lark_timers_reserve(&client->timers, 2) != LARK_OK) return NULL;
  lark_active_call *call = lark_alloc(allocator, sizeof *call);
  lark_result *result = call != NULL ? lark_result_new(client->shelf) : NULL;
  if (result != NULL) call->id = lark_slots_take(&client->slots, call);
  if (result != NULL && call->id != 0) {
    fill_in(call, client, result);
    return call;
  }
  lark_result_free(result);
  lark_release(allocator, call, sizeof *call);
  lark_timers_unreserve(&client->timers, 2);
  return NULL;
}

void lark_call_send_json(lark_active_call *call) {
  call->body = &call->json.body;
}

void lark_call_launch(lark_active_call *call) {
  lark_client *client = call->client;
  call->waiting_us = lark_now_us();
  if (call->has_deadline)
    lark_timer_set(&client->timers, &call->deadline,
                   call->waiting_us +
                       (uint64_t)client->settings.deadline_ms * 1000);
  lark_queue_add(&client->ready, &call->link);
}

// ------------------------------------------------------------------------- log

lark_secrets lark_call_secrets(const lark_active_call *call) {
  return lark_auth_secrets(&call->client->auth,
                           call->token != NULL ? call->token : call->own_token);
}

void lark_call_log(const lark_active_call *call, const lark_reply *reply,
                   const lark_error *error, const char *next, uint64_t now_us) {
  const lark_settings *settings = &call->client->settings;
  if (settings->log == NULL) return;
  lark_log_entry entry = {
      .size = sizeof entry,
      .endpoint = call->name,
      .attempt = call->attempts.count,
      .http_status = (int)reply->http_status,
      .code = error->code,
      .status = error->status,
      .log_id = reply->log_id,
      .wait_us = call->sent_us - call->waiting_us,
      .duration_us = now_us - call->sent_us,
      .next = next,
      .date_s = lark_reply_date_s(reply),
      .limit = reply->limit,
      .mended = error->status == LARK_OK && reply->odd.count > 0
                    ? reply->odd.places
                    : "",
      .note = "",
  };
  settings->log(settings->log_user, &entry);
}

// --------------------------------------------------------------------- endings

static void abort_attempt(lark_active_call *call, uint64_t now_us) {
  lark_transfer *transfer = call->transfer;
  lark_pool *pool = &call->client->pool;
  lark_pool_abort(pool, transfer);
  call->transfer = NULL;
  if (call->budget != NULL) lark_budget_answer(call->budget, now_us, 0);
  lark_secrets secrets = lark_call_secrets(call);
  lark_reply_mask(&transfer->reply, &secrets);
  lark_call_log(call, &transfer->reply,
                &(lark_error){.status = LARK_ECANCELLED}, "failed", now_us);
  lark_pool_put_back(pool, transfer);
}

// Takes a call off the wire and out of its queue, and gives back what it holds.
static void take_out(lark_active_call *call) {
  lark_client *client = call->client;
  uint64_t now_us = lark_now_us();
  bool has_slot =
      call->link.queue == &client->budgets.granted || call->has_slot;
  lark_queue_remove(&call->link);
  lark_timer_stop(&client->timers, &call->pause);
  lark_timer_stop(&client->timers, &call->deadline);
  if (call->transfer != NULL)
    abort_attempt(call, now_us);
  else if (has_slot && call->budget != NULL)
    lark_budget_give_back(call->budget, now_us);
  call->has_slot = false;
  if (call->budget != NULL) lark_budget_leave(call->budget);
  call->budget = NULL;
}

void lark_call_join(lark_active_call *call, lark_budget *budget) {
  call->budget = budget;
  if (budget != NULL) lark_budget_join(budget);
}

lark_status lark_call_act_for(lark_active_call *call, const char *user_token) {
  const lark_settings *settings = &call->client->settings;
  call->token_kind = LARK_TOKEN_USER;
  call->own_token =
      lark_token_new(&settings->allocator, user_token, settings->user_agent);
  return call->own_token != NULL ? LARK_OK : LARK_ENOMEM;
}

lark_extras *lark_call_extend(lark_active_call *call) {
  call->extras =
      lark_alloc(&call->client->settings.allocator, sizeof *call->extras);
  return call->extras;
}

static void free_extras(const lark_active_call *call) {
  lark_extras *extras = call->extras;
  if (extras == NULL) return;
  if (extras->download != NULL) lark_downloading_free(extras->download);
  lark_headers_clear(&extras->headers);
  if (extras->bytes.body.methods != NULL) lark_body_clear(&extras->bytes.body);
  if (extras->form.body.methods != NULL) lark_body_clear(&extras->form.body);
  lark_release(&call->client->settings.allocator, extras, sizeof *extras);
}

void lark_call_free(lark_active_call *call) {
  lark_client *client = call->client;
  take_out(call);
  lark_timers_unreserve(&client->timers, 2);
  lark_token_release(call->token);
  lark_token_release(call->own_token);
  lark_result_free(call->result); // NULL if the callback kept it
  lark_text_clear(&call->url);
  lark_body_clear(&call->json.body);
  free_extras(call);
  lark_release_string(&client->settings.allocator, call->row);
  lark_release(&client->settings.allocator, call, sizeof *call);
}

static const char rejected_again[] =
    "The platform keeps rejecting the token that it issues. Check that "
    "base_url belongs to the app's tenant and the app is installed there.";
static const char rejected_user[] =
    "The user_access_token has expired, or was withdrawn: the person has to "
    "log "
    "in again, or your program to refresh it "
    "(/open-apis/authen/v2/oauth/token). The client cannot.";
static const char rejected_static[] =
    "The client was given tenant_access_token and cannot renew it: give it a "
    "fresh one, or app_id and app_secret.";

// Adds what only the call knows.
void lark_call_label(const lark_active_call *call, char *room, size_t bytes) {
  if (call->endpoint != NULL || lark_call_is_internal(call)) {
    snprintf(room, bytes, "%s", call->name);
    return;
  }
  if (call->extras != NULL && call->extras->download != NULL) {
    snprintf(room, bytes, "download from %s", call->extras->download->host);
    return;
  }
  const char *path = call->url.bytes + strlen(call->client->settings.base_url);
  snprintf(room, bytes, "%s %.*s", call->method, (int)strcspn(path, "?"), path);
  lark_secrets secrets = lark_call_secrets(call);
  lark_mask(&secrets, room, strlen(room));
}

static void describe(const lark_active_call *call, lark_failure *failure) {
  lark_error *error = &failure->error;
  char label[sizeof failure->endpoint];
  lark_call_label(call, label, sizeof label);
  lark_failure_endpoint(failure, label);
  error->attempts = call->attempts.count;
  const lark_code *known = lark_code_find(error->code);
  if (error->code == 0 || known == NULL) return;
  if (known->reaction != LARK_RENEW_TOKEN &&
      known->reaction != LARK_RENEW_APP_TOKEN)
    return;
  if (call->token_kind == LARK_TOKEN_USER)
    lark_failure_hint(failure, "%s", rejected_user);
  else if (call->client->settings.static_token != NULL &&
           call->token_kind == LARK_TOKEN_TENANT)
    lark_failure_hint(failure, "%s", rejected_static);
  else if (call->attempts.renewed)
    lark_failure_hint(failure, "%s", rejected_again);
}

void lark_call_complete(lark_active_call *call, const lark_failure *failure) {
  lark_client *client = call->client;
  if (call->link.queue == &client->done) return;
  // Nobody knows what becomes of an attempt that is on the wire.
  if (call->transfer != NULL) call->maybe_done = true;
  take_out(call);
  if (failure != NULL) {
    lark_failure whole;
    lark_failure_copy(&whole, failure);
    describe(call, &whole);
    lark_result_fail(call->result, &whole);
  }
  call->round = client->round;
  lark_queue_add(&client->done, &call->link);
}

void lark_call_starve(lark_active_call *call, lark_status status) {
  lark_failure failure;
  lark_shortage_fail(&failure, status);
  lark_call_complete(call, &failure);
}

void lark_call_cancel(lark_active_call *call) {
  lark_failure failure;
  lark_fail(&failure, LARK_ECANCELLED, "%s",
            call->client->closing ? "the client was closed"
                                  : "the call was cancelled");
  lark_call_complete(call, &failure);
}
