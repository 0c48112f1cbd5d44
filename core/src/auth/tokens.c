// SPDX-License-Identifier: MIT
#include "tokens.h"

#include "clock.h"
#include "language.h"

static const lark_store_methods *methods(const lark_tokens *tokens) {
  return lark_store_methods_of(tokens->context->session);
}

static void replace(lark_token **place, lark_token *token) {
  lark_token_release(*place);
  *place = token;
}

static bool is(const lark_token *token, const char *value) {
  return token != NULL && strcmp(token->value, value) == 0;
}

static uint64_t after(uint64_t now_us, uint64_t us) {
  return us == UINT64_MAX ? UINT64_MAX : now_us + us;
}

static lark_token *new_token(const lark_tokens *tokens, const char *value) {
  const lark_settings *settings = tokens->context->settings;
  return lark_token_new(&settings->allocator, value, settings->user_agent);
}

static void report(lark_tokens *tokens, const lark_failure *failure) {
  tokens->kind->failed(tokens->user, failure);
}

static void report_status(lark_tokens *tokens, lark_store_status status) {
  lark_failure failure;
  lark_context_explain(status, &failure);
  report(tokens, &failure);
}

// The platform issued a token again that it had rejected.
static void explain_same_token(lark_tokens *tokens, lark_failure *failure) {
  replace(&tokens->rejected, NULL);
  lark_fail(failure, LARK_EAUTH,
            "the platform rejects %s and then issues the same one again",
            lark_words(tokens->kind->noun));
  lark_failure_hint(failure, "%s", tokens->kind->hint);
}

// ----------------------------------------------------------------------- fetch

void lark_tokens_fail(lark_tokens *tokens, const lark_failure *failure) {
  uint64_t now_us = lark_now_us();
  tokens->fetching = false;
  methods(tokens)->fail(tokens->context->session, tokens->kept, &failure->error,
                        now_us);
  // The store says how long to leave the platform alone: longer each time.
  tokens->renew_us = now_us;
  if (tokens->current == NULL) report(tokens, failure);
}

void lark_tokens_put(lark_tokens *tokens, const char *value, uint64_t life_us) {
  uint64_t now_us = lark_now_us();
  // Its life is counted from when it was asked for, to be on the safe side.
  uint64_t age_us = now_us - tokens->fetch_us;
  if (is(tokens->rejected, value)) {
    lark_failure failure;
    explain_same_token(tokens, &failure);
    lark_tokens_fail(tokens, &failure);
    return;
  }
  tokens->fetching = false;
  if (methods(tokens)->put(tokens->context->session, tokens->kept, value,
                           life_us > age_us ? life_us - age_us : 0,
                           now_us) == LARK_OK)
    lark_tokens_want(tokens, now_us);
  else
    report_status(tokens, LARK_STORE_NO_MEMORY);
}

// ------------------------------------------------------------------- the store

// The store's token becomes the current one.
static void adopt(lark_tokens *tokens, const lark_credential_ask *answer,
                  uint64_t now_us) {
  if (is(tokens->rejected, answer->value)) {
    // These calls fail; the next ones try it once more.
    lark_failure failure;
    methods(tokens)->drop(tokens->context->session, tokens->kept,
                          answer->value);
    explain_same_token(tokens, &failure);
    report(tokens, &failure);
    return;
  }
  if (!is(tokens->current, answer->value)) {
    lark_token *token = new_token(tokens, answer->value);
    if (token == NULL) {
      report_status(tokens, LARK_STORE_NO_MEMORY);
      return;
    }
    replace(&tokens->current, token);
  }
  tokens->expires_us = after(now_us, answer->life_us);
  tokens->renew_us = after(now_us, answer->fresh_us);
  tokens->kind->ready(tokens->user);
}

static void take_answer(lark_tokens *tokens, uint64_t now_us) {
  const lark_credential_ask *answer = &tokens->ask;
  bool must_fetch = answer->must_fetch;
  if (answer->ask.status != LARK_STORE_OK) {
    report_status(tokens, answer->ask.status);
    return;
  }
  if (answer->failure != NULL && answer->value == NULL) {
    lark_failure failure;
    lark_failure_from(&failure, answer->failure);
    report(tokens, &failure);
  }
  if (answer->value != NULL) adopt(tokens, answer, now_us);
  if (!must_fetch) return;
  tokens->fetching = true;
  tokens->fetch_us = now_us;
  tokens->kind->fetch(tokens->user, now_us);
}

static void on_answered(lark_ask *answered, uint64_t now_us) {
  lark_tokens *tokens = answered->owner;
  tokens->asking = false;
  take_answer(tokens, now_us);
}

void lark_tokens_want(lark_tokens *tokens, uint64_t now_us) {
  if (tokens->kept == NULL || tokens->fetching || tokens->asking) return;
  tokens->asking = !methods(tokens)->get(tokens->context->session, tokens->kept,
                                         &tokens->ask, now_us);
  if (!tokens->asking) take_answer(tokens, now_us);
}

lark_token *lark_tokens_get(lark_tokens *tokens, uint64_t now_us) {
  if (tokens->current != NULL && now_us >= tokens->expires_us)
    replace(&tokens->current, NULL);
  if (tokens->current != NULL && now_us >= tokens->renew_us)
    lark_tokens_want(tokens, now_us);
  return tokens->current;
}

bool lark_tokens_drop(lark_tokens *tokens, const lark_token *rejected) {
  if (tokens->current == NULL || tokens->current != rejected) return false;
  replace(&tokens->rejected, tokens->current);
  tokens->current = NULL;
  methods(tokens)->drop(tokens->context->session, tokens->kept,
                        rejected->value);
  return true;
}

// -------------------------------------------------------------- open and close

lark_status lark_tokens_open(lark_tokens *tokens, const lark_context *context,
                             const lark_tokens_kind *kind, void *user,
                             lark_owner owner, const char *own) {
  tokens->context = context;
  tokens->kind = kind;
  tokens->user = user;
  tokens->ask.ask = (lark_ask){.answered = on_answered, .owner = tokens};
  tokens->expires_us = tokens->renew_us = UINT64_MAX;
  if (own != NULL) {
    tokens->current = new_token(tokens, own);
    return tokens->current != NULL ? LARK_OK : LARK_ENOMEM;
  }
  tokens->kept =
      methods(tokens)->credential(context->session, kind->credential, &owner);
  return tokens->kept != NULL ? LARK_OK : LARK_ENOMEM;
}

void lark_tokens_resign(lark_tokens *tokens, uint64_t now_us) {
  if (tokens->kept == NULL) return;
  methods(tokens)->cancel_get(tokens->context->session, tokens->kept,
                              &tokens->ask, now_us);
  if (tokens->fetching)
    methods(tokens)->fail(tokens->context->session, tokens->kept, NULL, now_us);
  tokens->fetching = tokens->asking = false;
}

void lark_tokens_clear(lark_tokens *tokens) {
  replace(&tokens->current, NULL);
  replace(&tokens->rejected, NULL);
}
