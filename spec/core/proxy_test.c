// SPDX-License-Identifier: MIT

// Which headers a proxy for https gets.
#include "check.h"
#include "lark.h"
#include "server.h"

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  snprintf(user, 256, "%s", lark_result_error(result)->msg);
}

// Makes a call through a proxy that refuses requests without `wanted`. `msg`
// gets the call's error.
static void ask_through(const char *wanted, char *msg) {
  server its = {.per_connection = 1, .header = "", .wanted = wanted};
  char proxy[64];
  lark_options options;
  lark_client *client = NULL;
  start_server(&its);
  snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", its.port);
  lark_options_init(&options, sizeof options);
  options.base_url = "https://hire.example";
  options.proxy = proxy;
  options.tenant_access_token = "t-secret";
  options.retries = 0;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_param id = lark_string("application_id", "1");
  CHECK(lark_start(client, "hire.referral.get_by_application", &id, 1, note,
                   msg, NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, 5000);
  lark_close(client);
  end_process(its.process);
}

static void it_is_told_who_asks_and_for_whom(void) {
  char msg[256] = "";
  ask_through("User-Agent: lualark/", msg);
  CHECK(strstr(msg, "403") == NULL);
  ask_through("CONNECT hire.example:443 ", msg);
  CHECK(strstr(msg, "403") == NULL);
}

static void it_is_not_told_the_token(void) {
  char msg[256] = "";
  ask_through("t-secret", msg);
  CHECK(strstr(msg, "403") != NULL);
}

int main(void) {
  it_is_told_who_asks_and_for_whom();
  it_is_not_told_the_token();
  return check_failures();
}
