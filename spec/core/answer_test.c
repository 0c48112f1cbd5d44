// SPDX-License-Identifier: MIT

// Answers that no common server gives.
#include "check.h"
#include "lark.h"
#include "server.h"

enum { HEADER_BYTES = 150 * 1024 };

// Answers each connection with one header that is longer than libcurl takes.
_Noreturn static void serve_long_header(int listener) {
  static char header[HEADER_BYTES];
  char request[4096];
  alarm(SERVER_LIVES_S);
  signal(SIGPIPE, SIG_IGN);
  memset(header, 'x', sizeof header);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (read_request(fd, request, sizeof request)) {
      dprintf(fd, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\nX-Long: ");
      for (size_t sent = 0; sent < sizeof header;) {
        ssize_t got = write(fd, header + sent, sizeof header - sent);
        if (got <= 0) break;
        sent += (size_t)got;
      }
      dprintf(fd, "\r\n\r\n{\"code\":0,\"data\":{}}");
    }
    shutdown(fd, SHUT_WR);
    while (read(fd, request, sizeof request) > 0)
      ;
    close(fd);
  }
}

typedef struct ending {
  lark_status status;
  uint32_t attempts;
  char msg[256];
} ending;

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  ending *end = user;
  const lark_error *error = lark_result_error(result);
  end->status = error != NULL ? error->status : LARK_OK;
  end->attempts = error != NULL ? error->attempts : 0;
  snprintf(end->msg, sizeof end->msg, "%s", error != NULL ? error->msg : "");
}

static void a_long_header_is_not_a_lack_of_memory(void) {
  int port = 0;
  char url[64];
  ending end = {LARK_OK, 0, ""};
  lark_options options;
  lark_client *client = NULL;
  int listener = listen_on_loopback(&port);
  pid_t process = fork();
  if (process == 0) serve_long_header(listener);
  close(listener);
  snprintf(url, sizeof url, "http://127.0.0.1:%d", port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.tenant_access_token = "t";
  options.retries = 0;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_param id = lark_string("application_id", "1");
  CHECK(lark_start(client, "hire.referral.get_by_application", &id, 1, note,
                   &end, NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, 5000);
  lark_close(client);
  end_process(process);
  // Newer versions of libcurl name it by themselves.
  CHECK(end.status != LARK_OK && end.status != LARK_ENOMEM);
  CHECK(end.attempts == 1);
  CHECK(strstr(end.msg, "memory") == NULL);
}

int main(void) {
  a_long_header_is_not_a_lack_of_memory();
  return check_failures();
}
