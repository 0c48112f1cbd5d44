// SPDX-License-Identifier: MIT
#include "recording.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "clock.h"
#include "lualark_words.h"
#include "recording_file.h"

// Notes that recall() leaves for record(); any other note is the row to
// replace.
static const uint64_t UNRECORDED = 0;
static const uint64_t NEXT = UINT64_MAX;
static const uint64_t FIRST = UINT64_MAX - 1;

// ------------------------------------------------------------------- refusals

static lark_recall refuse(lualark_recording *r, lark_exchange *exchange,
                          lark_status status) {
  exchange->status = status;
  exchange->msg = r->msg;
  exchange->hint = r->hint;
  return LARK_RECALL_REFUSE;
}

static lark_recall refuse_broken(lualark_recording *r,
                                 lark_exchange *exchange) {
  snprintf(r->msg, sizeof r->msg, lualark_words("%s cannot be read: %s"),
           r->path, lualark_recording_table_error(&r->table));
  snprintf(
      r->hint, sizeof r->hint, "%s",
      lualark_words("Nothing was sent, because it may have been sent before: "
                    "repair the file, or use another one."));
  return refuse(r, exchange, LARK_ECONFIG);
}

static void tell(const lualark_recording *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void tell(const lualark_recording *r, const char *format, ...) {
  char sentence[640];
  va_list arguments;
  if (r->options.lost == NULL) return;
  va_start(arguments, format);
  vsnprintf(sentence, sizeof sentence, format, arguments);
  va_end(arguments);
  r->options.lost(r->options.user, sentence);
}

// Says so once: later writes would fail for the same reason.
static void complain(lualark_recording *r) {
  if (!r->complained)
    tell(r,
         lualark_words("%s cannot be written: %s; the run goes on, and what is "
                       "not recorded is asked for again next time"),
         r->path, lualark_recording_table_error(&r->table));
  r->complained = true;
}

static void settle(void *user) {
  lualark_recording *r = user;
  if (!lualark_recording_table_settle(&r->table)) complain(r);
}

// A text that is no JSON may hold anything, and cannot be redacted.
static void skip(lualark_recording *r) {
  if (!r->skipped)
    tell(r,
         lualark_words("%s: a call whose request or answer is no JSON is not "
                       "recorded, since it cannot be redacted"),
         r->path);
  r->skipped = true;
}

// How many bytes of a text fit, cut between characters.
static int cut(const char *text, size_t length, size_t most) {
  if (length <= most) return (int)length;
  while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
    most--;
  return (int)most;
}

static lark_recall refuse_missing(lualark_recording *r, lark_exchange *call,
                                  int64_t asked, int64_t recorded) {
  int file = cut(r->path, strlen(r->path), 120);
  int body = cut(call->body, call->body_bytes, 160);
  char times[96] = "";
  if (recorded > 0)
    snprintf(times, sizeof times,
             lualark_words(" (recorded %lld times, asked for %lld)"),
             (long long)recorded, (long long)asked);
  snprintf(r->msg, sizeof r->msg,
           lualark_words("not recorded in %.*s%s: %s %.160s%s%.*s"), file,
           r->path, times, call->method, call->path, body > 0 ? " " : "", body,
           call->body);
  snprintf(r->hint, sizeof r->hint,
           lualark_words(
               "Nothing is sent in a replay: run it once with --record %.*s"),
           file, r->path);
  if (r->redacted.is_redacted && r->redacted.how.key == NULL)
    snprintf(r->hint, sizeof r->hint, "%s",
             lualark_words("It is redacted, and its key is not here: it knows "
                           "calls by their pseudonyms alone."));
  return refuse(r, call, LARK_ENETWORK);
}

static const char *advice(int count, bool named) {
  if (count == 0) return lualark_words("Run the script once with --record.");
  if (named)
    return lualark_words(
        "Set LARK_APP_ID, LARK_BASE_URL and LARK_TENANT_KEY as they "
        "were, or leave them out.");
  return lualark_words("Say which one: set LARK_APP_ID, and LARK_BASE_URL and "
                       "LARK_TENANT_KEY where these differ.");
}

// `list` names the accounts that have recordings, `count` of them.
static lark_recall refuse_account(lualark_recording *r, lark_exchange *client,
                                  int count, const char *list) {
  bool named = client->app_id[0] != '\0';
  char own[300];
  lualark_account_write(own, sizeof own, client->app_id, client->base_url,
                        client->tenant_key);
  if (count == 0)
    snprintf(r->msg, sizeof r->msg, lualark_words("nothing was recorded in %s"),
             r->path);
  else if (named)
    snprintf(r->msg, sizeof r->msg,
             lualark_words("%s has no recordings of %s, but of %s"), r->path,
             own, list);
  else
    snprintf(r->msg, sizeof r->msg, lualark_words("%s has recordings of %s"),
             r->path, list);
  snprintf(r->hint, sizeof r->hint, "%s", advice(count, named));
  return refuse(r, client, LARK_ECONFIG);
}

// -------------------------------------------------------------------- accounts

// Finds the account whose recordings a replay takes: the client's, or if it has
// none the only one there is. False, with a refusal, if there is no such one.
static bool find_account(lualark_recording *r, lark_exchange *client,
                         int64_t *account) {
  char list[300];
  bool named = client->app_id[0] != '\0';
  *account = named ? lualark_recording_table_account(&r->table, client)
                   : r->only_account;
  if (*account > 0) return true;
  int count =
      lualark_recording_table_list(&r->table, list, sizeof list, account);
  if (count == 1 && !named) {
    r->only_account = *account;
    return true;
  }
  if (count < 0)
    refuse_broken(r, client);
  else
    refuse_account(r, client, count, list);
  return false;
}

// The account to record for; 0 if it cannot be written, -1 if the file cannot
// be read.
static int64_t take_account(lualark_recording *r, const lark_exchange *call) {
  int64_t account = lualark_recording_table_account(&r->table, call);
  if (account != 0) return account;
  // By itself: what is written for the account stands on it.
  settle(r);
  if (lualark_recording_table_add_account(&r->table, call))
    return lualark_recording_table_account(&r->table, call);
  complain(r);
  return 0;
}

// -------------------------------------------------------------------- recorder

static lark_recall join(void *user, lark_exchange *client) {
  lualark_recording *r = user;
  int64_t account = 0;
  bool fine = !r->options.replay || find_account(r, client, &account);
  return fine ? LARK_RECALL_SEND : LARK_RECALL_REFUSE;
}

// Looks up a call's answer, the next one that is due. Returns how often it was
// asked for; -1 where the file cannot be read.
static int64_t look_up(lualark_recording *r, int64_t account,
                       lark_exchange *call, lualark_recording_found *last) {
  int64_t asked = lualark_recording_table_count(&r->table, account, call);
  if (asked < 0 ||
      !lualark_recording_table_find(&r->table, account, asked, call, last))
    return -1;
  return asked;
}

// Picks the form of a request that has an answer: with pseudonyms for its
// values, or as it stands, since a script sends on what the recording answered.
// A body that is no JSON is as it stands, too.
static bool pick(lualark_recording *r, int64_t account,
                 const lark_exchange *call, lark_exchange *out) {
  lualark_recording_found any = {0};
  *out = *call;
  if (r->redacted.how.key != NULL &&
      lualark_redacted_request(&r->redacted, call, false, out) &&
      !lualark_recording_table_find(&r->table, account, INT64_MAX, out, &any))
    return false;
  if (any.row == 0 && !lualark_redacted_request(&r->redacted, call, true, out))
    *out = *call;
  return true;
}

static lark_recall replay(lualark_recording *r, lark_exchange *call) {
  int64_t account = 0;
  lualark_recording_found last = {0};
  lark_exchange form = *call;
  if (!find_account(r, call, &account)) return LARK_RECALL_REFUSE;
  if (r->redacted.is_redacted && !pick(r, account, call, &form))
    return refuse_broken(r, call);
  int64_t asked = look_up(r, account, &form, &last);
  if (asked < 0) return refuse_broken(r, call);
  call->http_status = form.http_status;
  call->answer = form.answer;
  call->answer_bytes = form.answer_bytes;
  call->log_id = form.log_id;
  // A read that is repeated more often gets the latest answer. A change that is
  // repeated more often was never recorded.
  if (last.occurrence == asked || (last.row != 0 && call->repeatable))
    return LARK_RECALL_ANSWER;
  return refuse_missing(r, call, asked, last.occurrence);
}

static bool is_stale(const lualark_recording *r,
                     const lualark_recording_found *answer,
                     const lark_exchange *call) {
  return call->repeatable && r->options.max_age_ms > 0 &&
         lark_wall_ms() - answer->recorded_ms > r->options.max_age_ms;
}

static lark_recall recall(void *user, lark_exchange *call) {
  lualark_recording *r = user;
  lualark_recording_found last = {0};
  lark_exchange form = *call;
  lualark_recording_table_read_together(&r->table);
  if (r->options.replay) return replay(r, call);
  call->note = UNRECORDED;
  if (r->redacted.is_redacted &&
      !lualark_redacted_request(&r->redacted, call, false, &form)) {
    skip(r);
    return LARK_RECALL_SEND;
  }
  int64_t account = take_account(r, call);
  if (account == 0) return LARK_RECALL_SEND;
  int64_t asked = account > 0 ? look_up(r, account, &form, &last) : -1;
  if (asked < 0) return refuse_broken(r, call);
  bool has_it = last.row != 0 && last.occurrence == asked;
  call->http_status = form.http_status;
  call->answer = form.answer;
  call->answer_bytes = form.answer_bytes;
  call->log_id = form.log_id;
  if (has_it && !r->redacted.is_redacted && !is_stale(r, &last, call))
    return LARK_RECALL_ANSWER;
  call->note = has_it ? (uint64_t)last.row : last.row == 0 ? FIRST : NEXT;
  return LARK_RECALL_SEND;
}

static void record(void *user, const lark_exchange *call) {
  lualark_recording *r = user;
  lark_exchange form = *call;
  if (call->note == UNRECORDED) return;
  if (r->redacted.is_redacted &&
      (!lualark_redacted_request(&r->redacted, call, false, &form) ||
       !lualark_redacted_answer(&r->redacted, &form))) {
    skip(r);
    return;
  }
  int64_t row = call->note == NEXT    ? 0
                : call->note == FIRST ? LUALARK_RECORDING_FIRST
                                      : (int64_t)call->note;
  int64_t account = take_account(r, call);
  lualark_recording_table_write_together(&r->table);
  if (account <= 0 || !lualark_recording_table_write(&r->table, account, row,
                                                     lark_wall_ms(), &form))
    complain(r);
}

// -------------------------------------------------------------- beginning, end

static void retain(void *user) {
  ((lualark_recording *)user)->references++;
}

static void release(void *user) {
  lualark_recording_release(user);
}

void lualark_recording_close(lualark_recording *recording) {
  lualark_recording_table_clear(&recording->table);
  lualark_recording_file_close(recording->table.db, recording->options.replay);
  // Its users then learn that the file is closed.
  recording->table.db = NULL;
}

void lualark_recording_release(lualark_recording *recording) {
  if (--recording->references > 0) return;
  lualark_recording_close(recording);
  lualark_redacted_clear(&recording->redacted);
  free(recording->path);
  free(recording);
}

static lualark_recording *make(const lualark_recording_options *options) {
  lualark_recording *r = calloc(1, sizeof *r);
  if (r != NULL) r->path = strdup(options->path);
  if (r == NULL || r->path == NULL) {
    free(r);
    return NULL;
  }
  r->references = 1;
  r->options = *options;
  r->options.path = r->options.redact = r->options.key_path = NULL;
  r->methods = (lark_recorder){.size = sizeof r->methods,
                               .offline = options->replay,
                               .join = join,
                               .recall = recall,
                               .record = record,
                               .user = r,
                               .retain = retain,
                               .release = release,
                               .settle = settle};
  return r;
}

static bool begin(lualark_recording *r, char *why, size_t why_bytes) {
  if (r->options.replay || lualark_recording_table_begin(&r->table))
    return true;
  snprintf(why, why_bytes, "%s: %s", r->path,
           lualark_recording_table_error(&r->table));
  return false;
}

lualark_recording *
lualark_recording_open(const lualark_recording_options *options, char *why,
                       size_t why_bytes) {
  lualark_recording *r = make(options);
  if (r == NULL) {
    snprintf(why, why_bytes, "%s", lualark_words("out of memory"));
    return NULL;
  }
  r->table.db =
      lualark_recording_file_open(r->path, options->replay, why, why_bytes);
  lualark_redacted_wish wish = {r->path, options->replay, options->redact,
                                options->key_path};
  if (r->table.db != NULL &&
      lualark_redacted_begin(&r->redacted, &r->table, &wish, why, why_bytes) &&
      begin(r, why, why_bytes))
    return r;
  lualark_recording_release(r);
  return NULL;
}
