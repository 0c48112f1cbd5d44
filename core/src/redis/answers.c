// SPDX-License-Identifier: MIT
#include "answers.h"

void lark_redis_answers_init(lark_redis_answers *answers, uint64_t longest_us,
                             uint64_t shortest_us) {
  answers->head = answers->count = answers->numbers = 0;
  answers->longest_us = (int64_t)longest_us;
  answers->grain_us = (int64_t)shortest_us / 250;
}

static lark_redis_batch *nth(lark_redis_answers *answers, uint32_t n) {
  return &answers->batches[(answers->head + n) % LARK_REDIS_BATCHES];
}

static void remove_first(lark_redis_answers *answers) {
  answers->head = (answers->head + 1) % LARK_REDIS_BATCHES;
  answers->count--;
}

static void expire(lark_redis_answers *answers, int64_t now_us) {
  while (answers->count > 0 &&
         nth(answers, 0)->at_us + answers->longest_us <= now_us)
    remove_first(answers);
}

// Makes room: the oldest two become one, which counts for the longer time.
static void merge_oldest(lark_redis_answers *answers) {
  const lark_redis_batch *first = nth(answers, 0);
  lark_redis_batch *second = nth(answers, 1);
  second->count += first->count;
  if (first->at_us > second->at_us) second->at_us = first->at_us;
  if (first->state < second->state) second->state = first->state;
  remove_first(answers);
}

void lark_redis_answers_add(lark_redis_answers *answers, int64_t at_us) {
  if (answers->count > 0) {
    lark_redis_batch *last = nth(answers, answers->count - 1);
    if (last->state == LARK_BATCH_NEW && last->count > 0 &&
        at_us - last->at_us < answers->grain_us) {
      if (at_us > last->at_us) last->at_us = at_us;
      last->count++;
      return;
    }
  }
  expire(answers, at_us);
  if (answers->count == LARK_REDIS_BATCHES) merge_oldest(answers);
  *nth(answers, answers->count++) = (lark_redis_batch){
      .at_us = at_us, .count = 1, .number = ++answers->numbers};
}

bool lark_redis_answers_are_new(const lark_redis_answers *answers) {
  for (uint32_t i = answers->count; i > 0; i--) {
    const lark_redis_batch *batch =
        &answers->batches[(answers->head + i - 1) % LARK_REDIS_BATCHES];
    if (batch->state == LARK_BATCH_NEW) return true;
    if (batch->state == LARK_BATCH_KNOWN) return false;
  }
  return false;
}

void lark_redis_answers_write(lark_redis_answers *answers, bool all,
                              uint64_t now_us, lark_text *text) {
  expire(answers, (int64_t)now_us);
  for (uint32_t i = 0; i < answers->count; i++) {
    lark_redis_batch *batch = nth(answers, i);
    if (!all && batch->state != LARK_BATCH_NEW) continue;
    lark_text_add_integer(text, batch->number);
    lark_text_add_char(text, ':');
    lark_text_add_integer(text, batch->count);
    lark_text_add_char(text, ':');
    lark_text_add_integer(text, (int64_t)now_us - batch->at_us);
    lark_text_add_char(text, ' ');
    batch->state = LARK_BATCH_SENT;
  }
}

static void settle(lark_redis_answers *answers, int state) {
  for (uint32_t i = 0; i < answers->count; i++) {
    lark_redis_batch *batch = nth(answers, i);
    if (batch->state != LARK_BATCH_SENT) continue;
    batch->state = state == LARK_BATCH_NEW ? LARK_BATCH_NEW : LARK_BATCH_KNOWN;
  }
}

void lark_redis_answers_known(lark_redis_answers *answers) {
  settle(answers, LARK_BATCH_KNOWN);
}

void lark_redis_answers_unknown(lark_redis_answers *answers) {
  settle(answers, LARK_BATCH_NEW);
}
