// SPDX-License-Identifier: MIT
#include "memory.h"
#include "param.h"
#include "resources.h"
#include "simulator.h"

#include <string.h>

static const char app_id[] = "cli_simulator";
static const char app_secret[] = "simulator-secret";

// NULL unless it is a string with something in it.
static const char *member(const json_t *body, const char *name) {
  const char *text = json_string_value(json_object_get(body, name));
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static enum problem_id check(struct call *call) {
  enum problem_id problem = param_read_body(call);
  if (problem != PROBLEM_NONE) return problem;

  const char *id = member(call->body, "app_id");
  const char *secret = member(call->body, "app_secret");
  if (id == NULL || secret == NULL) return PROBLEM_CREDENTIALS_MISSING;
  if (strcmp(id, app_id) != 0) return PROBLEM_APP_ID;
  if (strcmp(secret, app_secret) != 0) return PROBLEM_APP_SECRET;
  return PROBLEM_NONE;
}

static void answer_token(struct call *call) {
  enum problem_id problem = check(call);
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  struct simulator *simulator = call->simulator;
  uint64_t issued_before = simulator->tokens.issued;
  const struct token *token = tokens_issue(&simulator->tokens, call->now_ms);
  simulator->stats.tokens_issued += simulator->tokens.issued - issued_before;

  // The token calls put their results at the top level, not under `data`.
  uint64_t left_s = (token->expires_ms - call->now_ms) / 1000;
  reply_json(call->reply, json_pack("{s:i, s:s, s:s, s:I}", "code", 0, "msg",
                                    call->endpoint->msg, "tenant_access_token",
                                    token->text, "expire", (json_int_t)left_s));
}

const struct endpoint auth_tenant_access_token_internal = {
    .name = "auth.tenant_access_token.internal",
    .method = "POST",
    .path = "/open-apis/auth/v3/tenant_access_token/internal",
    .msg = "ok",
    .open = true,
    .answer = answer_token,
};
