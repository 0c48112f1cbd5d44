// SPDX-License-Identifier: MIT
#include "authorize.h"

// The fetcher's: a call of our own, without a token.
static lark_status send_fetch(void *user, const lark_fetch *fetch,
                              lark_fetched *fetched, void *fetched_user) {
  lark_client *client = user;
  lark_active_call *call = lark_call_new(client);
  if (call == NULL) return LARK_ENOMEM;
  call->fetched = fetched;
  call->user = fetched_user;
  call->name = fetch->name;
  call->method = "POST";
  call->token_kind = LARK_TOKEN_NONE;
  call->repeatable = true;
  call->json.secret = true;
  lark_call_send_json(call);
  lark_fetch_write(fetch, client->settings.base_url, &call->url,
                   &call->json.text);
  if (call->url.failed || call->json.text.failed) {
    lark_slots_give_back(&client->slots, call->id);
    lark_call_free(call);
    return LARK_ENOMEM;
  }
  lark_call_launch(call);
  if (fetch->token != NULL) client->stats.token_fetches++;
  return LARK_OK;
}

static void on_ready(void *user, lark_token_kind kind) {
  lark_client *client = user;
  lark_queue_move(&client->awaiting_token[kind], &client->ready);
}

static void on_failed(void *user, lark_token_kind kind,
                      const lark_failure *failure) {
  lark_client *client = user;
  lark_queue *waiting = &client->awaiting_token[kind];
  while (waiting->first != NULL)
    lark_call_complete(lark_call_first(waiting), failure);
}

static const lark_auth_events events = {.ready = on_ready, .failed = on_failed};

lark_status lark_authorize_open(lark_client *client) {
  const lark_context context = {
      .settings = &client->settings,
      .session = client->session,
      .timers = &client->timers,
      .fetcher = {.send = send_fetch, .user = client},
  };
  return lark_auth_open(&client->auth, &context, &events, client);
}
