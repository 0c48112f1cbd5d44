// SPDX-License-Identifier: MIT
#include "listening.h"

#include "arrivals.h"
#include "call.h"
#include "clock.h"
#include "connection.h"
#include "due.h"
#include "gateway.h"
#include "note.h"

// -------------------------------------------------------------------- its host

// The language of the platform's messages.
static bool add_locale(lark_active_call *call) {
  const lark_header header = {"locale", "zh"};
  lark_extras *extras = lark_call_extend(call);
  return extras != NULL &&
         lark_headers_take(&extras->headers, &call->client->settings.allocator,
                           &header, 1) == LARK_OK;
}

// A call of our own, without a token, that takes as long as it is given.
static lark_status ask(void *user, uint32_t timeout_ms,
                       lark_listen_asked *asked, void *asked_user,
                       uint64_t *handle) {
  lark_client *client = user;
  lark_active_call *call = lark_call_new(client);
  *handle = 0;
  if (call == NULL) return LARK_ENOMEM;
  call->fetched = asked;
  call->user = asked_user;
  call->name = "events.endpoint";
  call->method = "POST";
  call->token_kind = LARK_TOKEN_NONE;
  call->repeatable = true;
  call->json.secret = true;
  lark_call_send_json(call);
  lark_gateway_write(&client->settings, &call->url, &call->json.text);
  if (call->url.failed || call->json.text.failed || !add_locale(call)) {
    lark_slots_give_back(&client->slots, call->id);
    lark_call_free(call);
    return LARK_ENOMEM;
  }
  *handle = call->id;
  lark_call_launch(call);
  call->has_deadline = true;
  lark_timer_set(&client->timers, &call->deadline,
                 call->waiting_us + (uint64_t)timeout_ms * 1000);
  return LARK_OK;
}

static void forget(void *user, const lark_result *result) {
  (void)user, (void)result;
}

// It may have its answer already, which nobody is told of any more.
static void cancel(void *user, uint64_t handle) {
  lark_client *client = user;
  lark_active_call *call = lark_call_find(client, handle);
  if (call == NULL) return;
  call->fetched = forget;
  if (call->link.queue != &client->done) lark_call_cancel(call);
}

static void say(void *user, lark_status status, const char *text) {
  const lark_client *client = user;
  lark_note(&client->settings, "events", status, text);
}

lark_status lark_listening_open(lark_client *client) {
  const lark_listen_host host = {
      .ask = ask, .cancel = cancel, .say = say, .user = client};
  return lark_connection_init(&client->listener, client, &client->settings,
                              &client->pool.loop, &client->timers,
                              &client->random, &host);
}

// ----------------------------------------------------------- a host's requests

void lark_listen_options_init(lark_listen_options *options, size_t size) {
  lark_listen_options defaults = {.max_events = 256,
                                  .max_bytes = (size_t)8 << 20};
  memset(options, 0, size);
  memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
  options->size = size;
}

static lark_status refuse_store_app(lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG, "store apps have no long connections");
  lark_failure_hint(failure, "Let the platform send its events to a request "
                             "address: `lualark listen --webhook`.");
  return LARK_ECONFIG;
}

static lark_status refuse_nameless(lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG,
            "a long connection needs app_id and app_secret");
  lark_failure_hint(failure, "Copy them from the developer console.");
  return LARK_ECONFIG;
}

static lark_status refuse_absent(lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG,
            "this build of liblark has no long connections");
  lark_failure_hint(failure,
                    "Install libwslay-dev and libssl-dev, and build it anew.");
  return LARK_ECONFIG;
}

static lark_status refuse_offline(lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG,
            "a client that only replays has no long connection");
  lark_failure_hint(failure, "Hand the events to the handlers yourself.");
  return LARK_ECONFIG;
}

static lark_status check_client(lark_client *client) {
  lark_failure *failure = &client->last_failure;
  const lark_settings *settings = &client->settings;
  if (client->closing)
    return lark_fail(failure, LARK_ECLOSED, "the client is closed");
  if (!lark_can_listen()) return refuse_absent(failure);
  if (settings->recorder.offline) return refuse_offline(failure);
  if (settings->app == LARK_APP_ISV) return refuse_store_app(failure);
  if (settings->app_id == NULL || settings->app_secret == NULL)
    return refuse_nameless(failure);
  if (client->listener.state != LARK_LISTEN_OFF)
    return lark_fail(failure, LARK_EAGAIN, "the client listens already");
  return LARK_OK;
}

lark_status lark_listen(lark_client *client,
                        const lark_listen_options *options) {
  lark_listen_options known;
  lark_listen_options_init(&known, sizeof known);
  memcpy(&known, options,
         options->size < sizeof known ? options->size : sizeof known);
  lark_status status = check_client(client);
  if (status != LARK_OK) return status;
  if (known.on_event == NULL || known.max_events == 0 || known.max_bytes == 0)
    return lark_fail(&client->last_failure, LARK_EINVAL,
                     "on_event, max_events or max_bytes is missing");
  lark_connection_start(&client->listener, &known);
  lark_due_arm(client);
  return LARK_OK;
}

lark_status lark_listen_answer(lark_client *client, lark_event event,
                               bool taken) {
  lark_failure *failure = &client->last_failure;
  lark_status status = lark_arrivals_answer(&client->listener, event, taken);
  lark_connection_flush(&client->listener);
  lark_due_arm(client);
  if (status == LARK_ESTALE)
    lark_fail(failure, status,
              "the event is answered already, or its connection has ended");
  if (status == LARK_ENOMEM) lark_fail(failure, status, "out of memory");
  return status;
}

void lark_listen_stop(lark_client *client) {
  lark_connection_stop(&client->listener);
  lark_due_arm(client);
}

void lark_client_listen_stats(const lark_client *client,
                              lark_listen_stats *stats) {
  lark_listen_stats now = client->listener.stats;
  size_t size = stats->size < sizeof now ? stats->size : sizeof now;
  now.state = client->listener.state;
  now.size = size;
  memcpy(stats, &now, size);
}

bool lark_can_listen(void) {
  return lark_websocket_is_there();
}
