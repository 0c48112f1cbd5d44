// SPDX-License-Identifier: MIT
#include "journal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "failure.h"
#include "lualark_words.h"
#include "run_lock.h"

// The note of a change that has no name: its number among equal calls of this
// run; and the run that it is taken over from.
enum { NUMBER_BITS = 32 };

// ------------------------------------------------------------------- refusals

// Writes a sentence into a room, in the language that is set.
static void say(char *room, size_t room_bytes, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void say(char *room, size_t room_bytes, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  lark_mend_end(room, room_bytes,
                vsnprintf(room, room_bytes, format, arguments));
  va_end(arguments);
}

static lark_recall refuse(lualark_journal *j, lark_exchange *change,
                          lark_status status) {
  change->status = status;
  change->msg = j->msg;
  change->hint = j->hint;
  return LARK_RECALL_REFUSE;
}

// Keeps why the file cannot be written, before another query replaces that.
static bool note_reason(lualark_journal *j) {
  say(j->reason, sizeof j->reason, "%s",
      lualark_journal_table_error(&j->table));
  return false;
}

static lark_recall refuse_broken(lualark_journal *j, lark_exchange *change) {
  say(j->msg, sizeof j->msg,
      lualark_words("nothing was sent: the journal %s cannot be written: %s"),
      j->path, j->reason);
  say(j->hint, sizeof j->hint, "%s",
      lualark_words("Mend that and run it again: what is done is not sent "
                    "again."));
  return refuse(j, change, LARK_ECONFIG);
}

static lark_recall refuse_changed(lualark_journal *j, lark_exchange *change,
                                  const char *row, const char *state) {
  say(j->msg, sizeof j->msg,
      lualark_words("row %s has changed since it was %s: it is not sent"), row,
      lualark_words(state));
  say(j->hint, sizeof j->hint, "%s",
      lualark_words("Take the row as it was, or another journal for other "
                    "work."));
  return refuse(j, change, LARK_EPARAM);
}

static lark_recall refuse_doubtful(lualark_journal *j, lark_exchange *change,
                                   const char *row) {
  say(j->msg, sizeof j->msg,
      lualark_words("row %s was sent before, and its answer was lost: it is "
                    "perhaps done, and not sent again"),
      row);
  say(j->hint, sizeof j->hint,
      lualark_words("Look at the platform, then --retry %s or --skip %s."), row,
      row);
  return refuse(j, change, LARK_ECANCELLED);
}

static lark_recall refuse_busy(lualark_journal *j, lark_exchange *change,
                               const char *row) {
  say(j->msg, sizeof j->msg,
      lualark_words("row %s is under way in another run"), row);
  say(j->hint, sizeof j->hint, "%s",
      lualark_words("Run it again when that has ended."));
  return refuse(j, change, LARK_ECANCELLED);
}

// ---------------------------------------------------------------------- names

// A change and, where it has none, a name of its content and its number.
typedef struct named {
  lualark_change change;
  char name[48];
} named;

static void add_part(lark_digest *digest, const char *bytes, size_t length) {
  lark_digest_add(digest, bytes, length);
  lark_digest_add(digest, "", 1);
}

static void name(named *out, const lark_exchange *call, uint32_t number) {
  enum { SHOWN_BYTES = 8 };
  char hex[2 * SHOWN_BYTES + 1];
  lark_digest_hex(out->change.digest, SHOWN_BYTES, hex);
  snprintf(out->name, sizeof out->name, "%s/%u", hex, (unsigned)number);
  out->change.row = call->row[0] != '\0' ? call->row : out->name;
}

static void read_call(named *out, const lark_exchange *call) {
  lark_digest digest;
  out->change.endpoint = call->endpoint;
  lark_digest_begin(&digest);
  add_part(&digest, call->method, strlen(call->method));
  add_part(&digest, call->path, strlen(call->path));
  add_part(&digest, call->body, call->body_bytes);
  lark_digest_end(&digest, out->change.digest);
}

// -------------------------------------------------------------------- verdicts

static bool is_alive(const lualark_journal *j, int64_t run) {
  return run == j->run || lualark_run_lock_is_taken(j->lock_fd, run);
}

const char *lualark_journal_outcome(const lualark_journal *journal,
                                    const char *state, int64_t run,
                                    bool ended) {
  if (strcmp(state, "unsent") == 0) return "not sent";
  if (strcmp(state, "refused") == 0) return "refused";
  if (strcmp(state, "skipped") == 0) return "skipped";
  if (strcmp(state, "done") == 0) return "done";
  return !ended && is_alive(journal, run) ? "under way" : "perhaps done";
}

// Whether the platform still knows the key that a change was sent with. A part
// of the time is left for waiting until it is sent again; a clock that was set
// back tells nothing.
static bool remembers_key(const lark_exchange *call, int64_t sent_ms) {
  int64_t age_ms = lark_wall_ms() - sent_ms;
  if (call->key_window_s <= 0) return true;
  return age_ms >= 0 && age_ms < call->key_window_s * 1000 / 4 * 3;
}

// Decides about a change that stands in the journal as `found`.
static lark_recall judge(lualark_journal *j, const named *of,
                         const lualark_change_found *found,
                         lark_exchange *call) {
  const char *row = of->change.row;
  if (strcmp(found->state, "unsent") == 0 ||
      strcmp(found->state, "refused") == 0)
    return LARK_RECALL_SEND;
  bool sent = strcmp(found->state, "sent") == 0;
  if (!found->same)
    return refuse_changed(j, call, row, sent ? "sent" : found->state);
  if (!sent) return LARK_RECALL_ANSWER;
  if (!found->ended && is_alive(j, found->run))
    return refuse_busy(j, call, row);
  if (!found->keyed || !call->repeatable ||
      !remembers_key(call, found->sent_ms))
    return refuse_doubtful(j, call, row);
  call->note |= (uint64_t)found->run << NUMBER_BITS;
  return LARK_RECALL_SEND;
}

static lark_recall find(lualark_journal *j, const named *of,
                        lark_exchange *call) {
  lualark_change_found found;
  if (!lualark_journal_table_find(&j->table, &of->change, call, &found)) {
    note_reason(j);
    return refuse_broken(j, call);
  }
  return found.id == 0 ? LARK_RECALL_SEND : judge(j, of, &found, call);
}

static lark_recall look(void *user, lark_exchange *call) {
  lualark_journal *j = user;
  named of;
  int64_t number = 1;
  read_call(&of, call);
  if (call->row[0] == '\0')
    number = lualark_journal_table_count(&j->table, of.change.digest);
  if (number < 0) {
    note_reason(j);
    return refuse_broken(j, call);
  }
  call->note = (uint32_t)number;
  name(&of, call, (uint32_t)number);
  return find(j, &of, call);
}

bool lualark_journal_peek(lualark_journal *journal, const lark_exchange *change,
                          const char **outcome, bool *same) {
  lark_exchange copy = *change;
  lualark_change_found found;
  named of;
  read_call(&of, change);
  of.change.row = change->row;
  *outcome = NULL;
  if (!lualark_journal_table_find(&journal->table, &of.change, &copy, &found))
    return false;
  if (found.id != 0)
    *outcome =
        lualark_journal_outcome(journal, found.state, found.run, found.ended);
  *same = found.same;
  return true;
}

// ---------------------------------------------------------------------- rounds

// Opens a transaction for all that is written in this round.
static bool open_round(lualark_journal *j) {
  if (j->is_open) return true;
  j->is_open = lualark_journal_table_begin(&j->table);
  return j->is_open || note_reason(j);
}

// Says so of the first loss: later changes are refused for the same reason.
static void note_loss(lualark_journal *j) {
  if (j->fault[0] != '\0') return;
  say(j->fault, sizeof j->fault,
      lualark_words("the journal %s cannot be written: %s; changes that were "
                    "answered then count as perhaps done"),
      j->path, j->reason);
}

// Writes what changes stand there although they are not sent.
static void take_back(lualark_journal *j) {
  for (size_t i = 0; i < j->unsent_count; i++)
    lualark_journal_table_set(&j->table, j->unsent[i], "sent", "unsent",
                              lark_wall_ms());
}

// Ends the round's transaction. Where it brings changes that are about to be
// sent, they outlast a power failure then; false: none of them may be sent.
static bool end_round(lualark_journal *j) {
  if (!j->is_open) return true;
  bool had_end = j->has_end, written = lualark_journal_table_commit(&j->table);
  bool safe = written &&
              (j->unsent_count == 0 || lualark_journal_table_sync(&j->table));
  if (!safe) note_reason(j);
  if (!written) lualark_journal_table_roll_back(&j->table);
  if (written && !safe) take_back(j);
  if (!written && had_end) note_loss(j);
  j->is_open = j->has_end = false;
  j->unsent_count = 0;
  return safe;
}

static lark_recall commit(void *user, lark_exchange *why) {
  return end_round(user) ? LARK_RECALL_SEND : refuse_broken(user, why);
}

// --------------------------------------------------------------------- writing

// Makes this run known, once, before its first change.
static bool begin_run(lualark_journal *j) {
  if (j->run > 0) return true;
  int64_t run = lualark_journal_table_add_run(&j->table, lark_wall_ms());
  if (run <= 0) return note_reason(j);
  if (lualark_run_lock_take(j->lock_fd, run)) {
    j->run = run;
    return true;
  }
  say(j->reason, sizeof j->reason, "%s-runs: %s", j->path, strerror(errno));
  return false;
}

static bool make_room(lualark_journal *j) {
  if (j->unsent_count < j->unsent_room) return true;
  size_t room = j->unsent_room > 0 ? 2 * j->unsent_room : 16;
  int64_t *grown = realloc(j->unsent, room * sizeof *grown);
  if (grown == NULL) {
    say(j->reason, sizeof j->reason, "%s", lualark_words("out of memory"));
    return false;
  }
  j->unsent = grown;
  j->unsent_room = room;
  return true;
}

static lark_recall write_down(void *user, lark_exchange *call) {
  lualark_journal *j = user;
  int64_t taken_over = (int64_t)(call->note >> NUMBER_BITS);
  named of;
  read_call(&of, call);
  name(&of, call, (uint32_t)call->note);
  if (!begin_run(j) || !make_room(j) || !open_round(j))
    return refuse_broken(j, call);
  int64_t id = lualark_journal_table_write(&j->table, &of.change, call, j->run,
                                           taken_over, lark_wall_ms());
  if (id < 0) {
    note_reason(j);
    return refuse_broken(j, call);
  }
  if (id > 0) {
    call->note = (uint64_t)id;
    j->unsent[j->unsent_count++] = id;
    return LARK_RECALL_SEND;
  }
  // Another process was faster.
  lark_recall found = find(j, &of, call);
  return found == LARK_RECALL_SEND ? refuse_busy(j, call, of.change.row)
                                   : found;
}

static void end(void *user, const lark_exchange *call, lark_outcome outcome) {
  lualark_journal *j = user;
  bool written = open_round(j);
  j->has_end = j->has_end || written;
  if (written &&
      !lualark_journal_table_end(&j->table, (int64_t)call->note, j->run, call,
                                 outcome, lark_wall_ms()))
    written = note_reason(j);
  if (!written) note_loss(j);
}

static lark_recall join(void *user, lark_exchange *client) {
  lualark_journal *j = user;
  char whose[400];
  int joined =
      lualark_journal_table_join(&j->table, client, whose, sizeof whose);
  if (joined < 0) {
    note_reason(j);
    return refuse_broken(j, client);
  }
  if (joined == 1) return LARK_RECALL_SEND;
  say(j->msg, sizeof j->msg, lualark_words("the journal %s is of %s"), j->path,
      whose);
  say(j->hint, sizeof j->hint, "%s",
      lualark_words("Another app, tenant or server needs a journal of its "
                    "own."));
  return refuse(j, client, LARK_ECONFIG);
}

// -------------------------------------------------------------- beginning, end

static void retain(void *user) {
  ((lualark_journal *)user)->references++;
}

static void release(void *user) {
  lualark_journal_release(user);
}

const char *lualark_journal_fault(lualark_journal *journal) {
  end_round(journal);
  return journal->fault;
}

int64_t lualark_journal_erase(lualark_journal *journal, int64_t before_ms) {
  end_round(journal);
  return lualark_journal_table_erase(&journal->table, before_ms);
}

void lualark_journal_close(lualark_journal *journal) {
  end_round(journal);
  lualark_journal_table_close(&journal->table);
  if (journal->lock_fd >= 0) close(journal->lock_fd);
  journal->lock_fd = -1;
}

void lualark_journal_release(lualark_journal *journal) {
  if (--journal->references > 0) return;
  lualark_journal_close(journal);
  free(journal->unsent);
  free(journal->path);
  free(journal);
}

lualark_journal *lualark_journal_open(const char *path, char *why,
                                      size_t why_bytes) {
  lualark_journal *j = calloc(1, sizeof *j);
  if (j != NULL) j->path = strdup(path);
  if (j == NULL || j->path == NULL) {
    free(j);
    say(why, why_bytes, "%s", lualark_words("out of memory"));
    return NULL;
  }
  j->references = 1;
  j->lock_fd = -1;
  j->methods = (lark_journal){.size = sizeof j->methods,
                              .retain = retain,
                              .release = release,
                              .join = join,
                              .look = look,
                              .write = write_down,
                              .commit = commit,
                              .end = end,
                              .user = j};
  if (lualark_journal_table_open(&j->table, path, why, why_bytes)) {
    j->lock_fd = lualark_run_lock_open(path);
    if (j->lock_fd >= 0) return j;
    say(why, why_bytes, lualark_words("%s-runs: it cannot be opened: %s"), path,
        strerror(errno));
  }
  lualark_journal_release(j);
  return NULL;
}
