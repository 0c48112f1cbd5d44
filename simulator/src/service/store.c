// SPDX-License-Identifier: MIT
#include "store.h"

#include "auth.h"
#include "memory.h"

#include <string.h>

static const struct {
  const char *key;
  enum token_owner owner;
} tenants[] = {
    {"tenant_one", TOKEN_TENANT_ONE},
    {"tenant_two", TOKEN_TENANT_TWO},
};

static enum problem_id check_ticket(struct call *call) {
  enum problem_id problem = auth_check_app(call, &auth_store_app);
  if (problem != PROBLEM_NONE) return problem;
  const char *ticket = auth_member(call, "app_ticket");
  if (ticket == NULL) return PROBLEM_APP_TICKET;
  return strcmp(ticket, call->simulator->ticket.text) == 0 ? PROBLEM_NONE
                                                           : PROBLEM_APP_TICKET;
}

static void answer_app_token(struct call *call) {
  enum problem_id problem = check_ticket(call);
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  auth_answer_token(call, TOKEN_STORE_APP, "app_access_token");
}

static enum problem_id check_tenant(struct call *call,
                                    enum token_owner *owner) {
  enum problem_id problem = call_read_body(call);
  if (problem != PROBLEM_NONE) return problem;

  const char *text = auth_member(call, "app_access_token");
  const struct tokens *tokens = &call->simulator->tokens;
  const struct token *app =
      text != NULL ? tokens_find(tokens, text, call->now_ms) : NULL;
  if (app == NULL || app->owner != TOKEN_STORE_APP) return PROBLEM_APP_TOKEN;

  const char *key = auth_member(call, "tenant_key");
  for (size_t i = 0; key != NULL && i < sizeof tenants / sizeof *tenants; i++) {
    if (strcmp(key, tenants[i].key) != 0) continue;
    *owner = tenants[i].owner;
    return PROBLEM_NONE;
  }
  return PROBLEM_TENANT_KEY;
}

static void answer_tenant_token(struct call *call) {
  enum token_owner owner = TOKEN_OWNERS;
  enum problem_id problem = check_tenant(call, &owner);
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  auth_answer_token(call, owner, "tenant_access_token");
}

void store_tell_ticket(struct simulator *simulator) {
  company_tell(simulator->company, "app_ticket", auth_store_app.id,
               memory_need(json_pack("{s:s, s:s}", "app_id", auth_store_app.id,
                                     "app_ticket", simulator->ticket.text)));
}

// Counts the request for a resend, and has the ticket sent. Tests without a
// webhook get it from /_sim/ticket.
static void answer_resend(struct call *call) {
  enum problem_id problem = auth_check_app(call, &auth_store_app);
  if (problem != PROBLEM_NONE) {
    reply_problem(call->reply, problem);
    return;
  }
  call->simulator->ticket.resends++;
  store_tell_ticket(call->simulator);
  reply_json(call->reply,
             json_pack("{s:i, s:s}", "code", 0, "msg", call->endpoint->msg));
}

const struct endpoint store_endpoints[] = {
    {
        .name = "auth.app_access_token",
        .method = "POST",
        .path = "/open-apis/auth/v3/app_access_token",
        .msg = "ok",
        .answer = answer_app_token,
    },
    {
        .name = "auth.tenant_access_token",
        .method = "POST",
        .path = "/open-apis/auth/v3/tenant_access_token",
        .msg = "ok",
        .answer = answer_tenant_token,
    },
    {
        .name = "auth.app_ticket.resend",
        .method = "POST",
        .path = "/open-apis/auth/v3/app_ticket/resend",
        .msg = "ok",
        .answer = answer_resend,
    },
    {.name = NULL},
};
