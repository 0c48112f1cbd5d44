// SPDX-License-Identifier: MIT
#include "isv.h"

#include "call.h"
#include "fetch.h"
#include "memory.h"
#include "secret.h"

// How often the host is asked whether a ticket has come.
static const uint64_t LOOK_US = 250000;

// The ticket that was known, and those that came after it.
enum { TICKETS_TO_TRY = 3 };

static const lark_store_methods *methods(const lark_client *client) {
  return client->settings.store->methods;
}

static void starve(lark_failure *failure) {
  lark_fail(failure, LARK_ENOMEM, "out of memory");
}

// Keeps a copy of a secret in place of another; false where memory lacks.
static bool note(lark_client *client, char **to, const char *secret) {
  char *copy = lark_copy(&client->settings.allocator, secret);
  lark_release_secret(&client->settings.allocator, *to);
  *to = copy;
  return copy != NULL;
}

static bool is(const char *noted, const char *value) {
  return noted != NULL && strcmp(noted, value) == 0;
}

// Whoever waits for a ticket or an app token in the store fails with us.
static void fail(lark_client *client, const lark_failure *failure) {
  lark_isv *isv = &client->isv;
  uint64_t now_us = lark_now_us();
  lark_timer_stop(&client->timers, &isv->look);
  lark_ask_withdraw(&isv->ticket_ask.ask);
  if (isv->must_bring) methods(client)->fail(isv->ticket, failure, now_us);
  isv->must_bring = false;
  if (isv->must_fetch) methods(client)->fail(isv->app_token, failure, now_us);
  isv->must_fetch = false;
  lark_tokens_fail(client, failure);
}

static void fail_starved(lark_client *client) {
  lark_failure failure;
  starve(&failure);
  fail(client, &failure);
}

// ------------------------------------------------------------------- app token

static void use_app_token(lark_client *client, const char *value) {
  lark_isv *isv = &client->isv;
  lark_failure failure;
  if (is(isv->rejected, value)) {
    lark_release_secret(&client->settings.allocator, isv->rejected);
    isv->rejected = NULL;
    lark_fail(&failure, LARK_EAUTH,
              "the platform rejects an app token and then issues the same one "
              "again");
    lark_failure_hint(&failure, "Check app_ticket and the app's credentials.");
    fail(client, &failure);
  } else if (note(client, &isv->used_token, value)) {
    lark_tokens_take_app_token(client, isv->used_token);
  } else {
    fail_starved(client);
  }
}

static void want_ticket(lark_client *client, uint64_t now_us);

static bool is_about_ticket(int64_t code) {
  const lark_code *known = lark_code_find(code);
  return known != NULL && known->reaction == LARK_RENEW_TICKET;
}

static void on_app_token(lark_client *client, lark_call id, lark_result *result,
                         void *user) {
  (void)id, (void)user;
  lark_isv *isv = &client->isv;
  lark_failure failure;
  uint64_t life_us = 0;
  uint64_t now_us = lark_now_us();
  if (client->closing) return;
  const char *value =
      lark_fetch_read(result, "app_access_token", &life_us, &failure);
  if (value != NULL) {
    uint64_t age_us = now_us - isv->fetch_us;
    isv->must_fetch = false;
    if (methods(client)->put(isv->app_token, value,
                             life_us > age_us ? life_us - age_us : 0,
                             now_us) == LARK_OK)
      use_app_token(client, value);
    else
      fail_starved(client);
  } else if (is_about_ticket(failure.error.code) &&
             ++isv->refused < TICKETS_TO_TRY) {
    methods(client)->drop(isv->ticket, isv->used_ticket);
    want_ticket(client, now_us);
  } else {
    fail(client, &failure);
  }
}

static void fetch_app_token(lark_client *client, const char *ticket) {
  const lark_settings *settings = &client->settings;
  lark_isv *isv = &client->isv;
  lark_call started = 0;
  if (!note(client, &isv->used_ticket, ticket)) {
    fail_starved(client);
    return;
  }
  lark_member members[] = {{"app_id", settings->app_id},
                           {"app_secret", settings->app_secret},
                           {"app_ticket", isv->used_ticket}};
  isv->fetch_us = lark_now_us();
  if (lark_fetch_start(client, "auth.app_access_token", "app_access_token",
                       members, 3, on_app_token, &started) == LARK_OK)
    client->stats.token_fetches++;
  else
    fail_starved(client);
}

// ---------------------------------------------------------------------- ticket

// The host's ticket, unless it is the one that was refused.
static const char *look_up(lark_client *client) {
  const lark_settings *settings = &client->settings;
  if (settings->ticket == NULL) return NULL;
  const char *ticket = settings->ticket(settings->ticket_user);
  if (ticket == NULL || ticket[0] == '\0') return NULL;
  return is(client->isv.used_ticket, ticket) ? NULL : ticket;
}

static lark_status bring(lark_client *client, const char *ticket,
                         uint64_t now_us) {
  client->isv.must_bring = false;
  return methods(client)->put(client->isv.ticket, ticket, UINT64_MAX, now_us);
}

static void on_ticket(lark_client *client, uint64_t now_us);

// Asks for the ticket once more; since it is on us to bring it, that waits for
// what anybody brings.
static void wait_for_ticket(lark_client *client, uint64_t now_us) {
  lark_isv *isv = &client->isv;
  isv->give_up_us = now_us + (uint64_t)client->settings.timeout_ms * 1000;
  lark_timer_set(&client->timers, &isv->look, now_us + LOOK_US);
  if (methods(client)->get(isv->ticket, &isv->ticket_ask, now_us))
    on_ticket(client, now_us);
}

static void on_resent(lark_client *client, lark_call id, lark_result *result,
                      void *user) {
  (void)id, (void)user;
  const lark_error *error = lark_result_error(result);
  // A ticket may have come without it.
  if (client->closing || error == NULL || !client->isv.must_bring) return;
  lark_failure failure;
  lark_fail(&failure, error->status, "no app_ticket: %s", error->msg);
  failure.error.code = error->code;
  if (error->hint != NULL) lark_failure_hint(&failure, "%s", error->hint);
  fail(client, &failure);
}

static void resend(lark_client *client, uint64_t now_us) {
  const lark_settings *settings = &client->settings;
  lark_call started = 0;
  if (lark_fetch_start(client, "auth.app_ticket.resend", "app_ticket/resend",
                       (lark_member[]){{"app_id", settings->app_id},
                                       {"app_secret", settings->app_secret}},
                       2, on_resent, &started) == LARK_OK)
    wait_for_ticket(client, now_us);
  else
    fail_starved(client);
}

static void on_ticket(lark_client *client, uint64_t now_us) {
  lark_isv *isv = &client->isv;
  const lark_credential_ask *answer = &isv->ticket_ask;
  lark_timer_stop(&client->timers, &isv->look);
  if (answer->value != NULL) {
    isv->must_bring = false;
    fetch_app_token(client, answer->value);
  } else if (answer->failure != NULL) {
    fail(client, answer->failure);
  } else {
    isv->must_bring = true;
    const char *ticket = look_up(client);
    if (ticket == NULL)
      resend(client, now_us);
    else if (bring(client, ticket, now_us) == LARK_OK)
      want_ticket(client, now_us);
    else
      fail_starved(client);
  }
}

static void on_ticket_answered(lark_ask *answered, uint64_t now_us) {
  on_ticket(answered->owner, now_us);
  lark_client_arm(answered->owner);
}

static void want_ticket(lark_client *client, uint64_t now_us) {
  if (methods(client)->get(client->isv.ticket, &client->isv.ticket_ask, now_us))
    on_ticket(client, now_us);
}

// The timer's, while a ticket is waited for.
static void look(void *owner, uint64_t now_us) {
  lark_client *client = owner;
  lark_isv *isv = &client->isv;
  const char *ticket = look_up(client);
  if (ticket != NULL) {
    // Putting it answers our own ask, too.
    if (bring(client, ticket, now_us) != LARK_OK) fail_starved(client);
    return;
  }
  if (now_us < isv->give_up_us) {
    lark_timer_set(&client->timers, &isv->look, now_us + LOOK_US);
    return;
  }
  lark_failure failure;
  lark_fail(&failure, LARK_EAUTH, "no app_ticket came");
  failure.error.retryable = true;
  lark_failure_hint(
      &failure,
      "The platform sends it to the app's event address, about hourly "
      "and when asked to: give it to the client as app_ticket.");
  fail(client, &failure);
}

lark_status lark_set_app_ticket(lark_client *client, const char *ticket) {
  lark_failure *failure = &client->last_failure;
  if (client->isv.ticket == NULL) {
    lark_fail(failure, LARK_ECONFIG, "app_ticket belongs to store apps");
    lark_failure_hint(failure, "Open the client with app_type isv.");
    return LARK_ECONFIG;
  }
  if (ticket == NULL || ticket[0] == '\0')
    return lark_fail(failure, LARK_ECONFIG, "app_ticket is empty");
  lark_status status = bring(client, ticket, lark_now_us());
  lark_client_arm(client);
  return status == LARK_OK ? status
                           : lark_fail(failure, status, "out of memory");
}

// ------------------------------------------------------------------ from above

static void take_app_token(lark_client *client, uint64_t now_us) {
  lark_isv *isv = &client->isv;
  const lark_credential_ask *answer = &isv->app_token_ask;
  if (answer->must_fetch) {
    isv->must_fetch = true;
    isv->refused = 0;
    want_ticket(client, now_us);
  } else if (answer->value != NULL) {
    use_app_token(client, answer->value);
  } else {
    fail(client, answer->failure);
  }
}

static void on_app_token_answered(lark_ask *answered, uint64_t now_us) {
  take_app_token(answered->owner, now_us);
  lark_client_arm(answered->owner);
}

void lark_isv_want(lark_client *client, uint64_t now_us) {
  lark_isv *isv = &client->isv;
  if (methods(client)->get(isv->app_token, &isv->app_token_ask, now_us))
    take_app_token(client, now_us);
}

void lark_isv_reject(lark_client *client) {
  lark_isv *isv = &client->isv;
  if (isv->used_token == NULL) return;
  methods(client)->drop(isv->app_token, isv->used_token);
  lark_release_secret(&client->settings.allocator, isv->rejected);
  isv->rejected = isv->used_token;
  isv->used_token = NULL;
}

// -------------------------------------------------------------- open and close

// A ticket given at the start counts where no newer one is known.
static lark_status take_first_ticket(lark_client *client) {
  lark_isv *isv = &client->isv;
  const char *ticket = client->settings.app_ticket;
  uint64_t now_us = lark_now_us();
  if (ticket == NULL) return LARK_OK;
  bool answered = methods(client)->get(isv->ticket, &isv->ticket_ask, now_us);
  lark_ask_withdraw(&isv->ticket_ask.ask);
  if (answered && isv->ticket_ask.value != NULL) return LARK_OK;
  return bring(client, ticket, now_us);
}

lark_status lark_isv_open(lark_client *client) {
  const lark_settings *settings = &client->settings;
  lark_isv *isv = &client->isv;
  lark_owner owner = lark_settings_app(settings);
  isv->look.fire = look;
  isv->look.owner = client;
  isv->ticket_ask.ask =
      (lark_ask){.answered = on_ticket_answered, .owner = client};
  isv->app_token_ask.ask =
      (lark_ask){.answered = on_app_token_answered, .owner = client};
  lark_store *store = settings->store;
  isv->ticket = methods(client)->credential(store, LARK_APP_TICKET, &owner);
  isv->app_token = methods(client)->credential(store, LARK_APP_TOKEN, &owner);
  if (isv->ticket == NULL || isv->app_token == NULL ||
      lark_timers_reserve(&client->timers, 1) != LARK_OK)
    return LARK_ENOMEM;
  return take_first_ticket(client);
}

void lark_isv_resign(lark_client *client, uint64_t now_us) {
  lark_isv *isv = &client->isv;
  lark_timer_stop(&client->timers, &isv->look);
  lark_ask_withdraw(&isv->ticket_ask.ask);
  lark_ask_withdraw(&isv->app_token_ask.ask);
  if (isv->must_bring) methods(client)->fail(isv->ticket, NULL, now_us);
  if (isv->must_fetch) methods(client)->fail(isv->app_token, NULL, now_us);
  isv->must_bring = isv->must_fetch = false;
}

void lark_isv_clear(lark_client *client) {
  const lark_allocator *allocator = &client->settings.allocator;
  lark_release_secret(allocator, client->isv.used_ticket);
  lark_release_secret(allocator, client->isv.used_token);
  lark_release_secret(allocator, client->isv.rejected);
}
