// SPDX-License-Identifier: MIT
#include "answers.h"

#include <stdlib.h>
#include <string.h>

#include "lualark_words.h"

struct lualark_answers_entry {
  lualark_answers_entry *next;
  uint64_t number;
  lark_status status; // LARK_OK: the platform answers
  int http_status;
  size_t length;
  char *text;         // or what went wrong; in the same block, with a NUL
  const char *second; // the log id, or the hint; likewise
};

// The number that a call is named by; 0 where it has none.
static uint64_t number_of(const lark_exchange *call) {
  return strtoull(call->row, NULL, 10);
}

// Takes an answer out of those that wait.
static lualark_answers_entry *take(lualark_answers *answers, uint64_t number) {
  for (lualark_answers_entry **link = &answers->waiting; *link != NULL;
       link = &(*link)->next) {
    lualark_answers_entry *found = *link;
    if (found->number != number) continue;
    *link = found->next;
    return found;
  }
  return NULL;
}

static lark_recall refuse(lark_exchange *call,
                          const lualark_answers_entry *answer) {
  call->status = answer->status;
  call->msg = answer->text;
  call->hint = answer->second;
  return LARK_RECALL_REFUSE;
}

// Calls that the binding does not prepare have no number: none of Lua's do.
static lark_recall refuse_unknown(lark_exchange *call) {
  call->status = LARK_ENETWORK;
  call->msg = lualark_words("no answer was prepared for this call");
  call->hint = "";
  return LARK_RECALL_REFUSE;
}

static lark_recall recall(void *user, lark_exchange *call) {
  lualark_answers *answers = user;
  free(answers->current);
  lualark_answers_entry *answer = take(answers, number_of(call));
  answers->current = answer;
  if (answer == NULL) return refuse_unknown(call);
  if (answer->status != LARK_OK) return refuse(call, answer);
  call->http_status = answer->http_status;
  call->answer = answer->text;
  call->answer_bytes = answer->length;
  call->log_id = answer->second;
  return LARK_RECALL_ANSWER;
}

static void retain(void *user) {
  ((lualark_answers *)user)->references++;
}

static void release(void *user) {
  lualark_answers_release(user);
}

lualark_answers *lualark_answers_new(void) {
  lualark_answers *answers = calloc(1, sizeof *answers);
  if (answers == NULL) return NULL;
  answers->references = 1;
  answers->methods = (lark_recorder){.size = sizeof answers->methods,
                                     .offline = true,
                                     .recall = recall,
                                     .user = answers,
                                     .retain = retain,
                                     .release = release,
                                     .files = true};
  return answers;
}

void lualark_answers_release(lualark_answers *answers) {
  if (--answers->references > 0) return;
  while (answers->waiting != NULL)
    free(take(answers, answers->waiting->number));
  free(answers->current);
  free(answers);
}

static lualark_answers_entry *add(lualark_answers *answers, const char *text,
                                  size_t length, const char *second) {
  size_t second_bytes = strlen(second) + 1;
  lualark_answers_entry *answer =
      malloc(sizeof *answer + length + 1 + second_bytes);
  if (answer == NULL) return NULL;
  char *copy = (char *)(answer + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  memcpy(copy + length + 1, second, second_bytes);
  *answer = (lualark_answers_entry){.next = answers->waiting,
                                    .number = ++answers->count,
                                    .length = length,
                                    .text = copy,
                                    .second = copy + length + 1};
  answers->waiting = answer;
  return answer;
}

uint64_t lualark_answers_add(lualark_answers *answers, int http_status,
                             const char *text, size_t length,
                             const char *log_id) {
  lualark_answers_entry *answer = add(answers, text, length, log_id);
  if (answer == NULL) return 0;
  answer->http_status = http_status;
  return answer->number;
}

uint64_t lualark_answers_add_failure(lualark_answers *answers,
                                     lark_status status, const char *msg,
                                     const char *hint) {
  lualark_answers_entry *answer = add(answers, msg, strlen(msg), hint);
  if (answer == NULL) return 0;
  answer->status = status;
  return answer->number;
}
