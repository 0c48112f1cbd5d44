// SPDX-License-Identifier: MIT
#include "auth.h"

#include "clock.h"
#include "language.h"

// How many tickets to try: the known one and those that come after it.
enum { TICKETS_TO_TRY = 3 };

static bool is_isv(const lark_auth *auth) {
  return auth->context.settings->app == LARK_APP_ISV;
}

// Sends a fetch for `tokens`, which fail if memory lacks.
static void send_fetch(lark_auth *auth, lark_tokens *tokens,
                       const lark_fetch *fetch, lark_fetched *fetched) {
  const lark_fetcher *fetcher = &auth->context.fetcher;
  if (fetcher->send(fetcher->user, fetch, fetched, auth) == LARK_OK) return;
  lark_failure failure;
  lark_context_explain(LARK_STORE_NO_MEMORY, &failure);
  lark_tokens_fail(tokens, &failure);
}

static lark_reaction reaction_to(const lark_failure *failure) {
  const lark_code *known = lark_code_find(failure->error.code);
  return known != NULL ? known->reaction : LARK_FAIL;
}

// ------------------------------------------------------------------- app token

static void on_app_fetched(void *user, const lark_result *result) {
  lark_auth *auth = user;
  lark_failure failure;
  uint64_t life_us = 0;
  const char *value =
      lark_fetch_read(result, "app_access_token", &life_us, &failure);
  if (value != NULL) {
    lark_tokens_put(&auth->app, value, life_us);
  } else if (is_isv(auth) && reaction_to(&failure) == LARK_RENEW_TICKET &&
             ++auth->refused_tickets < TICKETS_TO_TRY) {
    lark_tickets_reject(&auth->tickets);
    lark_tickets_want(&auth->tickets, lark_now_us());
  } else {
    lark_tokens_fail(&auth->app, &failure);
  }
}

// `ticket` NULL: a self-built app, which needs none.
static void fetch_app(lark_auth *auth, const char *ticket) {
  const lark_settings *settings = auth->context.settings;
  const lark_member members[] = {{"app_id", settings->app_id},
                                 {"app_secret", settings->app_secret},
                                 {"app_ticket", ticket}};
  const lark_fetch fetch = {
      .name = "auth.app_access_token",
      .path = ticket != NULL ? "app_access_token" : "app_access_token/internal",
      .members = members,
      .member_count = ticket != NULL ? 3 : 2,
      .token = "app_access_token"};
  send_fetch(auth, &auth->app, &fetch, on_app_fetched);
}

static void begin_app(void *user, uint64_t now_us) {
  lark_auth *auth = user;
  auth->refused_tickets = 0;
  if (is_isv(auth))
    lark_tickets_want(&auth->tickets, now_us);
  else
    fetch_app(auth, NULL);
}

static void on_ticket(void *user, const char *ticket) {
  fetch_app(user, ticket);
}

static void on_no_ticket(void *user, const lark_failure *failure) {
  lark_auth *auth = user;
  lark_tokens_fail(&auth->app, failure);
}

static const lark_tickets_events ticket_events = {.ready = on_ticket,
                                                  .failed = on_no_ticket};

// ---------------------------------------------------------------- tenant token

static void begin_isv_tenant(lark_auth *auth, uint64_t now_us);

static void on_tenant_fetched(void *user, const lark_result *result) {
  lark_auth *auth = user;
  lark_failure failure;
  uint64_t life_us = 0;
  const char *value =
      lark_fetch_read(result, "tenant_access_token", &life_us, &failure);
  if (value != NULL) {
    lark_tokens_put(&auth->tenant, value, life_us);
  } else if (is_isv(auth) && !auth->app_renewed &&
             reaction_to(&failure) == LARK_RENEW_APP_TOKEN) {
    // The app token was refused: another one may do.
    auth->app_renewed = true;
    lark_tokens_drop(&auth->app, auth->used_app_token);
    begin_isv_tenant(auth, lark_now_us());
  } else {
    lark_tokens_fail(&auth->tenant, &failure);
  }
}

static void fetch_isv_tenant(lark_auth *auth, lark_token *app_token) {
  const lark_settings *settings = auth->context.settings;
  lark_token *used = lark_token_share(app_token);
  lark_token_release(auth->used_app_token);
  auth->used_app_token = used;
  const lark_member members[] = {{"app_access_token", used->value},
                                 {"tenant_key", settings->tenant_key}};
  const lark_fetch fetch = {.name = "auth.tenant_access_token",
                            .path = "tenant_access_token",
                            .members = members,
                            .member_count = 2,
                            .token = "tenant_access_token"};
  send_fetch(auth, &auth->tenant, &fetch, on_tenant_fetched);
}

// Fetches a store app's tenant token, once there is an app token.
static void begin_isv_tenant(lark_auth *auth, uint64_t now_us) {
  lark_token *app_token = lark_tokens_get(&auth->app, now_us);
  if (app_token != NULL) {
    fetch_isv_tenant(auth, app_token);
    return;
  }
  auth->tenant_waits = true;
  lark_tokens_want(&auth->app, now_us);
}

static void fetch_custom_tenant(lark_auth *auth) {
  const lark_settings *settings = auth->context.settings;
  const lark_member members[] = {{"app_id", settings->app_id},
                                 {"app_secret", settings->app_secret}};
  const lark_fetch fetch = {.name = "auth.tenant_access_token",
                            .path = "tenant_access_token/internal",
                            .members = members,
                            .member_count = 2,
                            .token = "tenant_access_token"};
  send_fetch(auth, &auth->tenant, &fetch, on_tenant_fetched);
}

static void begin_tenant(void *user, uint64_t now_us) {
  lark_auth *auth = user;
  auth->app_renewed = false;
  if (is_isv(auth))
    begin_isv_tenant(auth, now_us);
  else
    fetch_custom_tenant(auth);
}

// ------------------------------------------------------------ the two kinds

static void on_tenant_ready(void *user) {
  const lark_auth *auth = user;
  auth->events->ready(auth->user, LARK_TOKEN_TENANT);
}

static void on_tenant_failed(void *user, const lark_failure *failure) {
  const lark_auth *auth = user;
  auth->events->failed(auth->user, LARK_TOKEN_TENANT, failure);
}

static void on_app_ready(void *user) {
  lark_auth *auth = user;
  if (auth->tenant_waits) {
    auth->tenant_waits = false;
    fetch_isv_tenant(auth, auth->app.current);
  }
  auth->events->ready(auth->user, LARK_TOKEN_APP);
}

static void on_app_failed(void *user, const lark_failure *failure) {
  lark_auth *auth = user;
  if (auth->tenant_waits) {
    auth->tenant_waits = false;
    lark_tokens_fail(&auth->tenant, failure);
  }
  auth->events->failed(auth->user, LARK_TOKEN_APP, failure);
}

static const lark_tokens_kind tenant_kind = {
    .credential = LARK_TENANT_TOKEN,
    .noun = "a token",
    .hint = "Check that base_url belongs to the app's tenant and the app is "
            "installed there.",
    .fetch = begin_tenant,
    .ready = on_tenant_ready,
    .failed = on_tenant_failed,
};

static const lark_tokens_kind app_kind = {
    .credential = LARK_APP_TOKEN,
    .noun = "an app token",
    .hint = "Check app_ticket and the app's credentials.",
    .fetch = begin_app,
    .ready = on_app_ready,
    .failed = on_app_failed,
};

// -------------------------------------------------------------- open and close

static lark_status open_app(lark_auth *auth) {
  return lark_tokens_open(&auth->app, &auth->context, &app_kind, auth,
                          lark_settings_app(auth->context.settings), NULL);
}

lark_status lark_auth_open(lark_auth *auth, const lark_context *context,
                           const lark_auth_events *events, void *user) {
  const lark_settings *settings = context->settings;
  auth->context = *context;
  auth->events = events;
  auth->user = user;
  auth->none = lark_token_new(&settings->allocator, NULL, settings->user_agent);
  if (auth->none == NULL) return LARK_ENOMEM;
  if (settings->user_token != NULL) {
    auth->person = lark_token_new(&settings->allocator, settings->user_token,
                                  settings->user_agent);
    if (auth->person == NULL) return LARK_ENOMEM;
  }
  lark_status status =
      lark_tokens_open(&auth->tenant, &auth->context, &tenant_kind, auth,
                       lark_settings_tenant(settings), settings->static_token);
  if (status != LARK_OK || settings->static_token != NULL || !is_isv(auth))
    return status;
  status = open_app(auth);
  if (status != LARK_OK) return status;
  return lark_tickets_open(&auth->tickets, &auth->context, &ticket_events,
                           auth);
}

void lark_auth_resign(lark_auth *auth, uint64_t now_us) {
  lark_tokens_resign(&auth->tenant, now_us);
  lark_tokens_resign(&auth->app, now_us);
  lark_tickets_resign(&auth->tickets, now_us);
}

void lark_auth_close(lark_auth *auth) {
  lark_token_release(auth->none);
  lark_token_release(auth->person);
  lark_token_release(auth->used_app_token);
  lark_tokens_clear(&auth->tenant);
  lark_tokens_clear(&auth->app);
  lark_tickets_clear(&auth->tickets);
}

// ------------------------------------------------------------------ from above

static const char get_user_token[] =
    "The platform gives one to an app when the person logs in (OAuth, "
    "/open-apis/authen/v2/oauth/token). Set LARK_USER_ACCESS_TOKEN, the option "
    "user_access_token, or that of one call.";

// Whether the client has a token that is no person's, or needs none.
static bool has_other(const lark_auth *auth) {
  const lark_settings *settings = auth->context.settings;
  return settings->static_token != NULL || settings->app_secret != NULL ||
         settings->recorder.offline;
}

lark_token_kind lark_auth_choose(const lark_auth *auth, lark_token_kind kind,
                                 unsigned taken) {
  bool takes_user = (taken & LARK_TAKES_USER_TOKEN) != 0;
  return takes_user && auth->person != NULL && !has_other(auth)
             ? LARK_TOKEN_USER
             : kind;
}

static lark_status refuse(const char *endpoint, const char *token,
                          const char *hint, lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG, "%s needs %s, which this client cannot have",
            endpoint, lark_words(token));
  lark_failure_hint(failure, "%s", hint);
  failure->error.endpoint = endpoint;
  return LARK_ECONFIG;
}

lark_status lark_auth_check(const lark_auth *auth, lark_token_kind kind,
                            const char *endpoint, lark_failure *failure) {
  const lark_settings *settings = auth->context.settings;
  switch (kind) {
  case LARK_TOKEN_NONE: return LARK_OK;
  case LARK_TOKEN_TENANT:
    if (has_other(auth)) return LARK_OK;
    return refuse(
        endpoint, "a tenant_access_token",
        "Give the client app_id and app_secret: a person's token will "
        "not do.",
        failure);
  case LARK_TOKEN_APP:
    // Offline a recorder answers, and no token is needed.
    if (settings->recorder.offline) return LARK_OK;
    if (settings->app_secret != NULL && settings->static_token == NULL)
      return LARK_OK;
    return refuse(endpoint, "an app_access_token",
                  "Give the client app_id and app_secret in place of "
                  "tenant_access_token.",
                  failure);
  case LARK_TOKEN_USER:
    if (settings->recorder.offline || auth->person != NULL) return LARK_OK;
    break;
  }
  lark_fail(failure, LARK_ECONFIG,
            "%s needs a user_access_token: it acts for a person, and the app's "
            "tokens will not do",
            endpoint);
  lark_failure_hint(failure, "%s", get_user_token);
  failure->error.endpoint = endpoint;
  return LARK_ECONFIG;
}

static lark_tokens *tokens_of(lark_auth *auth, lark_token_kind kind) {
  return kind == LARK_TOKEN_APP ? &auth->app : &auth->tenant;
}

lark_token *lark_auth_get(lark_auth *auth, lark_token_kind kind,
                          uint64_t now_us) {
  lark_token *token = NULL;
  if (kind == LARK_TOKEN_NONE)
    token = auth->none;
  else if (kind == LARK_TOKEN_USER) // NULL: a recorder answers in its place
    token = auth->person != NULL ? auth->person : auth->none;
  else
    token = lark_tokens_get(tokens_of(auth, kind), now_us);
  return token != NULL ? lark_token_share(token) : NULL;
}

void lark_auth_want(lark_auth *auth, lark_token_kind kind, uint64_t now_us) {
  // Few clients of self-built apps ever need an app token.
  if (kind == LARK_TOKEN_APP && auth->app.kept == NULL &&
      open_app(auth) != LARK_OK) {
    lark_failure failure;
    lark_context_explain(LARK_STORE_NO_MEMORY, &failure);
    auth->events->failed(auth->user, kind, &failure);
    return;
  }
  lark_tokens_want(tokens_of(auth, kind), now_us);
}

bool lark_auth_is_fixed(const lark_auth *auth, lark_token_kind kind) {
  return kind == LARK_TOKEN_NONE || kind == LARK_TOKEN_USER ||
         (kind == LARK_TOKEN_TENANT &&
          auth->context.settings->static_token != NULL);
}

void lark_auth_reject(lark_auth *auth, lark_token_kind kind,
                      const lark_token *token, lark_reaction reaction) {
  bool dropped = lark_tokens_drop(tokens_of(auth, kind), token);
  // A tenant token falls with the app token that it was fetched with.
  if (dropped && kind == LARK_TOKEN_TENANT && reaction == LARK_RENEW_APP_TOKEN)
    lark_tokens_drop(&auth->app, auth->used_app_token);
}

lark_secrets lark_auth_secrets(const lark_auth *auth, const lark_token *token) {
  const lark_settings *settings = auth->context.settings;
  const lark_token *app_token = auth->used_app_token;
  return (lark_secrets){{settings->app_secret, settings->static_token,
                         token != NULL ? token->value : NULL,
                         settings->app_ticket, auth->tickets.used,
                         app_token != NULL ? app_token->value : NULL,
                         settings->user_token}};
}
