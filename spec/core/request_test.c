// SPDX-License-Identifier: MIT

// Requests past the catalog: what is sent for them.
#include "check.h"
#include "lark.h"
#include "server.h"

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  const lark_error *error = lark_result_error(result);
  *(lark_status *)user = error != NULL ? error->status : LARK_OK;
}

// The status of a POST to a server that refuses requests without `wanted`.
static lark_status post(const char *body, size_t bytes, const char *wanted) {
  server its = {.per_connection = 1, .header = "", .wanted = wanted};
  char url[64];
  lark_options options;
  lark_client *client = NULL;
  lark_status status = LARK_OK;
  start_server(&its);
  snprintf(url, sizeof url, "http://127.0.0.1:%d", its.port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.tenant_access_token = "t-static";
  options.retries = 0;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_request request = {.method = "POST",
                          .path = "/open-apis/x",
                          .body = body,
                          .body_bytes = bytes};
  CHECK(lark_start_request(client, &request, note, &status, NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, 5000);
  lark_close(client);
  end_process(its.process);
  return status;
}

static void a_body_ends_at_its_nul(void) {
  CHECK(post("{\"a\":1}", 0, "Content-Length: 7\r\n") == LARK_OK);
  CHECK(post("{\"a\":1} ", 7, "Content-Length: 7\r\n") == LARK_OK);
  CHECK(post("{\"a\":1}", 0, "Content-Length: 8\r\n") != LARK_OK);
}

int main(void) {
  a_body_ends_at_its_nul();
  return check_failures();
}
