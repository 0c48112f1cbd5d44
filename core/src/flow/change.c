// SPDX-License-Identifier: MIT
#include "change.h"

#include "memory.h"
#include "recall.h"
#include "recorder.h"

// A change is an internal call never: those bring tokens.
static bool is_for_the_journal(const lark_active_call *call) {
  return call->changes && call->client->settings.journal.write != NULL &&
         !lark_call_is_internal(call) && call->sink == &call->envelope.sink;
}

static lark_exchange exchange_of(const lark_active_call *call) {
  lark_exchange exchange = lark_recall_exchange(call);
  exchange.note = call->change;
  return exchange;
}

static lark_recall refuse_secret(lark_exchange *change) {
  change->status = LARK_EPARAM;
  change->msg = "this change carries a secret, which no journal may hold";
  change->hint = "Make it with a client without a journal.";
  return LARK_RECALL_REFUSE;
}

typedef lark_recall asked(void *user, lark_exchange *change);

// True where the call has ended.
static bool ask(lark_active_call *call, asked *about) {
  const lark_settings *settings = &call->client->settings;
  lark_secrets secrets = lark_call_secrets(call);
  lark_exchange change = exchange_of(call);
  lark_recall verdict = lark_recorder_shows_secret(settings, &change, &secrets)
                            ? refuse_secret(&change)
                            : about(settings->journal.user, &change);
  call->change = change.note;
  return lark_recall_follow(call, verdict, &change, &secrets);
}

bool lark_change_look(lark_active_call *call) {
  if (call->looked || !is_for_the_journal(call)) return false;
  call->looked = true;
  call->client->recalls++;
  return ask(call, call->client->settings.journal.look);
}

bool lark_change_is_unwritten(const lark_active_call *call) {
  return !call->written && is_for_the_journal(call);
}

bool lark_change_commit(lark_client *client, lark_exchange *why) {
  const lark_settings *settings = &client->settings;
  if (settings->journal.commit == NULL) return true;
  *why = lark_recorder_exchange(settings);
  return settings->journal.commit(settings->journal.user, why) !=
         LARK_RECALL_REFUSE;
}

void lark_change_refuse(lark_active_call *call, const lark_exchange *why) {
  lark_secrets secrets = lark_call_secrets(call);
  call->written = false;
  lark_recall_follow(call, LARK_RECALL_REFUSE, why, &secrets);
}

bool lark_change_write(lark_active_call *call) {
  if (ask(call, call->client->settings.journal.write)) return true;
  call->written = true;
  return false;
}

static void end(lark_active_call *call, const lark_exchange *change,
                lark_outcome outcome) {
  const lark_journal *journal = &call->client->settings.journal;
  call->written = false;
  if (journal->end != NULL) journal->end(journal->user, change, outcome);
}

void lark_change_answer(lark_active_call *call, const lark_reply *reply,
                        const lark_secrets *secrets) {
  if (!call->written) return;
  lark_exchange change = exchange_of(call);
  lark_recall_add_answer(call, reply, &change);
  change.status = LARK_OK;
  change.msg = "";
  if (lark_recorder_shows_secret(&call->client->settings, &change, secrets)) {
    change.answer = "";
    change.answer_bytes = 0;
  }
  end(call, &change, LARK_CHANGE_DONE);
}

void lark_change_end(lark_active_call *call) {
  const lark_error *error = lark_result_error(call->result);
  if (!call->written || error == NULL) return;
  lark_exchange change = exchange_of(call);
  change.status = error->status;
  change.msg = error->msg != NULL ? error->msg : "";
  change.code = error->code;
  change.http_status = error->http_status;
  if (error->log_id != NULL) change.log_id = error->log_id;
  lark_outcome outcome = LARK_CHANGE_UNSENT;
  if (error->code != 0) outcome = LARK_CHANGE_REFUSED;
  if (call->maybe_done) outcome = LARK_CHANGE_UNKNOWN;
  end(call, &change, outcome);
}
