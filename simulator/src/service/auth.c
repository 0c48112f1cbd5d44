// SPDX-License-Identifier: MIT
#include "auth.h"

#include <string.h>

const struct auth_app auth_custom_app = {NULL, "simulator-secret"};
const struct auth_app auth_store_app = {"cli_store", "store-secret"};

const char *auth_id(const struct simulator *simulator,
                    const struct auth_app *app) {
  return app->id != NULL ? app->id : simulator->settings.app_id;
}

const char *auth_member(const struct call *call, const char *name) {
  const char *text = json_string_value(json_object_get(call->body, name));
  return text != NULL && text[0] != '\0' ? text : NULL;
}

enum problem_id auth_check_app(struct call *call, const struct auth_app *app) {
  enum problem_id problem = call_read_body(call);
  if (problem != PROBLEM_NONE) return problem;

  const char *id = auth_member(call, "app_id");
  const char *secret = auth_member(call, "app_secret");
  if (id == NULL || secret == NULL) return PROBLEM_CREDENTIALS_MISSING;

  const struct auth_app *other =
      app == &auth_custom_app ? &auth_store_app : &auth_custom_app;
  const struct simulator *simulator = call->simulator;
  if (strcmp(id, auth_id(simulator, other)) == 0) return PROBLEM_APP_TYPE;
  if (strcmp(id, auth_id(simulator, app)) != 0) return PROBLEM_APP_ID;
  if (strcmp(secret, app->secret) != 0) return PROBLEM_APP_SECRET;
  return PROBLEM_NONE;
}

static const struct token *issue(struct call *call, enum token_owner owner) {
  struct tokens *tokens = &call->simulator->tokens;
  const struct fault_hit *fault = call->hit;
  if (fault_is(fault, FAULT_TOKEN_TTL)) {
    uint64_t life_ms = (uint64_t)fault->values[0] * 1000;
    return tokens_issue_new(tokens, owner, call->now_ms, life_ms);
  }
  if (fault_is(fault, FAULT_TOKEN_AGAIN)) {
    const struct token *newest = tokens_newest(tokens, owner);
    if (newest != NULL) return newest;
  }
  return tokens_issue(tokens, owner, call->now_ms);
}

void auth_answer_token(struct call *call, enum token_owner owner,
                       const char *member) {
  struct simulator *simulator = call->simulator;
  uint64_t issued_before = simulator->tokens.issued;
  const struct token *token = issue(call, owner);
  simulator->stats.tokens_issued += simulator->tokens.issued - issued_before;

  // A token that a fault hands out again may have expired.
  uint64_t left_s = token->expires_ms > call->now_ms
                        ? (token->expires_ms - call->now_ms) / 1000
                        : 0;
  // The token calls put their results at the top level, not under `data`.
  reply_json(call->reply, json_pack("{s:i, s:s, s:s, s:I}", "code", 0, "msg",
                                    call->endpoint->msg, member, token->text,
                                    "expire", (json_int_t)left_s));
}

static void answer_internal(struct call *call) {
  enum problem_id problem = auth_check_app(call, &auth_custom_app);
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  auth_answer_token(call, TOKEN_CUSTOM, "tenant_access_token");
}

const struct endpoint auth_endpoints[] = {
    {
        .name = "auth.tenant_access_token.internal",
        .method = "POST",
        .path = "/open-apis/auth/v3/tenant_access_token/internal",
        .msg = "ok",
        .answer = answer_internal,
    },
    {.name = NULL},
};
