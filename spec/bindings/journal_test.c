// SPDX-License-Identifier: MIT

// A journal's file where it cannot be written: no room for it (a limit on pages
// stands for a full disk), and a disk that does not keep what it took.
#include "journal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "private_file.h"
#include "run_lock.h"

static bool sync_fails, lock_fails;
bool __real_lualark_private_file_sync(sqlite3 *db);
bool __wrap_lualark_private_file_sync(sqlite3 *db);
bool __real_lualark_run_lock_take(int fd, int64_t run);
bool __wrap_lualark_run_lock_take(int fd, int64_t run);

bool __wrap_lualark_private_file_sync(sqlite3 *db) {
  return !sync_fails && __real_lualark_private_file_sync(db);
}

bool __wrap_lualark_run_lock_take(int fd, int64_t run) {
  return !lock_fails && __real_lualark_run_lock_take(fd, run);
}

static char folder[] = "/tmp/journal test XXXXXX";
static char path[128];

static lualark_journal *open_journal(void) {
  char why[256] = "";
  lualark_journal *j = lualark_journal_open(path, why, sizeof why);
  CHECK(j != NULL);
  if (j == NULL) fprintf(stderr, "%s\n", why);
  return j;
}

static lark_exchange change_of(const char *row) {
  return (lark_exchange){.size = sizeof(lark_exchange),
                         .base_url = "https://a.example",
                         .app_id = "cli_a",
                         .tenant_key = "",
                         .endpoint = "hire.note.create",
                         .method = "POST",
                         .path = "/a",
                         .body = "{}",
                         .body_bytes = 2,
                         .answer = "",
                         .log_id = "",
                         .msg = "",
                         .row = row};
}

static lark_recall look(lualark_journal *j, lark_exchange *change) {
  return j->methods.look(j, change);
}

static lark_recall write_down(lualark_journal *j, lark_exchange *change) {
  return look(j, change) == LARK_RECALL_SEND ? j->methods.write(j, change)
                                             : LARK_RECALL_REFUSE;
}

static lark_recall commit(lualark_journal *j, lark_exchange *why) {
  return j->methods.commit(j, why);
}

static const char *outcome_of(lualark_journal *j, const char *row) {
  const char *outcome = "none";
  bool same = false;
  lark_exchange change = change_of(row);
  CHECK(lualark_journal_peek(j, &change, &outcome, &same));
  return outcome != NULL ? outcome : "none";
}

static void begin(void) {
  char beside[160];
  static const char *const endings[] = {"", "-wal", "-shm", "-runs"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    snprintf(beside, sizeof beside, "%s%s", path, endings[i]);
    unlink(beside);
  }
}

// Closing writes down what has ended in the last round.
static void keeps_the_last_ends(void) {
  begin();
  lualark_journal *j = open_journal();
  lark_exchange change = change_of("1"), why = change_of("");
  CHECK(write_down(j, &change) == LARK_RECALL_SEND);
  CHECK(commit(j, &why) == LARK_RECALL_SEND);
  j->methods.end(j, &change, LARK_CHANGE_DONE);
  lualark_journal_close(j);
  lark_exchange after = change_of("2");
  CHECK(look(j, &after) == LARK_RECALL_REFUSE);
  CHECK(strstr(after.msg, "it was closed") != NULL);
  lualark_journal_release(j);
  j = open_journal();
  CHECK(strcmp(outcome_of(j, "1"), "done") == 0);
  lualark_journal_release(j);
}

// A file cannot be written anew inside of a transaction.
static void erases_in_the_middle_of_a_round(void) {
  begin();
  lualark_journal *j = open_journal();
  lark_exchange change = change_of("1"), why = change_of("");
  change.answer = "{\"code\":0,\"data\":{\"mobile\":\"13800138000\"}}";
  change.answer_bytes = strlen(change.answer);
  CHECK(write_down(j, &change) == LARK_RECALL_SEND);
  CHECK(commit(j, &why) == LARK_RECALL_SEND);
  j->methods.end(j, &change, LARK_CHANGE_DONE);
  CHECK(j->is_open);
  CHECK(lualark_journal_erase(j, INT64_MAX) == 1);
  CHECK(strcmp(outcome_of(j, "1"), "done") == 0);
  lualark_journal_release(j);
}

// Changes that a disk may not have kept are not sent, and stand as not sent.
static void takes_back_what_is_not_safe(void) {
  begin();
  lualark_journal *j = open_journal();
  lark_exchange one = change_of("1"), two = change_of("2");
  lark_exchange why = change_of("");
  CHECK(write_down(j, &one) == LARK_RECALL_SEND);
  CHECK(commit(j, &why) == LARK_RECALL_SEND);
  CHECK(write_down(j, &two) == LARK_RECALL_SEND);
  sync_fails = true;
  CHECK(commit(j, &why) == LARK_RECALL_REFUSE);
  CHECK(strstr(why.msg, "nothing was sent: the journal") != NULL);
  sync_fails = false;
  CHECK(strcmp(outcome_of(j, "1"), "under way") == 0);
  CHECK(strcmp(outcome_of(j, "2"), "not sent") == 0);
  CHECK(lualark_journal_fault(j)[0] == '\0');
  lualark_journal_release(j);
}

// A full disk: SQLite may take the whole round back.
static void tells_which_ends_are_lost(void) {
  begin();
  lualark_journal *j = open_journal();
  lark_exchange change = change_of("1"), why = change_of("");
  CHECK(write_down(j, &change) == LARK_RECALL_SEND);
  CHECK(commit(j, &why) == LARK_RECALL_SEND);
  CHECK(sqlite3_exec(j->table.db, "PRAGMA max_page_count = 1", NULL, NULL,
                     NULL) == SQLITE_OK);
  char *large = malloc(100001);
  if (large == NULL) return;
  memset(large, 'a', 100000);
  large[100000] = '\0';
  change.answer = large;
  change.answer_bytes = 100000;
  j->methods.end(j, &change, LARK_CHANGE_DONE);
  const char *fault = lualark_journal_fault(j);
  CHECK(strstr(fault, "database or disk is full") != NULL);
  CHECK(strstr(fault, "count as perhaps done") != NULL);
  free(large);
  lualark_journal_release(j);
  j = open_journal();
  CHECK(strcmp(outcome_of(j, "1"), "perhaps done") == 0);
  lualark_journal_release(j);
}

static void says_why_a_run_cannot_begin(void) {
  begin();
  lualark_journal *j = open_journal();
  lark_exchange change = change_of("1");
  lock_fails = true;
  CHECK(write_down(j, &change) == LARK_RECALL_REFUSE);
  CHECK(strstr(change.msg, "-runs: ") != NULL);
  lock_fails = false;
  CHECK(write_down(j, &change) == LARK_RECALL_SEND);
  lualark_journal_release(j);
}

static void send_keyed(lualark_journal *j, lark_exchange *change) {
  lark_exchange why = change_of("");
  change->repeatable = true;
  change->key_window_s = 3600;
  CHECK(write_down(j, change) == LARK_RECALL_SEND);
  CHECK(commit(j, &why) == LARK_RECALL_SEND);
  j->methods.end(j, change, LARK_CHANGE_UNKNOWN);
  CHECK(lualark_journal_fault(j)[0] == '\0');
}

static void make_older(lualark_journal *j, const char *ms) {
  char text[96];
  snprintf(text, sizeof text, "UPDATE changes SET sent_ms = sent_ms - %s", ms);
  CHECK(sqlite3_exec(j->table.db, text, NULL, NULL, NULL) == SQLITE_OK);
}

// The platform forgets keys: then one that is perhaps done is not sent again.
static void trusts_a_key_for_its_time(void) {
  begin();
  lualark_journal *j = open_journal();
  lark_exchange first = change_of("1"), second = change_of("1");
  lark_exchange third = change_of("1");
  send_keyed(j, &first);
  make_older(j, "1800000");
  send_keyed(j, &second); // half an hour later
  make_older(j, "1800000");
  third.repeatable = true;
  third.key_window_s = 3600;
  CHECK(look(j, &third) == LARK_RECALL_REFUSE);
  CHECK(strstr(third.msg, "perhaps done") != NULL);
  third.key_window_s = 0;
  CHECK(look(j, &third) == LARK_RECALL_SEND);
  make_older(j, "-7200000"); // the clock was set back
  third.key_window_s = 3600;
  CHECK(look(j, &third) == LARK_RECALL_REFUSE);
  lualark_journal_release(j);
}

// A message that is cut ends with a whole character.
static void cuts_between_characters(void) {
  begin();
  lualark_journal *j = open_journal();
  char row[700];
  for (size_t i = 0; i < 230; i++)
    memcpy(row + 3 * i, "\xe5\x80\x99", 4);
  lark_exchange change = change_of(row), again = change_of(row);
  lark_exchange why = change_of("");
  CHECK(write_down(j, &change) == LARK_RECALL_SEND);
  CHECK(commit(j, &why) == LARK_RECALL_SEND);
  j->methods.end(j, &change, LARK_CHANGE_UNKNOWN);
  CHECK(look(j, &again) == LARK_RECALL_REFUSE);
  CHECK(strlen(again.msg) % 3 == strlen("row ") % 3);
  lualark_journal_release(j);
}

int main(void) {
  CHECK(mkdtemp(folder) != NULL);
  snprintf(path, sizeof path, "%s/changes.db", folder);
  keeps_the_last_ends();
  erases_in_the_middle_of_a_round();
  takes_back_what_is_not_safe();
  tells_which_ends_are_lost();
  says_why_a_run_cannot_begin();
  trusts_a_key_for_its_time();
  cuts_between_characters();
  begin();
  rmdir(folder);
  return check_failures();
}
