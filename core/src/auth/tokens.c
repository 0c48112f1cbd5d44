// SPDX-License-Identifier: MIT
#include "tokens.h"

#include "call.h"
#include "fetch.h"
#include "isv.h"

static const char check_tenant[] =
    "Check that base_url belongs to the app's tenant and the app is installed "
    "there.";

static const lark_store_methods *methods(const lark_client *client) {
  return client->settings.store->methods;
}

// -------------------------------------------------------------- what is known

static void forget(lark_tokens *tokens) {
  lark_token_release(tokens->current);
  tokens->current = NULL;
}

static bool is(const lark_token *token, const char *value) {
  return token != NULL && strcmp(token->value, value) == 0;
}

static uint64_t after(uint64_t now_us, uint64_t us) {
  return us == UINT64_MAX ? UINT64_MAX : now_us + us;
}

static void fail_waiting(lark_client *client, const lark_failure *failure) {
  lark_queue *waiting = &client->tokens.waiting;
  while (waiting->first != NULL)
    lark_call_complete((call *)waiting->first, failure);
}

static void starve(lark_failure *failure) {
  lark_fail(failure, LARK_ENOMEM, "out of memory");
}

static void explain_same_token(lark_failure *failure) {
  lark_fail(failure, LARK_EAUTH,
            "the platform rejects a token and then issues the same one again");
  lark_failure_hint(failure, "%s", check_tenant);
}

// The store's token becomes the current one.
static void adopt(lark_client *client, const lark_credential_ask *answer,
                  uint64_t now_us) {
  lark_tokens *tokens = &client->tokens;
  lark_failure failure;
  if (is(tokens->rejected, answer->value)) {
    // These calls fail; the next ones try it once more.
    lark_token_release(tokens->rejected);
    tokens->rejected = NULL;
    methods(client)->drop(tokens->kept, answer->value);
    explain_same_token(&failure);
    fail_waiting(client, &failure);
    return;
  }
  if (!is(tokens->current, answer->value)) {
    lark_token *token =
        lark_token_new(&client->settings.allocator, answer->value,
                       client->settings.user_agent);
    if (token == NULL) {
      starve(&failure);
      fail_waiting(client, &failure);
      return;
    }
    forget(tokens);
    tokens->current = token;
  }
  tokens->expires_us = after(now_us, answer->life_us);
  tokens->renew_us = after(now_us, answer->fresh_us);
  lark_queue_move(&tokens->waiting, &client->ready);
}

// ----------------------------------------------------------------------- fetch

void lark_tokens_fail(lark_client *client, const lark_failure *failure) {
  lark_tokens *tokens = &client->tokens;
  uint64_t now_us = lark_now_us();
  tokens->fetching = false;
  // The old token serves on, and the next try waits longer each time.
  tokens->renew_us =
      now_us + methods(client)->fail(tokens->kept, failure, now_us);
  if (tokens->current == NULL) fail_waiting(client, failure);
}

static void keep(lark_client *client, const char *value, uint64_t life_us) {
  lark_tokens *tokens = &client->tokens;
  uint64_t now_us = lark_now_us();
  // Its life is counted from when it was asked for, to be on the safe side.
  uint64_t age_us = now_us - tokens->fetch_us;
  lark_failure failure;
  if (is(tokens->rejected, value)) {
    lark_token_release(tokens->rejected);
    tokens->rejected = NULL;
    explain_same_token(&failure);
    lark_tokens_fail(client, &failure);
    return;
  }
  tokens->fetching = false;
  if (methods(client)->put(tokens->kept, value,
                           life_us > age_us ? life_us - age_us : 0,
                           now_us) == LARK_OK) {
    lark_tokens_want(client, now_us);
  } else {
    starve(&failure);
    fail_waiting(client, &failure);
  }
}

// The app token was refused: another one may do.
static bool may_renew_app_token(const lark_client *client, int64_t code) {
  const lark_code *known = lark_code_find(code);
  return client->settings.app == LARK_APP_ISV && !client->tokens.app_renewed &&
         known != NULL && known->reaction == LARK_RENEW_APP_TOKEN;
}

static void on_fetched(lark_client *client, lark_call id, lark_result *result,
                       void *user) {
  (void)id, (void)user;
  lark_failure failure;
  uint64_t life_us = 0;
  if (client->closing) return;
  const char *value =
      lark_fetch_read(result, "tenant_access_token", &life_us, &failure);
  if (value != NULL) {
    keep(client, value, life_us);
  } else if (may_renew_app_token(client, failure.error.code)) {
    client->tokens.app_renewed = true;
    lark_isv_reject(client);
    lark_isv_want(client, lark_now_us());
  } else {
    lark_tokens_fail(client, &failure);
  }
}

static void fetch(lark_client *client, const char *path,
                  const lark_member *members) {
  lark_call started = 0;
  lark_status status = lark_fetch_start(client, "auth.tenant_access_token",
                                        path, members, 2, on_fetched, &started);
  if (status == LARK_OK) {
    client->stats.token_fetches++;
  } else {
    lark_failure failure;
    starve(&failure);
    lark_tokens_fail(client, &failure);
  }
}

void lark_tokens_take_app_token(lark_client *client, const char *app_token) {
  fetch(client, "tenant_access_token",
        (lark_member[]){{"app_access_token", app_token},
                        {"tenant_key", client->settings.tenant_key}});
}

static void start_fetch(lark_client *client, uint64_t now_us) {
  const lark_settings *settings = &client->settings;
  client->tokens.fetching = true;
  client->tokens.app_renewed = false;
  client->tokens.fetch_us = now_us;
  if (settings->app == LARK_APP_ISV)
    lark_isv_want(client, now_us);
  else
    fetch(client, "tenant_access_token/internal",
          (lark_member[]){{"app_id", settings->app_id},
                          {"app_secret", settings->app_secret}});
}

// ------------------------------------------------------------------- the store

static void take_answer(lark_client *client, uint64_t now_us) {
  const lark_credential_ask *answer = &client->tokens.ask;
  bool must_fetch = answer->must_fetch;
  if (answer->failure != NULL && answer->value == NULL)
    fail_waiting(client, answer->failure);
  if (answer->value != NULL) adopt(client, answer, now_us);
  if (must_fetch) start_fetch(client, now_us);
}

static void on_answered(lark_ask *answered, uint64_t now_us) {
  lark_client *client = answered->owner;
  take_answer(client, now_us);
  lark_client_arm(client);
}

void lark_tokens_want(lark_client *client, uint64_t now_us) {
  lark_tokens *tokens = &client->tokens;
  if (tokens->kept == NULL || tokens->fetching) return;
  if (lark_ask_waits(&tokens->ask.ask)) return;
  if (methods(client)->get(tokens->kept, &tokens->ask, now_us))
    take_answer(client, now_us);
}

lark_token *lark_tokens_get(lark_client *client, uint64_t now_us) {
  lark_tokens *tokens = &client->tokens;
  if (tokens->current != NULL && now_us >= tokens->expires_us) forget(tokens);
  if (tokens->current != NULL && now_us >= tokens->renew_us)
    lark_tokens_want(client, now_us);
  return tokens->current != NULL ? lark_token_share(tokens->current) : NULL;
}

bool lark_tokens_drop(lark_client *client, const lark_token *rejected) {
  lark_tokens *tokens = &client->tokens;
  if (tokens->current == NULL || tokens->current != rejected) return false;
  lark_token_release(tokens->rejected);
  tokens->rejected = tokens->current;
  tokens->current = NULL;
  methods(client)->drop(tokens->kept, rejected->value);
  return true;
}

// -------------------------------------------------------------- open and close

lark_status lark_tokens_open(lark_client *client) {
  lark_tokens *tokens = &client->tokens;
  const lark_settings *settings = &client->settings;
  tokens->ask.ask.answered = on_answered;
  tokens->ask.ask.owner = client;
  tokens->none =
      lark_token_new(&settings->allocator, NULL, settings->user_agent);
  if (tokens->none == NULL) return LARK_ENOMEM;
  if (settings->static_token != NULL) {
    tokens->current = lark_token_new(
        &settings->allocator, settings->static_token, settings->user_agent);
    tokens->expires_us = tokens->renew_us = UINT64_MAX;
    return tokens->current != NULL ? LARK_OK : LARK_ENOMEM;
  }
  lark_owner owner = lark_settings_tenant(settings);
  tokens->kept =
      methods(client)->credential(settings->store, LARK_TENANT_TOKEN, &owner);
  if (tokens->kept == NULL) return LARK_ENOMEM;
  return settings->app == LARK_APP_ISV ? lark_isv_open(client) : LARK_OK;
}

void lark_tokens_resign(lark_client *client, uint64_t now_us) {
  lark_tokens *tokens = &client->tokens;
  lark_ask_withdraw(&tokens->ask.ask);
  lark_isv_resign(client, now_us);
  if (tokens->fetching) methods(client)->fail(tokens->kept, NULL, now_us);
  tokens->fetching = false;
}

void lark_tokens_clear(lark_client *client) {
  lark_token_release(client->tokens.none);
  lark_token_release(client->tokens.current);
  lark_token_release(client->tokens.rejected);
  lark_isv_clear(client);
}
