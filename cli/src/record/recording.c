// SPDX-License-Identifier: MIT
#include "recording.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "account.h"
#include "recording_file.h"
#include "recording_table.h"
#include "scheduler.h"
#include "words.h"

static const char recording_key = 0; // registry

// Notes that recall() leaves for record(); any other note is the row to
// replace.
static const uint64_t UNRECORDED = 0;
static const uint64_t NEXT = UINT64_MAX;

typedef struct recording {
  lark_recorder recorder;
  recording_table table;
  bool replay;
  bool complained; ///< it was said that the file cannot be written
  int64_t max_age_ms;
  char *path;
  char msg[640];
  char hint[320];
} recording;

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// ------------------------------------------------------------------- refusals

static lark_recall refuse(recording *r, lark_exchange *exchange,
                          lark_status status) {
  exchange->status = status;
  exchange->msg = r->msg;
  exchange->hint = r->hint;
  return LARK_RECALL_REFUSE;
}

static lark_recall refuse_broken(recording *r, lark_exchange *exchange) {
  snprintf(r->msg, sizeof r->msg, words_of("%s cannot be read: %s"), r->path,
           recording_table_error(&r->table));
  snprintf(r->hint, sizeof r->hint, "%s",
           words_of("Nothing was sent, because it may have been sent before: "
                    "repair the file, or use another one."));
  return refuse(r, exchange, LARK_ECONFIG);
}

// Says so once: later writes would fail for the same reason.
static void complain(recording *r) {
  if (r->complained) return;
  r->complained = true;
  fprintf(
      stderr,
      words_of("lualark: %s cannot be written: %s; the run goes on, and what "
               "is not recorded is asked for again next time\n"),
      r->path, recording_table_error(&r->table));
}

// How many bytes of a text fit, cut between characters.
static int cut(const char *text, size_t length, size_t most) {
  if (length <= most) return (int)length;
  while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
    most--;
  return (int)most;
}

static lark_recall refuse_missing(recording *r, lark_exchange *call,
                                  int64_t asked, int64_t recorded) {
  int file = cut(r->path, strlen(r->path), 120);
  int body = cut(call->body, call->body_bytes, 160);
  char times[96] = "";
  if (recorded > 0)
    snprintf(times, sizeof times,
             words_of(" (recorded %lld times, asked for %lld)"),
             (long long)recorded, (long long)asked);
  snprintf(r->msg, sizeof r->msg,
           words_of("not recorded in %.*s%s: %s %.160s%s%.*s"), file, r->path,
           times, call->method, call->path, body > 0 ? " " : "", body,
           call->body);
  snprintf(
      r->hint, sizeof r->hint,
      words_of("Nothing is sent in a replay: run it once with --record %.*s"),
      file, r->path);
  return refuse(r, call, LARK_ENETWORK);
}

static const char *advice(int count, bool named) {
  if (count == 0) return words_of("Run the script once with --record.");
  if (named)
    return words_of(
        "Set LARK_APP_ID, LARK_BASE_URL and LARK_TENANT_KEY as they "
        "were, or leave them out.");
  return words_of("Say which one: set LARK_APP_ID, and LARK_BASE_URL and "
                  "LARK_TENANT_KEY where these differ.");
}

// `list` names the accounts that have recordings, `count` of them.
static lark_recall refuse_account(recording *r, lark_exchange *client,
                                  int count, const char *list) {
  bool named = client->app_id[0] != '\0';
  char own[300];
  lualark_account_write(own, sizeof own, client->app_id, client->base_url,
                        client->tenant_key);
  if (count == 0)
    snprintf(r->msg, sizeof r->msg, words_of("nothing was recorded in %s"),
             r->path);
  else if (named)
    snprintf(r->msg, sizeof r->msg,
             words_of("%s has no recordings of %s, but of %s"), r->path, own,
             list);
  else
    snprintf(r->msg, sizeof r->msg, words_of("%s has recordings of %s"),
             r->path, list);
  snprintf(r->hint, sizeof r->hint, "%s", advice(count, named));
  return refuse(r, client, LARK_ECONFIG);
}

// -------------------------------------------------------------------- accounts

// Finds the account whose recordings a replay takes: the client's, or if it has
// none the only one there is. False, with a refusal, if there is no such one.
static bool find_account(recording *r, lark_exchange *client,
                         int64_t *account) {
  char list[300];
  bool named = client->app_id[0] != '\0';
  *account = named ? recording_table_account(&r->table, client) : 0;
  if (*account > 0) return true;
  int count = recording_table_list(&r->table, list, sizeof list, account);
  if (count == 1 && !named) return true;
  if (count < 0)
    refuse_broken(r, client);
  else
    refuse_account(r, client, count, list);
  return false;
}

// The account to record for; 0 if it cannot be written, -1 if the file cannot
// be read.
static int64_t take_account(recording *r, const lark_exchange *call) {
  int64_t account = recording_table_account(&r->table, call);
  if (account != 0) return account;
  if (recording_table_add_account(&r->table, call))
    return recording_table_account(&r->table, call);
  complain(r);
  return 0;
}

// -------------------------------------------------------------------- recorder

static lark_recall join(void *user, lark_exchange *client) {
  recording *r = user;
  int64_t account = 0;
  bool fine = !r->replay || find_account(r, client, &account);
  return fine ? LARK_RECALL_SEND : LARK_RECALL_REFUSE;
}

static lark_recall replay(recording *r, lark_exchange *call) {
  int64_t account = 0;
  recording_found last;
  if (!find_account(r, call, &account)) return LARK_RECALL_REFUSE;
  int64_t asked = recording_table_count(&r->table, account, call);
  if (asked < 0 ||
      !recording_table_find(&r->table, account, asked, call, &last))
    return refuse_broken(r, call);
  // A read that is repeated more often gets the latest answer. A change that is
  // repeated more often was never recorded.
  if (last.occurrence == asked || (last.row != 0 && call->repeatable))
    return LARK_RECALL_ANSWER;
  return refuse_missing(r, call, asked, last.occurrence);
}

static bool is_stale(const recording *r, const recording_found *answer,
                     const lark_exchange *call) {
  return call->repeatable && r->max_age_ms > 0 &&
         now_ms() - answer->recorded_ms > r->max_age_ms;
}

static lark_recall recall(void *user, lark_exchange *call) {
  recording *r = user;
  if (r->replay) return replay(r, call);
  recording_found last;
  call->note = UNRECORDED;
  int64_t account = take_account(r, call);
  if (account == 0) return LARK_RECALL_SEND;
  int64_t asked =
      account > 0 ? recording_table_count(&r->table, account, call) : -1;
  if (asked < 0 ||
      !recording_table_find(&r->table, account, asked, call, &last))
    return refuse_broken(r, call);
  bool has_it = last.row != 0 && last.occurrence == asked;
  if (has_it && !is_stale(r, &last, call)) return LARK_RECALL_ANSWER;
  call->note = has_it ? (uint64_t)last.row : NEXT;
  return LARK_RECALL_SEND;
}

static void record(void *user, const lark_exchange *call) {
  recording *r = user;
  if (call->note == UNRECORDED) return;
  int64_t row = call->note == NEXT ? 0 : (int64_t)call->note;
  int64_t account = take_account(r, call);
  if (account <= 0 ||
      !recording_table_write(&r->table, account, row, now_ms(), call))
    complain(r);
}

// ------------------------------------------------------------------------- Lua

// A script that calls os.exit() leaves the states open, so exit() closes this.
static recording *left_open = NULL;

static void close_recording(recording *r) {
  recording_table_clear(&r->table);
  recording_file_close(r->table.db, r->replay);
  // The recorder stays until all finalizers have run: a client that one of them
  // uses learns that the file is closed.
  r->table.db = NULL;
  left_open = NULL;
}

static void close_left(void) {
  if (left_open != NULL) close_recording(left_open);
}

static int recording_gc(lua_State *L) {
  close_recording(lua_touserdata(L, 1));
  return 0;
}

static recording *push_recording(lua_State *L, const char *path) {
  size_t path_bytes = strlen(path) + 1;
  recording *r = lua_newuserdatauv(L, sizeof *r + path_bytes, 0);
  memset(r, 0, sizeof *r);
  r->path = memcpy(r + 1, path, path_bytes);
  r->recorder = (lark_recorder){.size = sizeof r->recorder,
                                .join = join,
                                .recall = recall,
                                .record = record,
                                .user = r};
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, recording_gc);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  return r;
}

int recording_open(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_getfield(L, 1, "path");
  lua_getfield(L, 1, "replay");
  lua_getfield(L, 1, "max_age_ms");
  recording *r = push_recording(L, luaL_checkstring(L, 2));
  r->replay = r->recorder.offline = lua_toboolean(L, 3);
  r->max_age_ms = lua_tointeger(L, 4);
  r->table.db = recording_file_open(r->path, r->replay, r->msg, sizeof r->msg);
  if (r->table.db == NULL) {
    lua_pushnil(L);
    lua_pushstring(L, r->msg);
    return 2;
  }
  left_open = r;
  atexit(close_left);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &recording_key);
  lualark_scheduler *scheduler = lualark_scheduler_get(L);
  if (scheduler != NULL) scheduler->clients.recorder = &r->recorder;
  lua_pushboolean(L, 1);
  return 1;
}

const lark_recorder *recording_recorder(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &recording_key);
  const recording *r = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return r != NULL ? &r->recorder : NULL;
}
