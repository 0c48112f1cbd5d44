// SPDX-License-Identifier: MIT
#include "post.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "recipients.h"
#include "syntax.h"

enum { BETWEEN_LOOKS = 16 }; // posts, at the clock

// ------------------------------------------------------------ in any thread

static lark_status put(lualark_engine *engine, lualark_post *post) {
  bool was_empty = false;
  lark_status status = lualark_mailbox_put(&engine->mailbox, post, &was_empty);
  if (status != LARK_OK) lualark_mailbox_free(post);
  if (was_empty) lualark_wakeup(engine);
  return status;
}

lark_status lualark_post_event(lualark_engine *engine, lualark_script script,
                               const char *name, const char *json) {
  lark_status status =
      json != NULL ? lualark_syntax_check(json, NULL, NULL) : LARK_OK;
  if (status == LARK_ENOMEM) return status;
  if (name == NULL || status != LARK_OK) return LARK_EINVAL;
  lualark_post *post = calloc(1, sizeof *post);
  if (post == NULL) return LARK_ENOMEM;
  post->kind = POST_EVENT;
  post->to = script;
  post->texts = lualark_events_texts(name, json);
  if (post->texts == NULL) {
    lualark_mailbox_free(post);
    return LARK_ENOMEM;
  }
  post->bytes = post->texts->bytes;
  return put(engine, post);
}

static lark_status post_answer(lualark_engine *engine, lualark_pending pending,
                               const char *text, lualark_post_kind kind) {
  lualark_post *post = calloc(1, sizeof *post);
  if (post == NULL) return LARK_ENOMEM;
  post->kind = kind;
  post->to = pending;
  post->text = text != NULL ? strdup(text) : NULL;
  if (text != NULL && post->text == NULL) {
    lualark_mailbox_free(post);
    return LARK_ENOMEM;
  }
  post->bytes = text != NULL ? strlen(text) : 0;
  return put(engine, post);
}

lark_status lualark_post_answer(lualark_engine *engine, lualark_pending pending,
                                const char *json) {
  return post_answer(engine, pending, json, POST_ANSWER);
}

lark_status lualark_post_refuse(lualark_engine *engine, lualark_pending pending,
                                const char *message) {
  return post_answer(engine, pending, message, POST_REFUSAL);
}

// ------------------------------------------------- in the thread that steps

static lark_status put_event(struct script *script,
                             lualark_event_texts *texts) {
  return lualark_events_post(&script->events, &script->heap, texts,
                             &script->all->engine->mailbox.gauge);
}

static bool give_event(lualark_engine *engine, const lualark_post *post) {
  struct scripts *scripts = &engine->scripts;
  struct script *script = lualark_scripts_find(scripts, post->to);
  if (post->to == 0)
    return lualark_recipients_all(scripts, post->texts, put_event) == LARK_OK;
  return script != NULL &&
         lualark_recipients_one(script, post->texts, put_event) == LARK_OK;
}

static bool give_answer(lualark_engine *engine, lualark_post *post) {
  char *text = post->text;
  post->text = NULL;
  return lualark_host_functions_give(&engine->functions, post->to, text,
                                     post->kind == POST_REFUSAL) == LARK_OK;
}

static bool give(lualark_engine *engine, lualark_post *post) {
  return post->kind == POST_EVENT ? give_event(engine, post)
                                  : give_answer(engine, post);
}

void lualark_post_deliver(lualark_engine *engine, uint64_t stop_us) {
  for (int i = 1;; i++) {
    lualark_post *post = lualark_mailbox_take(&engine->mailbox);
    if (post == NULL) return;
    if (!give(engine, post)) engine->mailbox.dropped++;
    lualark_mailbox_free(post);
    if (i % BETWEEN_LOOKS == 0 && lark_now_us() >= stop_us) return;
  }
}
