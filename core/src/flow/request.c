// SPDX-License-Identifier: MIT

// Requests past the catalog: checked, written and started.
#include <math.h>
#include <stdio.h>

#include "params.h"
#include "start.h"
#include "url.h"

// -------------------------------------------------------------------- checking

// The method as a constant, which outlives the call. NULL for an unknown one.
static const char *known_method(const char *method) {
  static const char *const methods[] = {"GET", "POST", "PUT", "PATCH",
                                        "DELETE"};
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    if (method != NULL && strcmp(method, methods[i]) == 0) return methods[i];
  }
  return NULL;
}

static lark_status refuse(lark_failure *failure, const char *parameter,
                          const char *what) {
  lark_fail(failure, LARK_EPARAM, "%s", what);
  lark_failure_parameter(failure, parameter);
  return LARK_EPARAM;
}

static bool is_scalar(lark_type type) {
  return type == LARK_STRING || type == LARK_BOOLEAN || type == LARK_INTEGER ||
         type == LARK_NUMBER;
}

static lark_status check_list(const lark_param *param, lark_failure *failure) {
  lark_document *document = NULL;
  lark_status status =
      lark_document_parse(param->value.string.bytes,
                          param->value.string.length_bytes, &document, NULL);
  if (status == LARK_ENOMEM)
    return lark_fail(failure, LARK_ENOMEM, "out of memory");
  bool fits = status == LARK_OK &&
              lark_json_type(lark_document_root(document)) == LARK_ARRAY;
  for (lark_json item = fits ? lark_json_first(lark_document_root(document))
                             : (lark_json){NULL, 0, 0};
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item))
    fits = fits && is_scalar(lark_json_type(item));
  lark_document_free(document);
  if (fits) return LARK_OK;
  lark_fail(failure, LARK_EPARAM,
            "query: %s must be a scalar, or a list of scalars", param->name);
  lark_failure_parameter(failure, param->name);
  return LARK_EPARAM;
}

static lark_status check_query(const lark_param *param, lark_failure *failure) {
  if (param->type == LARK_JSON) return check_list(param, failure);
  if (param->type != LARK_NUMBER || isfinite(param->value.number))
    return LARK_OK;
  lark_fail(failure, LARK_EPARAM, "query: %s must be a finite number",
            param->name);
  lark_failure_parameter(failure, param->name);
  return LARK_EPARAM;
}

static lark_status check(const lark_request *request, lark_failure *failure) {
  if (known_method(request->method) == NULL)
    return refuse(failure, "method",
                  "method must be one of GET, POST, PUT, PATCH, DELETE");
  if (request->path == NULL || !lark_url_is_path(request->path)) {
    refuse(failure, "path", "path is not the path of a request");
    lark_failure_hint(failure, "Write it like /open-apis/hire/v1/jobs, "
                               "percent-encoded, and the query apart.");
    return LARK_EPARAM;
  }
  for (size_t i = 0; i < request->query_count; i++) {
    lark_status status = check_query(&request->query[i], failure);
    if (status != LARK_OK) return status;
  }
  return lark_headers_check(request->headers, request->header_count, failure);
}

// --------------------------------------------------------------------- budgets

// Whether a segment is likely an id: it has a digit, but is no version ("v1").
static bool is_id(const char *segment, size_t length) {
  size_t digit = strcspn(segment, "0123456789");
  if (digit >= length) return false;
  bool is_version = segment[0] == 'v' && length > 1 &&
                    strspn(segment + 1, "0123456789") >= length - 1;
  return !is_version;
}

// Writes "GET /a/v1/:/b 50/1000": what shares a budget has the same.
static void write_name(lark_text *name, const lark_request *request) {
  lark_text_add_string(name, request->method);
  lark_text_add_char(name, ' ');
  for (const char *at = request->path; *at != '\0';) {
    at++; // its slash
    size_t length = strcspn(at, "/");
    lark_text_add_char(name, '/');
    if (is_id(at, length))
      lark_text_add_char(name, ':');
    else
      lark_text_add(name, at, length);
    at += length;
  }
  for (size_t i = 0; request->rates != NULL && i < request->rate_count; i++) {
    lark_text_add_char(name, ' ');
    lark_text_add_integer(name, request->rates[i].max);
    lark_text_add_char(name, '/');
    lark_text_add_integer(name, request->rates[i].window_ms);
  }
  lark_text_add_char(name, '\0');
}

static lark_status find_budget(lark_client *client, const lark_request *request,
                               lark_budget **out) {
  *out = NULL;
  if (request->no_limits) return LARK_OK;
  const lark_endpoint *endpoint =
      request->rates == NULL
          ? lark_endpoint_route(request->method, request->path)
          : NULL;
  if (endpoint != NULL)
    return lark_budget_find(&client->budgets, endpoint, out);
  lark_text name;
  lark_text_init(&name, &client->settings.allocator);
  write_name(&name, request);
  lark_status status =
      name.failed
          ? LARK_ENOMEM
          : lark_budget_find_named(&client->budgets, name.bytes, request->rates,
                                   request->rate_count, out);
  lark_text_clear(&name);
  return status;
}

// --------------------------------------------------------------------- writing

static void write_path(lark_text *url, const lark_request *request) {
  bool has_query = false;
  lark_text_add_string(url, request->path);
  for (size_t i = 0; i < request->query_count; i++)
    lark_params_add_query(url, &has_query, &request->query[i]);
}

static size_t body_bytes(const lark_request *request) {
  return request->body_bytes > 0 ? request->body_bytes : strlen(request->body);
}

// A body with a Content-Type of its own.
static lark_status write_typed(lark_active_call *call,
                               const lark_request *request, const char *type) {
  lark_body_bytes *bytes = &call->extras->bytes;
  lark_status status =
      lark_body_bytes_init(bytes, &call->client->settings.allocator,
                           request->body, body_bytes(request), type);
  if (status == LARK_OK) call->body = &bytes->body;
  return status;
}

static lark_status write_body(lark_active_call *call,
                              const lark_request *request) {
  if (request->header_count == 0 &&
      (!request->body_is_text || request->body == NULL)) {
    if (request->body == NULL) return LARK_OK;
    lark_text_add(&call->json.text, request->body, body_bytes(request));
    lark_call_send_json(call);
    return LARK_OK;
  }
  lark_extras *extras = lark_call_extend(call);
  if (extras == NULL) return LARK_ENOMEM;
  lark_status status =
      lark_headers_take(&extras->headers, &call->client->settings.allocator,
                        request->headers, request->header_count);
  if (status != LARK_OK || request->body == NULL) return status;
  const char *type = extras->headers.content_type;
  if (type == NULL)
    type = request->body_is_text ? "text/plain; charset=utf-8"
                                 : "application/json; charset=utf-8";
  return write_typed(call, request, type);
}

// Whether a request may change something: the catalog knows POSTs that only
// read.
static bool is_change(const char *method, const lark_endpoint *known) {
  return strcmp(method, "GET") != 0 && (known == NULL || !known->repeatable);
}

static lark_status start(lark_client *client, const lark_request *request,
                         lark_done *done, void *user, lark_call *handle) {
  if (client->closing) return lark_start_refuse_closed(client);
  lark_failure *failure = &client->last_failure;
  lark_status status = check(request, failure);
  lark_token_kind kind =
      lark_auth_choose(&client->auth, LARK_TOKEN_TENANT, LARK_TAKES_USER_TOKEN);
  if (status == LARK_OK && request->user_access_token != NULL)
    status = lark_start_check_token(request->user_access_token, failure);
  else if (status == LARK_OK)
    status = lark_auth_check(&client->auth, kind, "a request", failure);
  if (status != LARK_OK) return status;
  lark_budget *budget = NULL;
  if (find_budget(client, request, &budget) != LARK_OK)
    return lark_start_starved(client);
  lark_active_call *call = lark_call_new(client);
  if (call == NULL) return lark_start_starved(client);

  call->method = known_method(request->method);
  call->name = call->method;
  call->token_kind = kind;
  call->repeatable = strcmp(call->method, "GET") == 0;
  lark_call_join(call, budget);
  const lark_endpoint *known = NULL;
  if (client->drift != NULL || client->settings.journal.write != NULL)
    known = lark_endpoint_route(call->method, request->path);
  if (client->drift != NULL) call->compared = known;
  call->changes = is_change(call->method, known);
  call->envelope.takes_text = true;
  lark_text_add_string(&call->url, client->settings.base_url);
  write_path(&call->url, request);
  lark_text_add_char(&call->url, '\0');
  if (write_body(call, request) != LARK_OK ||
      (request->user_access_token != NULL &&
       lark_call_act_for(call, request->user_access_token) != LARK_OK))
    return lark_start_drop(call, LARK_ENOMEM);
  return lark_start_launch(call, done, user, handle);
}

lark_status lark_start_request(lark_client *client, const lark_request *request,
                               lark_done *done, void *user, lark_call *handle) {
  if (handle != NULL) *handle = 0;
  return lark_start_over(client, start(client, request, done, user, handle));
}

lark_status lark_preview_request(const lark_request *request, lark_text *url,
                                 lark_text *body, lark_result **why) {
  lark_failure failure;
  if (why != NULL) *why = NULL;
  lark_status status = check(request, &failure);
  if (status == LARK_OK) {
    write_path(url, request);
    if (request->body != NULL)
      lark_text_add(body, request->body, body_bytes(request));
    if (url->failed || body->failed)
      status = lark_fail(&failure, LARK_ENOMEM, "out of memory");
  }
  return lark_start_explain(status, url, &failure, why);
}
