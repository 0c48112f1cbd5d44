// SPDX-License-Identifier: MIT

// A client and its journal: a fake one, which notes what it is told.
#include "lark.h"
#include "server.h"

typedef struct notes {
  char told[128];  // "look write commit end"
  char row[32];    // of the change that ended last
  char answer[64]; // likewise
  lark_outcome outcome;
  lark_recall look, commit;
} notes;

static void tell(notes *n, const char *what) {
  size_t used = strlen(n->told);
  snprintf(n->told + used, sizeof n->told - used, "%s%s", used > 0 ? " " : "",
           what);
}

static lark_recall refuse(lark_recall verdict, lark_exchange *change) {
  change->status = LARK_ECONFIG;
  change->msg = "the disk is full";
  change->hint = "Make room.";
  return verdict;
}

static lark_recall look(void *user, lark_exchange *change) {
  notes *n = user;
  tell(n, "look");
  change->http_status = 200;
  change->answer = "{\"code\":0,\"data\":{\"name\":\"before\"}}";
  change->answer_bytes = strlen(change->answer);
  return n->look;
}

static lark_recall write_down(void *user, lark_exchange *change) {
  tell(user, "write");
  change->note = 7;
  return LARK_RECALL_SEND;
}

// Runs in each step: only one with something to write counts.
static lark_recall commit(void *user, lark_exchange *why) {
  notes *n = user;
  size_t used = strlen(n->told);
  if (used >= 5 && strcmp(n->told + used - 5, "write") == 0) tell(n, "commit");
  return refuse(n->commit, why);
}

static void end(void *user, const lark_exchange *change, lark_outcome outcome) {
  notes *n = user;
  tell(n, "end");
  CHECK(change->note == 7);
  n->outcome = outcome;
  snprintf(n->row, sizeof n->row, "%s", change->row);
  snprintf(n->answer, sizeof n->answer, "%.*s", (int)change->answer_bytes,
           change->answer);
}

typedef struct ending {
  lark_status status;
  char msg[128];
  char name[32];
} ending;

static void on_end(lark_client *client, lark_call call, lark_result *result,
                   void *user) {
  ending *e = user;
  const lark_error *error = lark_result_error(result);
  (void)client, (void)call;
  e->status = error != NULL ? error->status : LARK_OK;
  snprintf(e->msg, sizeof e->msg, "%s", error != NULL ? error->msg : "");
  snprintf(
      e->name, sizeof e->name, "%s",
      lark_json_string(lark_json_get(lark_result_data(result), "name"), NULL));
}

// Sends a change of row 1, and then one without a name, at a server.
static ending deliver(notes *n, int port, uint64_t max_response_bytes) {
  char url[64];
  const lark_journal journal = {.size = sizeof journal,
                                .look = look,
                                .write = write_down,
                                .commit = commit,
                                .end = end,
                                .user = n};
  lark_options options;
  lark_options_init(&options, sizeof options);
  snprintf(url, sizeof url, "http://127.0.0.1:%d", port);
  options.base_url = url;
  options.app_id = "cli_a";
  options.tenant_access_token = "t-token";
  options.retries = 0;
  options.journal = &journal;
  options.max_response_bytes = max_response_bytes;
  lark_client *client = NULL;
  ending e = {0};
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  const lark_request change = {.method = "DELETE", .path = "/open-apis/a"};
  CHECK(lark_name_next(client, "1") == LARK_OK);
  CHECK(lark_start_request(client, &change, on_end, &e, NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, 1000);
  lark_close(client);
  return e;
}

static void is_written_before_and_after(int port) {
  notes n = {0};
  CHECK(deliver(&n, port, 1000).status == LARK_OK);
  CHECK(strcmp(n.told, "look write commit end") == 0);
  CHECK(strcmp(n.row, "1") == 0);
  CHECK(strcmp(n.answer, "{\"code\":0,\"data\":{}}") == 0);
  CHECK(n.outcome == LARK_CHANGE_DONE);
}

static void is_answered_by_the_journal(int port) {
  notes n = {.look = LARK_RECALL_ANSWER};
  ending e = deliver(&n, port, 1000);
  CHECK(e.status == LARK_OK && strcmp(e.name, "before") == 0);
  CHECK(strcmp(n.told, "look") == 0);
}

static void is_not_sent_unless_it_stands_for_good(int port) {
  notes n = {.commit = LARK_RECALL_REFUSE};
  ending e = deliver(&n, port, 1000);
  CHECK(e.status == LARK_ECONFIG);
  CHECK(strcmp(e.msg, "the disk is full") == 0);
  CHECK(strcmp(n.told, "look write commit") == 0);
}

static void has_not_arrived_where_nobody_listens(int port) {
  notes n = {0};
  CHECK(deliver(&n, port, 1000).status == LARK_ENETWORK);
  CHECK(strcmp(n.told, "look write commit end") == 0);
  CHECK(n.outcome == LARK_CHANGE_UNSENT);
}

// The platform has answered, but nobody can say what.
static void is_perhaps_done_where_the_answer_is_too_large(int port) {
  notes n = {0};
  CHECK(deliver(&n, port, 10).status == LARK_ELIMIT);
  CHECK(n.outcome == LARK_CHANGE_UNKNOWN);
}

int main(void) {
  server its = {.per_connection = 1, .header = ""};
  start_server(&its);
  is_written_before_and_after(its.port);
  is_answered_by_the_journal(its.port);
  is_not_sent_unless_it_stands_for_good(its.port);
  is_perhaps_done_where_the_answer_is_too_large(its.port);
  end_process(its.process);
  has_not_arrived_where_nobody_listens(its.port);
  return check_failures();
}
