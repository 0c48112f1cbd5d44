// SPDX-License-Identifier: MIT

// How calls come to be: checked, written, and put into the queue.
#include "start.h"

#include "due.h"
#include "form.h"
#include "memory.h"
#include "upload.h"
#include "url.h"

lark_status lark_start_starved(lark_client *client) {
  return lark_fail(&client->last_failure, LARK_ENOMEM, "out of memory");
}

lark_status lark_start_refuse_closed(lark_client *client) {
  lark_fail(&client->last_failure, LARK_ECLOSED, "the client is closed");
  lark_failure_hint(&client->last_failure, "Open another one.");
  return LARK_ECLOSED;
}

// An endpoint that the host described may say nothing of apps (0).
static lark_status check_app(const lark_client *client,
                             const lark_endpoint *endpoint,
                             lark_failure *failure) {
  unsigned app = client->settings.app;
  if (endpoint->apps == 0 || (endpoint->apps & app) != 0) return LARK_OK;
  bool custom = app == LARK_APP_CUSTOM;
  lark_fail(failure, LARK_ECONFIG, "%s is not for %s apps", endpoint->name,
            custom ? "self-built" : "store");
  lark_failure_hint(failure,
                    "This client's app_type is %s: use the "
                    "credentials of a %s app.",
                    custom ? "custom" : "isv", custom ? "store" : "self-built");
  failure->error.endpoint = endpoint->name;
  return LARK_ECONFIG;
}

lark_status lark_start_drop(lark_active_call *call, lark_status status) {
  lark_client *client = call->client;
  lark_slots_give_back(&client->slots, call->id);
  lark_call_free(call);
  return status == LARK_ENOMEM ? lark_start_starved(client) : status;
}

static void forget_row(lark_client *client) {
  lark_release_string(&client->settings.allocator, client->next_row);
  client->next_row = NULL;
}

lark_status lark_name_next(lark_client *client, const char *row) {
  enum { LONGEST_ROW = 128 };
  forget_row(client);
  if (strlen(row) > LONGEST_ROW) {
    lark_fail(&client->last_failure, LARK_EPARAM,
              "row: a name is no longer than %d bytes", LONGEST_ROW);
    return LARK_EPARAM;
  }
  client->next_row = lark_copy(&client->settings.allocator, row);
  return client->next_row != NULL ? LARK_OK : lark_start_starved(client);
}

lark_status lark_start_over(lark_client *client, lark_status status) {
  forget_row(client);
  return status;
}

lark_status lark_start_launch(lark_active_call *call, lark_done *done,
                              void *user, lark_call *handle) {
  lark_client *client = call->client;
  if (call->url.failed || call->json.text.failed)
    return lark_start_drop(call, LARK_ENOMEM);
  call->done = done;
  call->user = user;
  call->row = client->next_row;
  client->next_row = NULL;
  call->has_deadline = client->settings.deadline_ms > 0;
  if (handle != NULL) *handle = call->id;
  client->pending++;
  lark_call_launch(call);
  lark_due_arm(client);
  return LARK_OK;
}

lark_status lark_start_check_token(const char *user_token,
                                   lark_failure *failure) {
  if (user_token[0] != '\0' && lark_url_is_header_safe(user_token))
    return LARK_OK;
  lark_fail(failure, LARK_EPARAM, "user_access_token is no token");
  lark_failure_parameter(failure, "user_access_token");
  return LARK_EPARAM;
}

static lark_status check_user_token(const lark_endpoint *endpoint,
                                    const char *user_token,
                                    lark_failure *failure) {
  if (endpoint->token != LARK_TOKEN_USER &&
      (endpoint->tokens & LARK_TAKES_USER_TOKEN) == 0) {
    lark_fail(failure, LARK_EPARAM, "%s takes no user_access_token",
              endpoint->name);
    lark_failure_parameter(failure, "user_access_token");
    lark_failure_hint(failure, "Leave it out: the client's own token serves.");
    failure->error.endpoint = endpoint->name;
    return LARK_EPARAM;
  }
  return lark_start_check_token(user_token, failure);
}

// Checks a call before anything is made for it.
static lark_status check(lark_client *client, const lark_endpoint *endpoint,
                         const char *user_token, const lark_param *params,
                         size_t param_count) {
  lark_failure *failure = &client->last_failure;
  if (client->closing) return lark_start_refuse_closed(client);
  lark_status status =
      lark_params_check(endpoint, params, param_count, failure);
  if (status == LARK_OK) status = check_app(client, endpoint, failure);
  if (status != LARK_OK) return status;
  if (user_token != NULL)
    return check_user_token(endpoint, user_token, failure);
  lark_token_kind kind =
      lark_auth_choose(&client->auth, endpoint->token, endpoint->tokens);
  return lark_auth_check(&client->auth, kind, endpoint->name, failure);
}

// Whether the caller's own key is among the parameters: the platform does what
// comes with the same one only once.
static bool has_key(const lark_endpoint *endpoint, const lark_param *params,
                    size_t count) {
  if (endpoint->key == NULL) return false;
  const lark_param *key = lark_params_find(params, count, endpoint->key);
  return key != NULL && key->type == LARK_STRING &&
         key->value.string.length_bytes > 0;
}

static lark_status start(lark_client *client, const lark_endpoint *endpoint,
                         const char *user_token, const lark_param *params,
                         size_t param_count, lark_done *done, void *user,
                         lark_call *handle) {
  lark_status status = check(client, endpoint, user_token, params, param_count);
  if (status != LARK_OK) return status;

  lark_budget *budget = NULL;
  lark_active_call *call = NULL;
  status = lark_budget_find(&client->budgets, endpoint, &budget);
  if (status == LARK_OK) call = lark_call_new(client);
  if (call == NULL) return lark_start_starved(client);
  call->endpoint = endpoint;
  if (client->drift != NULL) call->compared = endpoint;
  call->name = endpoint->name;
  call->method = endpoint->method;
  call->token_kind =
      lark_auth_choose(&client->auth, endpoint->token, endpoint->tokens);
  if (user_token != NULL) status = lark_call_act_for(call, user_token);
  call->repeatable =
      endpoint->repeatable || has_key(endpoint, params, param_count);
  call->changes = !endpoint->repeatable;
  lark_call_join(call, budget);
  lark_text_add_string(&call->url, client->settings.base_url);
  lark_params_write(endpoint, params, param_count, &call->url,
                    &call->json.text);
  lark_text_add_char(&call->url, '\0');
  if (call->json.text.length_bytes > 0) lark_call_send_json(call);
  if (status == LARK_OK && lark_upload_field(endpoint) != NULL)
    status = lark_form_write(call, endpoint, params, param_count,
                             &client->last_failure);
  if (status != LARK_OK) return lark_start_drop(call, status);
  return lark_start_launch(call, done, user, handle);
}

lark_status lark_start_as(lark_client *client, const lark_endpoint *endpoint,
                          const char *user_token, const lark_param *params,
                          size_t param_count, lark_done *done, void *user,
                          lark_call *handle) {
  if (handle != NULL) *handle = 0;
  return lark_start_over(client, start(client, endpoint, user_token, params,
                                       param_count, done, user, handle));
}

lark_status lark_start_endpoint(lark_client *client,
                                const lark_endpoint *endpoint,
                                const lark_param *params, size_t param_count,
                                lark_done *done, void *user,
                                lark_call *handle) {
  return lark_start_as(client, endpoint, NULL, params, param_count, done, user,
                       handle);
}

static lark_status refuse_unknown(const char *endpoint, lark_failure *failure) {
  lark_fail(failure, LARK_EPARAM, "there is no endpoint %s", endpoint);
  const lark_endpoint *near = lark_endpoint_suggest(endpoint);
  if (near != NULL)
    lark_failure_hint(failure, "Did you mean %s?", near->name);
  else
    lark_failure_hint(failure, "`lualark schema` lists them all.");
  return LARK_EPARAM;
}

lark_status lark_start(lark_client *client, const char *endpoint,
                       const lark_param *params, size_t param_count,
                       lark_done *done, void *user, lark_call *handle) {
  const lark_endpoint *found = lark_endpoint_find(endpoint);
  if (handle != NULL) *handle = 0;
  if (found == NULL)
    return lark_start_over(client,
                           refuse_unknown(endpoint, &client->last_failure));
  return lark_start_endpoint(client, found, params, param_count, done, user,
                             handle);
}

lark_status lark_start_explain(lark_status status, const lark_text *text,
                               const lark_failure *failure, lark_result **why) {
  if (status != LARK_OK && why != NULL)
    *why = lark_result_explain(&text->allocator, failure);
  return status;
}

lark_status lark_preview_endpoint(const lark_endpoint *endpoint,
                                  const lark_param *params, size_t param_count,
                                  lark_text *url, lark_text *body,
                                  lark_result **why) {
  lark_failure failure;
  if (why != NULL) *why = NULL;
  lark_status status =
      lark_params_check(endpoint, params, param_count, &failure);
  if (status == LARK_OK) {
    lark_params_write(endpoint, params, param_count, url, body);
    if (url->failed || body->failed)
      status = lark_fail(&failure, LARK_ENOMEM, "out of memory");
  }
  return lark_start_explain(status, url, &failure, why);
}

lark_status lark_preview(const char *endpoint, const lark_param *params,
                         size_t param_count, lark_text *url, lark_text *body,
                         lark_result **why) {
  lark_failure failure;
  const lark_endpoint *found = lark_endpoint_find(endpoint);
  if (found != NULL)
    return lark_preview_endpoint(found, params, param_count, url, body, why);
  if (why != NULL) *why = NULL;
  return lark_start_explain(refuse_unknown(endpoint, &failure), url, &failure,
                            why);
}
