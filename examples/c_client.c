// SPDX-License-Identifier: MIT

// The core alone, without Lua: looks up several bonus accounts at once and
// prints a row for each, in the order of the command line.
//
//     cc c_client.c $(pkg-config --cflags --libs lark) -o c_client
//     ./c_client ACCOUNT_ID ...
//
// Exit status: 0 all were found, 1 something failed, 2 wrong usage.
#include <lark.h>
#include <stdio.h>

enum { MAX_ROWS = 200 };

typedef struct row {
  const char *id;
  lark_result *result; // what the call ended with
} row;

// Runs once for each call, in the order of the answers. `user` is the argument
// of lark_start(), so each call finds its own row.
static void keep(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  row *found = user;
  (void)client, (void)call;
  // The result belongs to the library until this returns; retain it.
  found->result = lark_result_keep(result);
}

// A missing member is LARK_ABSENT and reads as 0 or "", so lookups can be
// chained without checks.
static void print_found(const row *found) {
  lark_json account = lark_json_get(lark_result_data(found->result), "account");
  lark_json person = lark_json_get(account, "referrer");
  lark_json name = lark_json_get(lark_json_get(person, "name"), "zh_cn");
  lark_json assets = lark_json_get(account, "assets");
  lark_json bonus = lark_json_get(assets, "confirmed_bonus");
  int64_t points = lark_json_integer(lark_json_get(bonus, "point_bonus"));
  printf("%s\t%s\t%lld\n", found->id, lark_json_string(name, NULL),
         (long long)points);
}

// Returns whether the account was found. Rows go to stdout, all else to stderr.
static bool print_row(const row *found) {
  const lark_error *error = lark_result_error(found->result);
  if (error == NULL) {
    print_found(found);
    return true;
  }
  fprintf(stderr, "c_client: %s: %s\n", found->id, error->msg);
  if (error->hint != NULL) fprintf(stderr, "  %s\n", error->hint);
  return false;
}

static lark_client *open_client(void) {
  lark_options options;
  lark_client *client = NULL;
  lark_result *why = NULL;
  lark_options_init(&options, sizeof options);
  lark_options_environment(&options); // LARK_APP_ID and the others
  options.deadline_ms = 20000;        // each call, waits and retries included
  if (lark_open(&options, &client, &why) == LARK_OK) return client;
  fprintf(stderr, "c_client: %s\n",
          why != NULL ? lark_result_error(why)->msg : "out of memory");
  lark_result_free(why);
  return NULL;
}

// lark_start() only checks and queues, so all calls are under way before the
// program waits for the first answer.
static bool start(lark_client *client, row *wanted) {
  lark_param id = lark_string("referral_account_id", wanted->id);
  if (lark_start(client, "hire.referral_account.get_account_assets", &id, 1,
                 keep, wanted, NULL) == LARK_OK)
    return true;
  fprintf(stderr, "c_client: %s: %s\n", wanted->id,
          lark_last_error(client)->msg);
  return false;
}

int main(int count, char **words) {
  static row rows[MAX_ROWS];
  if (count < 2 || count - 1 > MAX_ROWS) {
    fprintf(stderr, "usage: c_client ACCOUNT_ID ... (%d at most)\n", MAX_ROWS);
    return 2;
  }
  lark_client *client = open_client();
  if (client == NULL) return 1;

  bool good = true;
  for (int i = 0; i < count - 1; i++) {
    rows[i].id = words[i + 1];
    good = start(client, &rows[i]) && good;
  }
  // Sends, receives and runs callbacks, and sleeps in between.
  while (lark_pending(client) > 0)
    lark_wait(client, -1);

  for (int i = 0; i < count - 1; i++) {
    if (rows[i].result == NULL) continue; // it was not started
    good = print_row(&rows[i]) && good;
    lark_result_free(rows[i].result);
  }
  lark_close(client);
  return good ? 0 : 1;
}
