// SPDX-License-Identifier: MIT
#include "scrub.h"

#include <stdio.h>

static bool holds(const lark_text *body, const char *secret) {
  return secret != NULL && body->length_bytes > 0 &&
         memmem(body->bytes, body->length_bytes, secret, strlen(secret)) !=
             NULL;
}

void lark_scrub(const lark_client *client, const lark_token *sent_with,
                const lark_text *body, lark_failure *failure) {
  const lark_settings *settings = &client->settings;
  const char *secrets[] = {
      settings->app_secret,   settings->static_token,
      settings->app_ticket,   client->isv.used_ticket,
      client->isv.used_token, sent_with != NULL ? sent_with->value : NULL,
  };
  bool found = false;
  for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
    found = found || holds(body, secrets[i]);
  if (!found) return;

  // All of it came from that answer: its message, what it advised, its details.
  lark_error *error = &failure->error;
  const lark_code *known = lark_code_find(error->code);
  snprintf(failure->msg, sizeof failure->msg, "%s (its words held a secret)",
           known != NULL ? known->meaning : "the server refused");
  error->msg = failure->msg;
  error->hint = known != NULL ? known->hint : NULL;
  error->log_id = NULL;
  error->detail = (lark_json){0};
}
