// SPDX-License-Identifier: MIT
#include "gateway.h"

#include "secret.h"

static const char path[] = "/callback/ws/endpoint";

// -------------------------------------------------------------------- request

static void add_member(lark_text *body, const char *name, const char *value) {
  lark_text_add_json_string(body, name, strlen(name));
  lark_text_add_char(body, ':');
  lark_text_add_json_string(body, value, strlen(value));
}

void lark_gateway_write(const lark_settings *settings, lark_text *url,
                        lark_text *body) {
  // Each byte takes six at most, as \u0000.
  size_t bytes =
      64 + 6 * (strlen(settings->app_id) + strlen(settings->app_secret));
  lark_text_add_string(url, settings->base_url);
  lark_text_add(url, path, sizeof path);
  if (!lark_secret_reserve(body, bytes)) return;
  lark_text_add_char(body, '{');
  add_member(body, "AppID", settings->app_id);
  lark_text_add_char(body, ',');
  add_member(body, "AppSecret", settings->app_secret);
  lark_text_add_char(body, '}');
}

// --------------------------------------------------------------------- codes

// The documented codes. All others are reasons to give up.
typedef struct refusal {
  int64_t code;
  bool is_final;
  lark_status status;
  const char *msg;
  const char *hint;
} refusal;

enum { BUSY = 1, FORBIDDEN = 403, AUTH_FAILED = 514 };
static const int64_t TOO_MANY = 1000040350;

static const refusal refusals[] = {
    {BUSY, false, LARK_EAPI, "the platform is busy",
     "It is tried again after a while."},
    {1000040343, false, LARK_EAPI, "the platform has an internal error",
     "It is tried again after a while."},
    {FORBIDDEN, true, LARK_EPERMISSION,
     "the platform does not allow this app a long connection",
     "In the developer console, under events and callbacks, choose to receive "
     "events through a long connection, and publish the app. Store apps cannot "
     "have one."},
    {AUTH_FAILED, true, LARK_EAUTH,
     "the platform does not accept the app's credentials",
     "Compare app_id and app_secret with the developer console."},
    {1000040344, true, LARK_EAUTH,
     "the platform does not accept the app's credentials",
     "Compare app_id and app_secret with the developer console."},
    {1000040350, true, LARK_ELIMIT, "the app has too many long connections",
     "An app may have 50. End other programs that listen for it, and those of "
     "the platform's SDKs."},
};

static const refusal *find(int64_t code) {
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    if (refusals[i].code == code) return &refusals[i];
  }
  return NULL;
}

// Explains a code that the platform has answered with.
static lark_gateway_verdict explain(const refusal *known, int64_t code,
                                    const char *said, lark_failure *failure) {
  if (known == NULL) {
    lark_fail(failure, LARK_EAPI,
              "the platform refuses the long connection%s%s",
              said[0] != '\0' ? ": " : "", said);
    lark_failure_hint(failure, "Look the code up with `lualark explain`, and "
                               "compare app_id and base_url.");
  } else {
    lark_fail(failure, known->status, "%s", known->msg);
    lark_failure_hint(failure, "%s", known->hint);
  }
  bool is_final = known == NULL || known->is_final;
  failure->error.code = code;
  failure->error.retryable = !is_final;
  return is_final ? LARK_GATEWAY_GIVE_UP : LARK_GATEWAY_AGAIN;
}

// --------------------------------------------------------------------- answer

static lark_gateway_verdict read_refusal(const lark_error *error,
                                         lark_failure *failure) {
  enum { HTTP_OK = 200 };
  // Without a code it was not the platform that refused it.
  if (error->code == 0 || error->http_status != HTTP_OK) {
    lark_failure_from(failure, error);
    return LARK_GATEWAY_AGAIN;
  }
  lark_gateway_verdict verdict =
      explain(find(error->code), error->code, error->msg, failure);
  failure->error.http_status = error->http_status;
  if (error->log_id != NULL) lark_failure_log_id(failure, error->log_id);
  return verdict;
}

lark_gateway_verdict lark_gateway_read(const lark_settings *settings,
                                       const lark_result *result,
                                       lark_address *address, lark_pace *pace,
                                       lark_failure *failure) {
  const lark_error *error = lark_result_error(result);
  *address = (lark_address){0};
  if (error != NULL) return read_refusal(error, failure);
  lark_json data = lark_result_data(result);
  const char *url = lark_json_string(lark_json_get(data, "URL"), NULL);
  bool allow_http = !settings->https && !settings->loopback;
  lark_status status = lark_address_take(address, &settings->allocator, url,
                                         allow_http, failure);
  if (status != LARK_OK) return LARK_GATEWAY_AGAIN;
  // One that cannot be read leaves the pace as it is.
  (void)lark_pace_read(lark_json_get(data, "ClientConfig"), pace);
  return LARK_GATEWAY_OPEN;
}

lark_gateway_verdict lark_gateway_judge(const lark_upgraded *upgraded,
                                        lark_failure *failure) {
  bool is_auth = upgraded->status == AUTH_FAILED;
  bool is_final = upgraded->status == FORBIDDEN ||
                  (is_auth && upgraded->auth_code == TOO_MANY);
  // The ticket may be the one that has failed: the next try has a new one.
  if (!is_final) return LARK_GATEWAY_AGAIN;
  int64_t code = is_auth ? upgraded->auth_code : upgraded->status;
  lark_gateway_verdict verdict =
      explain(find(code), code, upgraded->message, failure);
  failure->error.http_status = upgraded->http_status;
  return verdict;
}
