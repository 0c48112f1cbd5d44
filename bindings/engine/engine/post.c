// SPDX-License-Identifier: MIT
#include "post.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "share.h"
#include "syntax.h"
#include "versions.h"

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

static bool give_event(lualark_engine *engine, struct script *script,
                       lualark_event_texts *texts) {
  script = lualark_versions_newest(script);
  if (!lualark_script_takes_events(script)) return true;
  lark_status status = lualark_events_post(&script->events, &script->heap,
                                           texts, &engine->mailbox.gauge);
  if (status == LARK_OK) lualark_share_wake(script);
  return status == LARK_OK;
}

static bool give_to_all(lualark_engine *engine, lualark_event_texts *texts) {
  bool whole = true;
  for (lark_link *link = engine->scripts.all.last; link != NULL;
       link = link->previous) {
    struct script *script = lualark_scripts_of(link);
    if (script->versions.successor != NULL) continue; // it gets it itself
    whole = give_event(engine, script, texts) && whole;
  }
  return whole;
}

static bool give_one(lualark_engine *engine, lualark_event_texts *texts,
                     lualark_script id) {
  struct script *script = lualark_scripts_find(&engine->scripts, id);
  return script != NULL && give_event(engine, script, texts);
}

static bool give_answer(lualark_engine *engine, lualark_post *post) {
  char *text = post->text;
  post->text = NULL;
  return lualark_host_functions_give(&engine->functions, post->to, text,
                                     post->kind == POST_REFUSAL) == LARK_OK;
}

static bool give(lualark_engine *engine, lualark_post *post) {
  if (post->kind != POST_EVENT) return give_answer(engine, post);
  return post->to != 0 ? give_one(engine, post->texts, post->to)
                       : give_to_all(engine, post->texts);
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
