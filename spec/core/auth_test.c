// SPDX-License-Identifier: MIT

// Which token a call carries.
#include "check.h"
#include "echo.h"
#include "lark.h"

static server echo;

static lark_client *open_client(const char *app_secret, const char *token) {
  char url[64];
  lark_options options;
  lark_client *client = NULL;
  snprintf(url, sizeof url, "http://127.0.0.1:%d", echo.port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.app_id = "a";
  options.app_secret = app_secret;
  options.tenant_access_token = token;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static lark_endpoint endpoint_with(lark_token_kind token) {
  return (lark_endpoint){.name = "an.endpoint",
                         .doc = "",
                         .method = "GET",
                         .path = "/hello",
                         .repeatable = true,
                         .token = token};
}

static void note_header(lark_client *client, lark_call call,
                        lark_result *result, void *user) {
  (void)client, (void)call;
  lark_json header = lark_json_get(lark_result_data(result), "authorization");
  CHECK(lark_result_error(result) == NULL);
  snprintf(user, 64, "%s", lark_json_string(header, NULL));
}

// The Authorization that a call of this kind arrives with.
static const char *sent_with(lark_client *client, lark_token_kind token) {
  static char header[64];
  lark_endpoint endpoint = endpoint_with(token);
  snprintf(header, sizeof header, "not sent");
  CHECK(lark_start_endpoint(client, &endpoint, NULL, 0, note_header, header,
                            NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, -1);
  lark_forget_endpoint(client, &endpoint);
  return header;
}

static uint64_t token_fetches(const lark_client *client) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(client, &stats);
  return stats.token_fetches;
}

static void carries_what_the_endpoint_says(void) {
  lark_client *client = open_client("s", NULL);
  CHECK(strcmp(sent_with(client, LARK_TOKEN_NONE), "") == 0);
  CHECK(token_fetches(client) == 0);
  CHECK(strcmp(sent_with(client, LARK_TOKEN_TENANT), "Bearer tenant-1") == 0);
  CHECK(token_fetches(client) == 1);
  CHECK(strcmp(sent_with(client, LARK_TOKEN_APP), "Bearer app-1") == 0);
  CHECK(strcmp(sent_with(client, LARK_TOKEN_APP), "Bearer app-1") == 0);
  CHECK(token_fetches(client) == 2);
  lark_close(client);
}

static void check_refusal(lark_client *client, lark_token_kind token,
                          const char *word) {
  lark_endpoint endpoint = endpoint_with(token);
  CHECK(lark_start_endpoint(client, &endpoint, NULL, 0, note_header, NULL,
                            NULL) == LARK_ECONFIG);
  const lark_error *error = lark_last_error(client);
  CHECK(error->status == LARK_ECONFIG && strstr(error->msg, word) != NULL);
  CHECK(error->hint != NULL && strcmp(error->endpoint, "an.endpoint") == 0);
  CHECK(lark_pending(client) == 0);
}

static void refuses_before_sending_what_it_cannot_have(void) {
  lark_client *client = open_client("s", NULL);
  check_refusal(client, LARK_TOKEN_USER, "user_access_token");
  lark_close(client);
  client = open_client(NULL, "t-1");
  check_refusal(client, LARK_TOKEN_APP, "app_access_token");
  CHECK(strcmp(sent_with(client, LARK_TOKEN_TENANT), "Bearer t-1") == 0);
  lark_close(client);
}

static lark_client *share(lark_store *store) {
  char url[64];
  lark_options options;
  lark_client *client = NULL;
  snprintf(url, sizeof url, "http://127.0.0.1:%d", echo.port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.app_id = "a";
  options.app_secret = "s";
  options.store = store;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static void shares_app_tokens_in_a_store(void) {
  lark_store *store = lark_store_memory(NULL);
  lark_client *one = share(store);
  lark_client *two = share(store);
  lark_store_release(store);
  CHECK(strcmp(sent_with(one, LARK_TOKEN_APP), "Bearer app-1") == 0);
  CHECK(strcmp(sent_with(two, LARK_TOKEN_APP), "Bearer app-1") == 0);
  CHECK(token_fetches(one) == 1 && token_fetches(two) == 0);
  lark_close(one);
  lark_close(two);
}

int main(void) {
  start_echo(&echo);
  carries_what_the_endpoint_says();
  refuses_before_sending_what_it_cannot_have();
  shares_app_tokens_in_a_store();
  end_process(echo.process);
  return check_failures();
}
